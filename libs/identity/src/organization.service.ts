import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { type Page, type PageArgs, sliceOf, toPage } from '#platform/page.js';
import { insist } from '#platform/refusal.js';
import type {
  AppealVettingInput,
  RegisterOrganizationInput,
  VetOrganizationInput,
  VettingStatus,
} from '#platform/schema.types.js';
import { refuseCountry, refuseName } from './account.rules.js';
import { identityPolicy } from './identity.policy.js';
import { membershipPolicy } from './membership.policy.js';
import { MembershipService } from './membership.service.js';
import { Organization } from './organization.entity.js';
import { awaitsAppeal, refuseAppeal, refuseSector, refuseStatement, refuseVetting } from './organization.rules.js';

export interface OrganizationFilter {
  search?: string | null;
  vetting?: VettingStatus | null;
}

const COLUMNS = 'id, name, stakeholder_group as "group", sector, region, country, website, vetting, created_at';
const WHERE = `($1::text is null or strpos(lower(name), lower($1)) > 0) and ($2::text is null or vetting = $2)`;

const NO_APPEAL = { appealGrounds: null, appealedAt: null, appealDecidedAt: null };

/** Organizations: registration, vetting with one appeal, the list. */
@Injectable()
export class OrganizationService {
  constructor(private readonly members: MembershipService) {}

  /** Registers an organization, to be vetted; who registers it is its first approver. */
  async register(ctx: Ctx, input: RegisterOrganizationInput): Promise<Organization> {
    const accountId = ctx.requireAccount();
    insist(refuseName(input.name, 'name') ?? refuseCountry(input.country));
    insist(refuseSector(input.sector) ?? refuseStatement(input.statement));
    return ctx.db.write(ctx, async (tx) => {
      const organization = await tx.insert(Organization, { id: newId(), ...particulars(input), createdAt: tx.now });
      await tx.tell({ action: 'organization.registered', subjectId: organization.id });
      await this.members.join(tx, organization.id, accountId, 'APPROVER');
      return organization;
    });
  }

  /**
   * Verifies or rejects with a reason that its approvers are told, and so decides an appeal that waits. FORBIDDEN for others than
   * administrators and organizers, for the organization's own members, and on an appeal for who rejected.
   */
  async vet(ctx: Ctx, { organizationId, decision, reason }: VetOrganizationInput): Promise<Organization> {
    ctx.require(identityPolicy, 'organization.vet', {});
    return ctx.db.write(ctx, async (tx) => {
      const { organization, members } = await this.members.hold(tx, organizationId);
      const { accountId } = ctx.actor;
      const isMember = members.some((member) => member.accountId === accountId);
      insist(refuseVetting(organization, { accountId, isMember }, decision, reason));
      const vettingReason = reason?.trim() || null;
      const isNewRejection = decision === 'REJECTED' && organization.vetting !== 'REJECTED';
      const appeal = awaitsAppeal(organization) ? { appealDecidedAt: tx.now } : isNewRejection ? NO_APPEAL : {};
      const patch = { vetting: decision, vettingReason, vettedBy: accountId, ...appeal };
      const vetted = await tx.update(Organization, organization, patch);
      const data = { decision, ...(awaitsAppeal(organization) ? { appeal: true } : {}) };
      await tx.tell({ action: 'organization.vetted', subjectId: organizationId, data });
      return vetted;
    });
  }

  /** Appeals against a rejection, once. For approvers; CONFLICT where there is nothing to appeal against, or no more. */
  async appeal(ctx: Ctx, { organizationId, grounds }: AppealVettingInput): Promise<Organization> {
    return ctx.db.write(ctx, async (tx) => {
      const { organization, members } = await this.members.hold(tx, organizationId);
      ctx.require(membershipPolicy, 'membership.manage', { members });
      insist(refuseAppeal(organization, grounds));
      const appeal = { appealGrounds: grounds.trim(), appealedAt: tx.now, appealDecidedAt: null };
      const appealed = await tx.update(Organization, organization, appeal);
      await tx.tell({ action: 'organization.appealed', subjectId: organizationId });
      return appealed;
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
  return { name: name.trim(), group, region, ...optional, vetting: 'PENDING', vettingReason: null, vettedBy: null, ...NO_APPEAL };
}
