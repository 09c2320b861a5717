import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { insist, notFound } from '#platform/refusal.js';
import type { InviteMemberInput, MembershipRole } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { refuseEmail } from './account.rules.js';
import { IS_OPEN, invitationBehind } from './invitation.queries.js';
import { INVITATION_LIFETIME_MS, refuseFlood, uselessInvitation } from './invitation.rules.js';
import { membershipPolicy } from './membership.policy.js';
import { MembershipService } from './membership.service.js';
import type { Organization } from './organization.entity.js';
import { newSecret, secretHash } from './secrets.js';

const COUNTS = `select count(*) filter (where ${IS_OPEN})::int as open,
    count(*) filter (where lower(email) = lower($2) and created_at > $3::timestamptz - interval '1 day')::int as to_address_today
  from invitation where organization_id = $1`;
const REPLACE = `update invitation set withdrawn_at = $3 where organization_id = $1 and lower(email) = lower($2)
  and accepted_at is null and withdrawn_at is null`;
const INSERT = `insert into invitation (id, organization_id, email, role, invited_by, created_at, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7)`;
const REDEEM = `update invitation set accepted_at = clock_now(), accepted_by = $2
  where token_hash = $1 and ${IS_OPEN}
    and exists (select 1 from account a where a.id = $2 and a.email_verified_at is not null and lower(a.email) = lower(invitation.email))
  returning id, organization_id, role`;

/** Where a mail with an invitation goes, and the secret of its link. */
export interface InvitationMail {
  email: string;
  token: string;
}

/** Invitations into an organization: sent by mail, bound to the address, good once and for fourteen days. */
@Injectable()
export class InvitationService {
  constructor(private readonly members: MembershipService) {}

  /** Sends an invitation in place of an open one to the same address. What it does and answers is the same for a known address. */
  async invite(ctx: Ctx, input: InviteMemberInput): Promise<{ ok: true }> {
    const invitedBy = ctx.requireAccount();
    const email = input.email.trim();
    return ctx.db.write(ctx, async (tx) => {
      const { members } = await this.members.hold(tx, input.organizationId);
      ctx.require(membershipPolicy, 'membership.manage', { members });
      insist(refuseEmail(email));
      await this.store(tx, { organizationId: input.organizationId, email, role: input.role ?? 'CONTRIBUTOR', invitedBy });
      return { ok: true as const };
    });
  }

  /** Withdraws an open invitation: its link is of no more use. For approvers; NOT_FOUND for others, as for one that is not there. */
  async withdraw(ctx: Ctx, invitationId: string): Promise<Organization> {
    return ctx.db.write(ctx, async (tx) => {
      const place = await tx.one<{ organizationId: string }>('select organization_id from invitation where id = $1', [
        invitationId,
      ]);
      if (!place) throw notFound('invitation');
      const { organization, members } = await this.members.hold(tx, place.organizationId);
      if (!membershipPolicy['membership.manage'](ctx.actor, { members })) throw notFound('invitation');
      const done = await tx.one(`update invitation set withdrawn_at = $2 where id = $1 and ${IS_OPEN} returning id`, [
        invitationId,
        tx.now,
      ]);
      if (!done) throw notFound('invitation');
      const data = { organization: organization.id };
      await tx.tell({ action: 'invitation.withdrawn', subjectId: invitationId, data });
      return organization;
    });
  }

  /**
   * Joins the organization that sent it. Only an account whose verified address is the invited one can; every other token, and
   * every other account, is BAD_USER_INPUT in the same words, and leaves the invitation as it is. Gives the account's id.
   */
  async accept(ctx: Ctx, token: string): Promise<string> {
    const accountId = ctx.requireAccount();
    return ctx.db.write(ctx, async (tx) => {
      const redeemed = await tx.one<{ id: string; organizationId: string; role: MembershipRole }>(REDEEM, [
        secretHash(token),
        accountId,
      ]);
      if (!redeemed) throw uselessInvitation();
      const { id, organizationId, role } = redeemed;
      await tx.tell({ action: 'invitation.accepted', subjectId: id, data: { organization: organizationId } });
      await this.members.join(tx, organizationId, accountId, role);
      return accountId;
    });
  }

  /** What a link is for; null for a token of no use. Looking changes nothing. */
  behind(ctx: Ctx, token: string): Promise<{ organization: string; role: MembershipRole } | null> {
    return invitationBehind(ctx.db, token);
  }

  /** The secret for the mail of an open invitation, made as the mail is written; its hash alone is kept. Null where none is due. */
  async issueLink(tx: Tx, invitationId: string): Promise<InvitationMail | null> {
    const token = newSecret();
    const row = await tx.one<{ email: string }>(
      `update invitation set token_hash = $2 where id = $1 and token_hash is null and ${IS_OPEN} returning email`,
      [invitationId, secretHash(token)],
    );
    return row && { email: row.email, token };
  }

  private async store(
    tx: Tx,
    invitation: { organizationId: string; email: string; role: MembershipRole; invitedBy: string },
  ): Promise<void> {
    const { organizationId, email, role, invitedBy } = invitation;
    const counts = await tx.one<{ open: number; toAddressToday: number }>(COUNTS, [organizationId, email, tx.now]);
    insist(counts && refuseFlood(counts));
    await tx.query(REPLACE, [organizationId, email, tx.now]);
    const id = newId();
    const expiresAt = new Date(tx.now.getTime() + INVITATION_LIFETIME_MS);
    await tx.query(INSERT, [id, organizationId, email, role, invitedBy, tx.now, expiresAt]);
    await tx.tell({ action: 'invitation.sent', subjectId: id, data: { organization: organizationId, role } });
  }
}
