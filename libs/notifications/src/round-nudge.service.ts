import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { conflict, found } from '#platform/refusal.js';
import type { RemindRoundInput } from '#platform/schema.types.js';
import { roundPolicy } from '#rounds/round.policy.js';
import { roundsById } from '#rounds/round.queries.js';
import { countTold } from './round-preview.queries.js';

const KEEP = 'insert into round_nudge (id, round_id, groups, only_without_submission, told_at) values ($1, $2, $3, $4, $5)';

/** Reminders that an organizer sends by hand; those of the clock are told by `RoundReminderClock`. */
@Injectable()
export class RoundNudgeService {
  /** Has those reminded who were invited or hold an unsent draft; answers how many mails are on their way. CONFLICT unless OPEN. */
  async remind(ctx: Ctx, { roundId, groups, onlyWithoutSubmission = true }: RemindRoundInput): Promise<{ queued: number }> {
    const round = found(await ctx.load(roundsById, roundId), 'round');
    ctx.require(roundPolicy, 'round.remind', round);
    if (round.status !== 'OPEN') throw conflict(`Nobody is reminded of a round that is ${round.status}.`, round.status);
    const { normId, reference } = round;
    const subjectId = await ctx.db.write(ctx, async (tx) => {
      const subjectId = newId();
      await tx.query(KEEP, [subjectId, roundId, groups ?? null, onlyWithoutSubmission, tx.now]);
      await tx.tell({ action: 'round.reminded', subjectId, normId, roundId, data: { reference } });
      return subjectId;
    });
    return {
      queued: await countTold(ctx.db, { action: 'round.reminded', subjectId, normId, roundId, actorId: ctx.actor.accountId }),
    };
  }
}
