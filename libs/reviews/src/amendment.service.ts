import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { badInput, conflict, insist, notFound } from '#platform/refusal.js';
import type { CreateAmendmentInput, DraftNextVersionInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import type { NormVersion } from '#norms/norm-version.entity.js';
import { NormVersionService } from '#norms/norm-version.service.js';
import { Amendment } from './amendment.entity.js';
import { applyAmendments, contradictions, insertedEId, refuseAmendment } from './amendment.rules.js';
import { ReviewCycle } from './review-cycle.entity.js';
import { reviewPolicy } from './review.policy.js';
import { refuseReviewMove, refuseReviewWork } from './review.rules.js';

/** Amendments, and the next version made of them. */
@Injectable()
export class AmendmentService {
  constructor(private readonly versions: NormVersionService) {}

  /** Notes a change to a provision of the base version that answers comments of the cycle. */
  async create(ctx: Ctx, input: CreateAmendmentInput): Promise<Amendment> {
    insist(refuseAmendment(input));
    return ctx.db.write(ctx, async (tx) => {
      const cycle = await tx.lock(ReviewCycle, input.reviewCycleId, 'review cycle');
      ctx.require(reviewPolicy, 'amendment.create', cycle);
      insist(refuseReviewWork(cycle));
      if (cycle.resultVersionId) throw conflict('The next version is drafted already; edit it there.', cycle.status);
      const newEId = await this.placeFor(tx, cycle, input);
      const amendment = await tx.insert(Amendment, {
        id: newId(),
        ...particulars(input),
        cycleId: cycle.id,
        newEId,
        createdBy: ctx.requireAccount(),
        createdAt: tx.now,
      });
      await this.join(tx, cycle, amendment.id, input.commentIds);
      const data = { op: input.op, eId: input.eId, comments: input.commentIds.length };
      await tx.tell({ action: 'amendment.created', subjectId: amendment.id, normId: cycle.normId, data });
      return amendment;
    });
  }

  /** Makes the next version, in WORKING: the base version with the amendments applied. CONFLICT where two contradict each other. */
  async draftNextVersion(ctx: Ctx, { reviewCycleId, label }: DraftNextVersionInput): Promise<NormVersion> {
    return ctx.db.write(ctx, async (tx) => {
      const cycle = await tx.lock(ReviewCycle, reviewCycleId, 'review cycle');
      ctx.require(reviewPolicy, 'amendment.draft', cycle);
      insist(refuseReviewMove(cycle, 'draft'));
      const amendments = await tx.query<Amendment>(
        'select *, eid as "eId", new_eid as "newEId" from amendment where cycle_id = $1 order by id',
        [cycle.id],
      );
      const [first] = contradictions(amendments);
      if (first) throw conflict(`Amendments of ${first.eId} contradict each other: ${first.reason} Withdraw one.`, cycle.status);
      const base = await this.versions.textOf(tx, cycle.baseVersionId);
      const version = await this.versions.cut(tx, cycle.normId, {
        ...base,
        label,
        provisions: applyAmendments(base.provisions, amendments),
      });
      await tx.update(ReviewCycle, cycle, { status: 'DRAFTING', resultVersionId: version.id });
      await tx.tell({
        action: 'review.drafted',
        subjectId: cycle.id,
        normId: cycle.normId,
        data: { version: version.id, amendments: amendments.length },
      });
      return version;
    });
  }

  /** Checks that the provision is there; gives the eId of what is inserted after it, or null where nothing is inserted. */
  private async placeFor(tx: Tx, cycle: ReviewCycle, input: CreateAmendmentInput): Promise<string | null> {
    const rows = await tx.query<{ eId: string }>(
      `select eid as "eId" from provision where version_id = $1 union select new_eid from amendment where cycle_id = $2 and new_eid is not null`,
      [cycle.baseVersionId, cycle.id],
    );
    const known = new Set(rows.map((row) => row.eId));
    if (!known.has(input.eId)) throw badInput('eId', 'The base version has no such provision.');
    if (input.op !== 'INSERT_AFTER') return null;
    if (input.newEId && known.has(input.newEId)) throw badInput('newEId', 'This eId is taken. Choose another, or leave it out.');
    return input.newEId ?? insertedEId(input.eId, known);
  }

  private async join(tx: Tx, cycle: ReviewCycle, amendmentId: string, commentIds: readonly string[]): Promise<void> {
    const joined = await tx.query(
      `insert into amendment_comment (amendment_id, comment_id)
       select $1, c.id from comment c join review_cycle_round kr on kr.round_id = c.round_id
       where kr.cycle_id = $2 and c.id = any($3) and c.number is not null returning comment_id`,
      [amendmentId, cycle.id, commentIds],
    );
    if (joined.length !== new Set(commentIds).size) throw notFound('comment in this review cycle');
  }
}

function particulars(input: CreateAmendmentInput): Pick<Amendment, 'op' | 'eId' | 'text' | 'heading' | 'number' | 'kind'> {
  const { op, eId, text = null, heading = null, number = null, kind = null } = input;
  return { op, eId, text: op === 'DELETE' ? null : text, heading, number, kind };
}
