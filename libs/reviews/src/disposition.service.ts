import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { badInput, conflict, found, insist, notFound } from '#platform/refusal.js';
import type { ConfirmDispositionsInput, ProposeDispositionsInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { clustersById } from '#comments/cluster.queries.js';
import { Disposition } from './disposition.entity.js';
import { refuseAnswer, refuseConfirmation, refuseProposal } from './disposition.rules.js';
import { ReviewCycle } from './review-cycle.entity.js';
import { dispositionsById } from './review.queries.js';
import { reviewPolicy } from './review.policy.js';
import { refuseReviewWork } from './review.rules.js';

const MOST_AT_ONCE = 1000;

const HELD = 'select status from disposition where comment_id = any($1) order by comment_id for update';
const PROPOSE = `insert into disposition (id, comment_id, cycle_id, outcome, response, status, proposed_by, duplicate_of)
  select t.id, t.comment_id, $3, $4, $5, 'PROPOSED', $6, $7 from unnest($1::uuid[], $2::uuid[]) t (id, comment_id)
  on conflict (comment_id) do update set outcome = excluded.outcome, response = excluded.response, proposed_by = excluded.proposed_by,
    duplicate_of = excluded.duplicate_of
  returning *`;
const KEEP_REVISIONS = `insert into disposition_revision (disposition_id, revision, outcome, response, by_account, at)
  select d.id, coalesce((select max(revision) from disposition_revision where disposition_id = d.id), 0) + 1, $2, $3, $4, $5
  from unnest($1::uuid[]) d (id)`;
/** Of a cluster those comments that can still be answered. */
const OF_CLUSTER = `select c.id from cluster_member m join comment c on c.id = m.comment_id
    join review_cycle_round kr on kr.round_id = c.round_id and kr.cycle_id = $2
    left join disposition d on d.comment_id = c.id
  where m.cluster_id = $1 and c.status <> 'WITHDRAWN' and (d.status is null or d.status = 'PROPOSED') order by c.id`;

type Answer = Pick<Disposition, 'outcome' | 'response' | 'duplicateOf'>;

/** The answers to comments: proposed by one person, confirmed by another. */
@Injectable()
export class DispositionService {
  /**
   * Proposes one answer to many comments at once, or to all of a cluster that can still be answered; one that was proposed before
   * gets a new revision. All or none.
   */
  async propose(ctx: Ctx, input: ProposeDispositionsInput): Promise<Disposition[]> {
    insist(refuseAnswer(input));
    const named = input.clusterId ? null : idsOf(input);
    return ctx.db.write(ctx, async (tx) => {
      const cycle = await tx.lock(ReviewCycle, input.reviewCycleId, 'review cycle');
      ctx.require(reviewPolicy, 'disposition.propose', cycle);
      insist(refuseReviewWork(cycle));
      const commentIds = named ?? (await this.ofCluster(ctx, tx, cycle.id, input.clusterId ?? ''));
      await this.insistOnComments(tx, cycle.id, input.duplicateOfId ? [...commentIds, input.duplicateOfId] : commentIds);
      const answer = { outcome: input.outcome, response: input.response.trim(), duplicateOf: input.duplicateOfId ?? null };
      const proposed = await this.proposeAll(tx, cycle.id, commentIds, answer);
      const data = { outcome: input.outcome, comments: commentIds.length };
      await tx.tell({ action: 'disposition.proposed', subjectId: cycle.id, normId: cycle.normId, data });
      return proposed;
    });
  }

  /** As `propose`, with an answer of its own for each comment; the caller has checked the answers. All or none. */
  async proposeEach(ctx: Ctx, reviewCycleId: string, answers: readonly ({ commentId: string } & Answer)[]): Promise<void> {
    await ctx.db.write(ctx, async (tx) => {
      const cycle = await tx.lock(ReviewCycle, reviewCycleId, 'review cycle');
      ctx.require(reviewPolicy, 'disposition.propose', cycle);
      insist(refuseReviewWork(cycle));
      const named = answers.flatMap(({ commentId, duplicateOf }) => (duplicateOf ? [commentId, duplicateOf] : [commentId]));
      await this.insistOnComments(tx, cycle.id, named);
      for (const { commentIds, ...answer } of sameAnswers(answers)) {
        await this.proposeAll(tx, cycle.id, commentIds, answer);
        const data = { outcome: answer.outcome, comments: commentIds.length };
        await tx.tell({ action: 'disposition.proposed', subjectId: cycle.id, normId: cycle.normId, data });
      }
    });
  }

  /** Confirms what somebody else has proposed, all or none. FORBIDDEN for one's own proposal. */
  async confirm(ctx: Ctx, { dispositionIds }: ConfirmDispositionsInput): Promise<Disposition[]> {
    const accountId = ctx.requireAccount();
    if (dispositionIds.length === 0 || dispositionIds.length > MOST_AT_ONCE) {
      throw badInput('dispositionIds', `Confirm 1 to ${MOST_AT_ONCE} dispositions at once.`);
    }
    const ids = [...new Set(dispositionIds)].sort();
    for (const known of await Promise.all(ids.map((id) => ctx.load(dispositionsById, id)))) found(known, 'disposition');
    return ctx.db.write(ctx, async (tx) => {
      const confirmed: Disposition[] = [];
      for (const id of ids) confirmed.push(await this.confirmOne(ctx, tx, id, accountId));
      return confirmed;
    });
  }

  /** The dispositions in the order of the comments; a few statements, whatever their number. */
  private async proposeAll(tx: Tx, cycleId: string, commentIds: string[], answer: Answer): Promise<Disposition[]> {
    const { outcome, response, duplicateOf } = answer;
    const by = tx.ctx.requireAccount();
    for (const { status } of await tx.query<Disposition>(HELD, [commentIds])) insist(refuseProposal(status));
    const ids = commentIds.map(() => newId());
    const rows = await tx.query<Disposition>(PROPOSE, [ids, commentIds, cycleId, outcome, response, by, duplicateOf]);
    await tx.query(KEEP_REVISIONS, [rows.map(({ id }) => id), outcome, response, by, tx.now]);
    const byComment = new Map(rows.map((row) => [row.commentId, row]));
    return commentIds.map((id) => byComment.get(id) as Disposition);
  }

  private async ofCluster(ctx: Ctx, tx: Tx, cycleId: string, clusterId: string): Promise<string[]> {
    found(await ctx.load(clustersById, clusterId), 'cluster');
    const rows = await tx.query<{ id: string }>(OF_CLUSTER, [clusterId, cycleId]);
    if (rows.length === 0) throw conflict('No comment of this cluster waits for an answer in this review cycle.', 'CONFIRMED');
    return rows.map(({ id }) => id);
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

  private async insistOnComments(tx: Tx, cycleId: string, commentIds: string[]): Promise<void> {
    const row = await tx.one<{ known: number }>(
      `select count(distinct c.id)::int as known from comment c join review_cycle_round kr on kr.round_id = c.round_id
       where kr.cycle_id = $1 and c.id = any($2) and c.number is not null`,
      [cycleId, commentIds],
    );
    if (row?.known !== new Set(commentIds).size) throw notFound('comment in this review cycle');
  }
}

function idsOf({ commentIds }: ProposeDispositionsInput): string[] {
  const ids = [...new Set(commentIds ?? [])].sort();
  if (ids.length === 0 || ids.length > MOST_AT_ONCE) throw badInput('commentIds', `Name 1 to ${MOST_AT_ONCE} comments.`);
  return ids;
}

/** Comments with the same answer together. */
function sameAnswers(answers: readonly ({ commentId: string } & Answer)[]): ({ commentIds: string[] } & Answer)[] {
  const groups = new Map<string, { commentIds: string[] } & Answer>();
  for (const { commentId, outcome, response, duplicateOf } of answers) {
    const key = JSON.stringify([outcome, response, duplicateOf]);
    const group = groups.get(key) ?? { commentIds: [], outcome, response, duplicateOf };
    group.commentIds.push(commentId);
    groups.set(key, group);
  }
  return [...groups.values()];
}
