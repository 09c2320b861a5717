import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { badInput, insist, notFound, Refusal } from '#platform/refusal.js';
import type { ConfirmDispositionsInput, ProposeDispositionsInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { Disposition } from './disposition.entity.js';
import { refuseAnswer, refuseConfirmation, refuseProposal } from './disposition.rules.js';
import { ReviewCycle } from './review-cycle.entity.js';
import { reviewPolicy } from './review.policy.js';
import { refuseReviewWork } from './review.rules.js';

const MOST_AT_ONCE = 1000;

type Answer = Pick<Disposition, 'outcome' | 'response' | 'duplicateOf'>;

/** The answers to comments: proposed by one person, confirmed by another. */
@Injectable()
export class DispositionService {
  /** Proposes one answer to many comments at once; one that was proposed before gets a new revision. All or none. */
  async propose(ctx: Ctx, input: ProposeDispositionsInput): Promise<Disposition[]> {
    insist(refuseAnswer(input));
    const commentIds = idsOf(input);
    return ctx.db.write(ctx, async (tx) => {
      const cycle = await tx.lock(ReviewCycle, input.reviewCycleId, 'review cycle');
      ctx.require(reviewPolicy, 'disposition.propose', cycle);
      insist(refuseReviewWork(cycle));
      await this.insistOnComments(tx, cycle.id, input.duplicateOfId ? [...commentIds, input.duplicateOfId] : commentIds);
      const answer = { outcome: input.outcome, response: input.response.trim(), duplicateOf: input.duplicateOfId ?? null };
      const proposed: Disposition[] = [];
      for (const commentId of commentIds) proposed.push(await this.proposeOne(tx, cycle, commentId, answer));
      const data = { outcome: input.outcome, comments: commentIds.length };
      await tx.tell({ action: 'disposition.proposed', subjectId: cycle.id, normId: cycle.normId, data });
      return proposed;
    });
  }

  /** Confirms what somebody else has proposed, all or none. FORBIDDEN for one's own proposal. */
  async confirm(ctx: Ctx, { dispositionIds }: ConfirmDispositionsInput): Promise<Disposition[]> {
    const accountId = ctx.requireAccount();
    if (dispositionIds.length === 0 || dispositionIds.length > MOST_AT_ONCE) {
      throw badInput('dispositionIds', `Confirm 1 to ${MOST_AT_ONCE} dispositions at once.`);
    }
    return ctx.db.write(ctx, async (tx) => {
      const confirmed: Disposition[] = [];
      for (const id of [...new Set(dispositionIds)].sort()) confirmed.push(await this.confirmOne(ctx, tx, id, accountId));
      return confirmed;
    });
  }

  private async proposeOne(tx: Tx, cycle: ReviewCycle, commentId: string, answer: Answer): Promise<Disposition> {
    const proposedBy = tx.ctx.requireAccount();
    const earlier = await tx.one<Disposition>('select * from disposition where comment_id = $1 for update', [commentId]);
    insist(refuseProposal(earlier?.status ?? null));
    const row = earlier
      ? await tx.update(Disposition, earlier, { ...answer, proposedBy })
      : await tx.insert(Disposition, {
          id: newId(),
          commentId,
          cycleId: cycle.id,
          ...answer,
          status: 'PROPOSED',
          proposedBy,
          confirmedBy: null,
          decidedAt: null,
        });
    await this.keepRevision(tx, row, proposedBy);
    return row;
  }

  private async confirmOne(ctx: Ctx, tx: Tx, id: string, accountId: string): Promise<Disposition> {
    const disposition = await tx.lock(Disposition, id, 'disposition');
    const cycle = await tx.find(ReviewCycle, disposition.cycleId);
    if (!cycle) throw notFound('disposition');
    ctx.require(reviewPolicy, 'disposition.confirm', cycle);
    insist(refuseReviewWork(cycle) ?? refuseConfirmation(disposition, accountId));
    const confirmed = await tx.update(Disposition, disposition, {
      status: 'CONFIRMED',
      confirmedBy: accountId,
      decidedAt: tx.now,
    });
    await tx.tell({
      action: 'disposition.confirmed',
      subjectId: id,
      normId: cycle.normId,
      data: { outcome: disposition.outcome },
    });
    return confirmed;
  }

  private async keepRevision(tx: Tx, { id, outcome, response }: Disposition, by: string): Promise<void> {
    await tx.query(
      `insert into disposition_revision (disposition_id, revision, outcome, response, by_account, at)
       select $1, coalesce(max(revision), 0) + 1, $2, $3, $4, $5 from disposition_revision where disposition_id = $1`,
      [id, outcome, response, by, tx.now],
    );
  }

  private async insistOnComments(tx: Tx, cycleId: string, commentIds: string[]): Promise<void> {
    const row = await tx.one<{ known: number }>(
      `select count(distinct c.id)::int as known from comment c join review_cycle_round kr on kr.round_id = c.round_id
       where kr.cycle_id = $1 and c.id = any($2) and c.number is not null`,
      [cycleId, commentIds],
    );
    if (row?.known !== new Set(commentIds).size) throw notFound('comment in this review cycle');
  }
}

function idsOf({ commentIds, clusterId }: ProposeDispositionsInput): string[] {
  if (clusterId) throw new Refusal('NOT_IMPLEMENTED', 'Clusters come with a later version. Name the comments by commentIds.');
  const ids = [...new Set(commentIds ?? [])].sort();
  if (ids.length === 0 || ids.length > MOST_AT_ONCE) throw badInput('commentIds', `Name 1 to ${MOST_AT_ONCE} comments.`);
  return ids;
}
