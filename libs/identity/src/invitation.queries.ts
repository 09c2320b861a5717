import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import type { MembershipRole } from '#platform/schema.types.js';
import { secretHash } from './secrets.js';

/** An invitation that waits to be accepted. */
export interface InvitationRow {
  id: string;
  organizationId: string;
  email: string;
  role: MembershipRole;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}

/** What makes an invitation open, over the table `invitation`. */
export const IS_OPEN = 'accepted_at is null and withdrawn_at is null and expires_at > clock_now()';

/** The open invitations of each organization, oldest first. */
export async function invitationsByOrganization(
  db: Database,
  _ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, InvitationRow[]>> {
  const rows = await db.read<InvitationRow>(
    `select id, organization_id, email, role, invited_by, created_at, expires_at from invitation
     where organization_id = any($1) and ${IS_OPEN} order by id`,
    [ids],
  );
  return new Map(ids.map((id) => [id, rows.filter((row) => row.organizationId === id)]));
}

/** What the link of an invitation is for: to be shown before it is accepted; null for a token of no use. */
export const invitationBehind = (db: Database, token: string): Promise<{ organization: string; role: MembershipRole } | null> =>
  db.unwalled.readOne(
    `select o.name as organization, i.role from (select * from invitation where token_hash = $1 and ${IS_OPEN}) i
     join organization o on o.id = i.organization_id`,
    [secretHash(token)],
  );
