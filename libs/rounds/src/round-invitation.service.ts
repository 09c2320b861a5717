import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { insist } from '#platform/refusal.js';
import type { InviteToRoundInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { Round } from './round.entity.js';
import { refuseInvitees, refuseInviting, refuseUnknown } from './round-invitation.rules.js';
import { roundPolicy } from './round.policy.js';
import { isRoundHeldFor } from './round.visibility.js';

/** How far invitations went: those that are new, and those that were there before or came twice in the same list. */
export interface Invited {
  invited: number;
  alreadyInvited: number;
}

const KNOWN = 'select id from organization where id = any($1::uuid[])';
const INVITE_ORGANIZATIONS = `insert into round_invitation (id, round_id, organization_id, message, invited_at, batch_id)
  select gen_random_uuid(), $1, g.id, $3, $4, $5 from (select distinct id from unnest($2::uuid[]) as u (id)) g
  on conflict do nothing returning id`;
const INVITE_ADDRESSES = `insert into round_invitation (id, round_id, email, message, invited_at, batch_id)
  select gen_random_uuid(), $1, g.email, $3, $4, $5
  from (select distinct on (lower(email)) email from unnest($2::text[]) with ordinality as u (email, n) order by lower(email), n) g
  on conflict do nothing returning id`;
const COPY = `insert into round_invitation (id, round_id, organization_id, email, message, invited_at)
  select gen_random_uuid(), $2, organization_id, email, message, $3 from round_invitation where round_id = $1`;

/** Who is asked to take part in a round. */
@Injectable()
export class RoundInvitationService {
  /**
   * Invites organizations and addresses, thousands at once in two statements, each once however often asked; all of them or, where
   * one is faulty, none. Mails follow from the entry `round.invited`; while the round is a draft they wait for its opening.
   */
  async invite(ctx: Ctx, input: InviteToRoundInput): Promise<Invited> {
    const { organizationIds = [], emails = [] } = input;
    return ctx.db.write(ctx, async (tx) => {
      const round = await tx.lock(Round, input.roundId, 'round', isRoundHeldFor);
      ctx.require(roundPolicy, 'round.invite', round);
      insist(refuseInviting(round, tx.now) ?? refuseInvitees(input));
      const known = await tx.query<{ id: string }>(KNOWN, [organizationIds]);
      insist(refuseUnknown(organizationIds, new Set(known.map(({ id }) => id))));
      const batchId = newId();
      const rest = [input.message?.trim() || null, tx.now, batchId];
      const organizations = (await tx.query(INVITE_ORGANIZATIONS, [round.id, organizationIds, ...rest])).length;
      const addresses = (await tx.query(INVITE_ADDRESSES, [round.id, emails.map((email) => email.trim()), ...rest])).length;
      const invited = organizations + addresses;
      if (invited > 0) await this.tellOf(tx, round, batchId, { organizations, addresses });
      return { invited, alreadyInvited: organizationIds.length + emails.length - invited };
    });
  }

  /** Invites to a new round whoever was invited to an earlier one; they hear of it when it opens. */
  async copy(tx: Tx, fromRoundId: string, toRoundId: string): Promise<void> {
    await tx.query(COPY, [fromRoundId, toRoundId, tx.now]);
  }

  private tellOf(tx: Tx, round: Round, batchId: string, data: Record<string, number>): Promise<void> {
    return tx.tell({ action: 'round.invited', subjectId: batchId, normId: round.normId, roundId: round.id, data });
  }
}
