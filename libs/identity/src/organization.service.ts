import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { type Page, type PageArgs, sliceOf, toPage } from '#platform/page.js';
import { badInput, insist } from '#platform/refusal.js';
import type { RegisterOrganizationInput, VetOrganizationInput, VettingStatus } from '#platform/schema.types.js';
import { refuseCountry, refuseName } from './account.rules.js';
import { identityPolicy } from './identity.policy.js';
import { Organization } from './organization.entity.js';

export interface OrganizationFilter {
  search?: string | null;
  vetting?: VettingStatus | null;
}

const COLUMNS = 'id, name, stakeholder_group as "group", sector, region, country, website, vetting, created_at';
const WHERE = `($1::text is null or strpos(lower(name), lower($1)) > 0) and ($2::text is null or vetting = $2)`;

/** Organizations: registration, vetting, the list. */
@Injectable()
export class OrganizationService {
  /** Registers an organization, to be vetted; who registers it is its first approver. */
  async register(ctx: Ctx, input: RegisterOrganizationInput): Promise<Organization> {
    const accountId = ctx.requireAccount();
    insist(refuseName(input.name, 'name') ?? refuseCountry(input.country));
    return ctx.db.write(ctx, async (tx) => {
      const organization = await tx.insert(Organization, { id: newId(), ...particulars(input), createdAt: tx.now });
      await tx.query(`insert into membership (organization_id, account_id, role, created_at) values ($1, $2, 'APPROVER', $3)`, [
        organization.id,
        accountId,
        tx.now,
      ]);
      await tx.tell({ action: 'organization.registered', subjectId: organization.id });
      return organization;
    });
  }

  /** Verifies or rejects; a rejection needs a reason. FORBIDDEN for others than administrators and organizers. */
  async vet(ctx: Ctx, { organizationId, decision, reason }: VetOrganizationInput): Promise<Organization> {
    ctx.require(identityPolicy, 'organization.vet', {});
    if (decision === 'REJECTED' && !reason?.trim()) throw badInput('reason', 'Say why the organization is rejected; it is told.');
    return ctx.db.write(ctx, async (tx) => {
      const organization = await tx.lock(Organization, organizationId, 'organization');
      const vetted = await tx.update(Organization, organization, { vetting: decision, vettingReason: reason ?? null });
      await tx.tell({ action: 'organization.vetted', subjectId: organizationId, data: { decision } });
      return vetted;
    });
  }

  /** Organizations by name. */
  async list(ctx: Ctx, args: PageArgs & OrganizationFilter): Promise<Page<Organization>> {
    const slice = sliceOf(args, 2);
    const filter = [args.search ?? null, args.vetting ?? null];
    const rows = await ctx.db.read<Organization>(
      `select ${COLUMNS} from organization
       where ${WHERE} and ($3::text is null or (lower(name), id) > ($3, $4::uuid)) order by lower(name), id limit $5`,
      [...filter, slice.key?.[0] ?? null, slice.key?.[1] ?? null, slice.limit + 1],
    );
    const count = async (): Promise<number> =>
      Number(
        (await ctx.db.readOne<{ count: string }>(`select count(*) as count from organization where ${WHERE}`, filter))?.count ??
          0,
      );
    return toPage(rows, slice, (row) => [row.name.toLowerCase(), row.id], count);
  }
}

function particulars(input: RegisterOrganizationInput): Omit<Organization, 'id' | 'createdAt'> {
  const { name, group, region, sector, country, website, statement } = input;
  const optional = { sector: sector ?? null, country: country ?? null, website: website ?? null, statement: statement ?? null };
  return { name: name.trim(), group, region, ...optional, vetting: 'PENDING', vettingReason: null };
}
