import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { conflict, insist } from '#platform/refusal.js';
import type { ExtendRoundInput, RoundTransitionInput, ScheduleRoundInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { NormService } from '#norms/norm.service.js';
import { NormVersionService } from '#norms/norm-version.service.js';
import { Round } from './round.entity.js';
import { roundPolicy } from './round.policy.js';
import { isRoundHeldFor } from './round.visibility.js';
import { type MoveFacts, refuseMove, roundAfter, type RoundMove, statusAt } from './round.rules.js';

type Patch = Partial<Pick<Round, 'opensAt' | 'closesAt' | 'closedAt'>>;

/** The life of a round: every move loads the round under its lock, asks the rules, writes, and tells. */
@Injectable()
export class RoundLifecycleService {
  constructor(
    private readonly norms: NormService,
    private readonly versions: NormVersionService,
  ) {}

  /** Sets the instants at which the round opens and closes by itself. The version must be published. */
  schedule(ctx: Ctx, { roundId, opensAt, closesAt }: ScheduleRoundInput): Promise<Round> {
    const times = { opensAt: new Date(opensAt), closesAt: closesAt ? new Date(closesAt) : null };
    return this.move(ctx, roundId, 'schedule', times, () => times);
  }

  /** Opens now, or resumes after a pause; a closing time may be given with it. */
  open(ctx: Ctx, { roundId, closesAt, reason }: RoundTransitionInput): Promise<Round> {
    const given = closesAt ? { closesAt: new Date(closesAt) } : {};
    return this.move(ctx, roundId, 'open', { reason, ...given }, async (round, tx) => {
      if (round.status !== 'PAUSED') return { opensAt: tx.now, ...given };
      await this.noteExtension(tx, round, given.closesAt, reason);
      return given;
    });
  }

  /** Gives more time, with a reason that everybody can read. Never shortens. */
  extend(ctx: Ctx, { roundId, closesAt, reason }: ExtendRoundInput): Promise<Round> {
    const times = { closesAt: new Date(closesAt) };
    return this.move(ctx, roundId, 'extend', { reason, ...times }, async (round, tx) => {
      await this.noteExtension(tx, round, times.closesAt, reason);
      return times;
    });
  }

  /** Stops taking submissions for a while, with a reason. */
  pause(ctx: Ctx, { roundId, reason }: RoundTransitionInput): Promise<Round> {
    return this.move(ctx, roundId, 'pause', { reason }, () => ({}));
  }

  /** Closes now, before the closing time. */
  close(ctx: Ctx, { roundId, reason }: RoundTransitionInput): Promise<Round> {
    return this.move(ctx, roundId, 'close', { reason }, (_round, tx) => {
      const end = new Date(tx.now.getTime() + 1); // the clock counts milliseconds: what was taken in this one was before the end
      return { closesAt: end, closedAt: end };
    });
  }

  /** Gives the round up for good, with a reason. */
  cancel(ctx: Ctx, { roundId, reason }: RoundTransitionInput): Promise<Round> {
    return this.move(ctx, roundId, 'cancel', { reason }, () => ({}));
  }

  /** Moves closed rounds into review, or concludes them, within a review cycle's transaction. */
  async follow(tx: Tx, roundId: string, move: 'review' | 'conclude'): Promise<Round> {
    const round = await this.caughtUp(tx, roundId);
    insist(refuseMove(round, move, {}, tx.now));
    return this.write(tx, round, move, {}, {});
  }

  /** Writes down what the clock has brought about: an opening, a closing, each with its own entry in the log. */
  async caughtUp(tx: Tx, roundId: string): Promise<Round> {
    let round = await tx.lock(Round, roundId, 'round', isRoundHeldFor);
    if (round.status === 'SCHEDULED' && round.opensAt && round.opensAt <= tx.now)
      round = await this.write(tx, round, 'open', {}, {});
    if (round.status === 'OPEN' && statusAt(round, tx.now) === 'CLOSED')
      round = await this.write(tx, round, 'close', { closedAt: round.closesAt }, {});
    return round;
  }

  private async move(
    ctx: Ctx,
    roundId: string,
    move: RoundMove,
    facts: MoveFacts,
    change: (round: Round, tx: Tx) => Patch | Promise<Patch>,
  ): Promise<Round> {
    return ctx.db.write(ctx, async (tx) => {
      const round = await this.caughtUp(tx, roundId);
      ctx.require(roundPolicy, `round.${move}`, round);
      insist(refuseMove(round, move, facts, tx.now));
      if (move === 'schedule' || move === 'open') await this.insistOnText(tx, round);
      return this.write(tx, round, move, await change(round, tx), facts);
    });
  }

  private async write(tx: Tx, round: Round, move: RoundMove, patch: Patch, facts: MoveFacts): Promise<Round> {
    const status = roundAfter(round.status, move) ?? round.status;
    const moved = await tx.update(Round, round, { ...patch, status, revision: round.revision + 1 });
    const data = {
      reference: round.reference,
      opensAt: moved.opensAt,
      closesAt: moved.closesAt,
      ...(facts.reason ? { reason: facts.reason } : {}),
    };
    await tx.tell({ action: `round.${TOLD[move](round)}`, subjectId: round.id, normId: round.normId, roundId: round.id, data });
    await this.moveNorm(tx, moved, move);
    return moved;
  }

  /** A norm is in consultation while one of its rounds is open, and goes back to drafting when the last one ends. */
  private async moveNorm(tx: Tx, round: Round, move: RoundMove): Promise<void> {
    if (move === 'open') await this.norms.move(tx, round.normId, 'consult');
    if (move !== 'close' && move !== 'pause' && move !== 'cancel') return;
    const state = await tx.one<{ status: string; open: boolean }>(
      `select n.status, exists (select 1 from round r where r.norm_id = n.id and r.status = 'OPEN') as open from norm n where n.id = $1`,
      [round.normId],
    );
    if (state?.status === 'IN_CONSULTATION' && !state.open) await this.norms.move(tx, round.normId, 'draft');
  }

  private async noteExtension(tx: Tx, round: Round, to: Date | undefined, reason?: string | null): Promise<void> {
    if (!to || !round.closesAt || to <= round.closesAt) return;
    await tx.query('insert into round_extension (id, round_id, from_at, to_at, reason, at) values ($1, $2, $3, $4, $5, $6)', [
      newId(),
      round.id,
      round.closesAt,
      to,
      reason,
      tx.now,
    ]);
  }

  private async insistOnText(tx: Tx, round: Round): Promise<void> {
    const version = await this.versions.seen(tx, round.versionId);
    if (!version.publishedAt)
      throw conflict('The version is not published yet. Publish it, then open the round.', version.status);
  }
}

/** The word of the log for each move. */
const TOLD: Readonly<Record<RoundMove, (before: Round) => string>> = {
  schedule: () => 'scheduled',
  open: (before) => (before.status === 'PAUSED' ? 'resumed' : 'opened'),
  extend: () => 'extended',
  pause: () => 'paused',
  close: () => 'closed',
  cancel: () => 'cancelled',
  review: () => 'in_review',
  conclude: () => 'concluded',
};
