import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { badInput, conflict, insist } from '#platform/refusal.js';
import type { ConcludeReviewCycleInput, StartReviewCycleInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { NormService } from '#norms/norm.service.js';
import { NormVersionService } from '#norms/norm-version.service.js';
import type { Round } from '#rounds/round.entity.js';
import { RoundLifecycleService } from '#rounds/round-lifecycle.service.js';
import { type Change, contradictions } from './amendment.rules.js';
import { ReviewCycle } from './review-cycle.entity.js';
import { reviewPolicy } from './review.policy.js';
import { type GateFacts, refuseConclusion, refuseReviewMove } from './review.rules.js';

const GATE = `select c.reference, d.status, d.outcome, d.response,
    exists (select 1 from amendment_comment mc join amendment m on m.id = mc.amendment_id where mc.comment_id = c.id and m.cycle_id = kr.cycle_id) as amended
  from review_cycle_round kr join comment c on c.round_id = kr.round_id and c.number is not null and c.status <> 'WITHDRAWN'
  left join disposition d on d.comment_id = c.id where kr.cycle_id = $1 order by c.round_id, c.number`;

interface GateRow {
  reference: string;
  status: string | null;
  outcome: string | null;
  response: string | null;
  amended: boolean;
}

const ACCEPTING = ['ACCEPTED', 'ACCEPTED_WITH_MODIFICATION'];

/** Review cycles: begun on closed rounds, concluded through the gate. */
@Injectable()
export class ReviewCycleService {
  constructor(
    private readonly norms: NormService,
    private readonly versions: NormVersionService,
    private readonly rounds: RoundLifecycleService,
  ) {}

  /** Starts answering the comments of closed rounds of one norm. CONFLICT where a round is not closed or a cycle is under way. */
  async start(ctx: Ctx, { normId, roundIds, kind = 'POST_CONSULTATION' }: StartReviewCycleInput): Promise<ReviewCycle> {
    if (roundIds.length === 0) throw badInput('roundIds', 'Name at least one round whose comments are to be answered.');
    return ctx.db.write(ctx, async (tx) => {
      const norm = await this.norms.move(tx, normId, 'review');
      ctx.require(reviewPolicy, 'review.start', { normId: norm.id });
      await this.insistOnNone(tx, normId);
      const rounds: Round[] = [];
      for (const roundId of [...new Set(roundIds)].sort()) rounds.push(await this.rounds.follow(tx, roundId, 'review'));
      return this.insert(tx, normId, kind, rounds);
    });
  }

  /**
   * Publishes the next version and the dispositions together; the letters to the commenters follow from the same event.
   * CONFLICT names what the gate still misses.
   */
  async conclude(ctx: Ctx, { reviewCycleId }: ConcludeReviewCycleInput): Promise<ReviewCycle> {
    return ctx.db.write(ctx, async (tx) => {
      const cycle = await tx.lock(ReviewCycle, reviewCycleId, 'review cycle');
      ctx.require(reviewPolicy, 'review.conclude', cycle);
      insist(refuseReviewMove(cycle, 'conclude') ?? refuseConclusion(await this.gateOf(tx, cycle)));
      await this.publishResult(tx, cycle);
      const rounds = await tx.query<{ roundId: string }>(
        'select round_id from review_cycle_round where cycle_id = $1 order by round_id',
        [cycle.id],
      );
      for (const { roundId } of rounds) await this.rounds.follow(tx, roundId, 'conclude');
      await this.norms.move(tx, cycle.normId, 'draft');
      const concluded = await tx.update(ReviewCycle, cycle, { status: 'CONCLUDED', concludedAt: tx.now });
      const data = { rounds: rounds.map(({ roundId }) => roundId), resultVersion: cycle.resultVersionId };
      await tx.tell({ action: 'review.concluded', subjectId: cycle.id, normId: cycle.normId, data });
      return concluded;
    });
  }

  private async insistOnNone(tx: Tx, normId: string): Promise<void> {
    const open = await tx.one(`select 1 from review_cycle where norm_id = $1 and status <> 'CONCLUDED'`, [normId]);
    if (open) throw conflict('A review cycle of this norm is under way. Conclude it before you start another.', 'OPEN');
  }

  private async insert(tx: Tx, normId: string, kind: ReviewCycle['kind'], rounds: Round[]): Promise<ReviewCycle> {
    const base = rounds.at(-1);
    if (!base || rounds.some((round) => round.normId !== normId)) throw badInput('roundIds', 'Every round must be of this norm.');
    if (rounds.some((round) => round.versionId !== base.versionId))
      throw badInput('roundIds', 'The rounds must be on the same version.');
    const row = {
      normId,
      kind,
      baseVersionId: base.versionId,
      resultVersionId: null,
      status: 'OPEN' as const,
      startedAt: tx.now,
      concludedAt: null,
    };
    const cycle = await tx.insert(ReviewCycle, { id: newId(), ...row });
    const roundIds = rounds.map((round) => round.id);
    await tx.query('insert into review_cycle_round (cycle_id, round_id) select $1, unnest($2::uuid[])', [cycle.id, roundIds]);
    await tx.tell({ action: 'review.started', subjectId: cycle.id, normId, data: { rounds: roundIds } });
    return cycle;
  }

  private async gateOf(tx: Tx, cycle: ReviewCycle): Promise<GateFacts> {
    const rows = await tx.query<GateRow>(GATE, [cycle.id]);
    const changes = await tx.query<Change>('select id, op, eid as "eId" from amendment where cycle_id = $1', [cycle.id]);
    const references = (which: (row: GateRow) => boolean): string[] => rows.filter(which).map((row) => row.reference);
    return {
      undisposed: references((row) => row.status === null),
      unconfirmed: references((row) => row.status === 'PROPOSED' || row.status === 'APPEALED'),
      acceptedWithoutChange: references((row) => ACCEPTING.includes(row.outcome ?? '') && !row.amended && !row.response?.trim()),
      conflicts: contradictions(changes).map(({ eId }) => eId),
      hasAmendments: changes.length > 0,
      hasResult: cycle.resultVersionId !== null,
    };
  }

  private async publishResult(tx: Tx, cycle: ReviewCycle): Promise<void> {
    if (!cycle.resultVersionId) return;
    const version = await this.versions.held(tx, cycle.resultVersionId);
    if (version.status === 'WORKING') await this.versions.publishIn(tx, version);
  }
}
