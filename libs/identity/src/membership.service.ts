import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { found, insist } from '#platform/refusal.js';
import type { ChangeMemberRoleInput, MembershipRole, RemoveMemberInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { membershipPolicy } from './membership.policy.js';
import { refuseLastApprover } from './membership.rules.js';
import { Organization } from './organization.entity.js';

/** Somebody's place in an organization. */
export interface Member {
  accountId: string;
  role: MembershipRole;
}

const WITHDRAW = `update invitation set withdrawn_at = $3 where organization_id = $1 and invited_by = $2
  and accepted_at is null and withdrawn_at is null`;
const JOIN = `insert into membership (organization_id, account_id, role, created_at) values ($1, $2, $3, $4)
  on conflict (organization_id, account_id) do update set role = excluded.role where excluded.role = 'APPROVER'`;

/** Who belongs to an organization. Each change holds the organization's row, and counts from the next request on. */
@Injectable()
export class MembershipService {
  /** Gives a member another role. For approvers; CONFLICT where no approver would be left, NOT_FOUND for who is no member. */
  async changeRole(ctx: Ctx, { organizationId, accountId, role }: ChangeMemberRoleInput): Promise<Organization> {
    return ctx.db.write(ctx, async (tx) => {
      const { organization, members } = await this.hold(tx, organizationId);
      ctx.require(membershipPolicy, 'membership.manage', { members });
      const member = found(memberIn(members, accountId), 'member');
      insist(refuseLastApprover(members, accountId, role));
      if (member.role === role) return organization;
      await tx.query('update membership set role = $3 where organization_id = $1 and account_id = $2', [
        organizationId,
        accountId,
        role,
      ]);
      if (role !== 'APPROVER') await tx.query(WITHDRAW, [organizationId, accountId, tx.now]);
      await tell(tx, 'membership.role_changed', { organizationId, accountId, role });
      return organization;
    });
  }

  /** Ends a membership at once, and with it the invitations that the person sent. For approvers; CONFLICT for the last of them. */
  async remove(ctx: Ctx, { organizationId, accountId }: RemoveMemberInput): Promise<Organization> {
    return ctx.db.write(ctx, async (tx) => {
      const { organization, members } = await this.hold(tx, organizationId);
      ctx.require(membershipPolicy, 'membership.manage', { members });
      const { role } = found(memberIn(members, accountId), 'member');
      await this.end(tx, members, { organizationId, accountId });
      await tell(tx, 'membership.removed', { organizationId, accountId, role });
      return organization;
    });
  }

  /** Ends one's own membership. FORBIDDEN for who is no member, CONFLICT for the last approver. */
  async leave(ctx: Ctx, organizationId: string): Promise<string> {
    const accountId = ctx.requireAccount();
    return ctx.db.write(ctx, async (tx) => {
      const { members } = await this.hold(tx, organizationId);
      ctx.require(membershipPolicy, 'membership.leave', { members });
      await this.end(tx, members, { organizationId, accountId });
      await tell(tx, 'membership.left', { organizationId, accountId });
      return accountId;
    });
  }

  /** The organization and its members, held against every other change of them; NOT_FOUND where there is none. */
  async hold(tx: Tx, organizationId: string): Promise<{ organization: Organization; members: Member[] }> {
    const organization = await tx.lock(Organization, organizationId, 'organization');
    const members = await tx.query<Member>('select account_id, role from membership where organization_id = $1', [
      organizationId,
    ]);
    return { organization, members };
  }

  /** Makes the account a member. Of somebody who is one already the role is raised and never lowered. */
  async join(tx: Tx, organizationId: string, accountId: string, role: MembershipRole): Promise<void> {
    await tx.query(JOIN, [organizationId, accountId, role, tx.now]);
    await tell(tx, 'membership.begun', { organizationId, accountId, role });
  }

  private async end(tx: Tx, members: readonly Member[], { organizationId, accountId }: RemoveMemberInput): Promise<void> {
    insist(refuseLastApprover(members, accountId, null));
    await tx.query('delete from membership where organization_id = $1 and account_id = $2', [organizationId, accountId]);
    await tx.query(WITHDRAW, [organizationId, accountId, tx.now]);
  }
}

const memberIn = (members: readonly Member[], accountId: string): Member | undefined =>
  members.find((member) => member.accountId === accountId);

/** The person is the subject, so that they are told; the organization stands beside. */
const tell = (
  tx: Tx,
  action: string,
  { organizationId, accountId, role }: { organizationId: string; accountId: string; role?: MembershipRole },
): Promise<void> => tx.tell({ action, subjectId: accountId, data: { organization: organizationId, ...(role ? { role } : {}) } });
