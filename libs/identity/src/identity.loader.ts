import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import type { MembershipRole } from '#platform/schema.types.js';
import type { Account } from './account.entity.js';
import type { Organization } from './organization.entity.js';

const byId = <T extends { id: string }>(rows: T[]): Map<string, T> => new Map(rows.map((row) => [row.id, row]));

/** Accounts by id, without what only sign-in needs. */
export async function accountsById(db: Database, _ctx: Ctx, ids: readonly string[]): Promise<Map<string, Account>> {
  return byId(
    await db.read<Account>(
      `select id, email, email_verified_at, display_name, locale, time_zone, country, region, created_at, erased_at from account where id = any($1)`,
      [ids],
    ),
  );
}

/** Organizations by id. */
export async function organizationsById(db: Database, _ctx: Ctx, ids: readonly string[]): Promise<Map<string, Organization>> {
  return byId(
    await db.read<Organization>(
      `select id, name, stakeholder_group as "group", sector, region, country, website, statement, vetting, vetting_reason, vetted_by, appeal_grounds, appealed_at, appeal_decided_at, created_at
       from organization where id = any($1)`,
      [ids],
    ),
  );
}

/** One person's place in one organization. */
export interface MembershipRow {
  organizationId: string;
  accountId: string;
  role: MembershipRole;
}

/** Memberships by account. */
export async function membershipsByAccount(
  db: Database,
  _ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, MembershipRow[]>> {
  return grouped(
    await db.read<MembershipRow>('select * from membership where account_id = any($1) order by created_at', [ids]),
    'accountId',
  );
}

/** Memberships by organization. */
export async function membershipsByOrganization(
  db: Database,
  _ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, MembershipRow[]>> {
  return grouped(
    await db.read<MembershipRow>('select * from membership where organization_id = any($1) order by created_at', [ids]),
    'organizationId',
  );
}

/** Staff roles by account; `normId` null: everywhere. */
export async function staffByAccount(
  db: Database,
  _ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, { role: string; normId: string | null }[]>> {
  const rows = await db.read<{ accountId: string; role: string; normId: string | null }>(
    'select account_id, role, norm_id from staff_grant where account_id = any($1) order by created_at',
    [ids],
  );
  return grouped(rows, 'accountId');
}

function grouped<T extends object, K extends keyof T>(rows: T[], key: K): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const name = String(row[key]);
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return groups;
}
