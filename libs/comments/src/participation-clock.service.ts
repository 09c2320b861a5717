import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';

const WAIT_MS = 2000;
const LEAST_UNFOLDED = 500; // so many rows are read as fast as none

const WAITING = 'select round_id from participation_count where not folded group by round_id having count(*) >= $1';
const HOLD = 'select pg_advisory_xact_lock(hashtextextended($1::text, 795004521))'; // as recount_participation does
const FOLD = `with gone as (delete from participation_count where round_id = $1 returning *)
  insert into participation_count (round_id, view, late, cut, organization_id, stakeholder_group, region, eid, position, comments, submissions,
    organizations, position_submissions, position_organizations, folded)
  select round_id, view, late, cut, organization_id, stakeholder_group, region, eid, position, sum(comments), sum(submissions), sum(organizations),
    sum(position_submissions), sum(position_organizations), true
  from gone group by 1, 2, 3, 4, 5, 6, 7, 8, 9
  having sum(comments) <> 0 or sum(submissions) <> 0 or sum(organizations) <> 0 or sum(position_submissions) <> 0 or sum(position_organizations) <> 0`;

/**
 * Folds the differences that comments left behind into one row for each cell, so that a round is read fast however many came. Who reads
 * sees the same sums before, during and after; without a worker they grow slower to read, and stay right.
 */
@Injectable()
export class ParticipationClock {
  /** Folds what has grown long; answers in how many ms it wants to be asked again. */
  async pass(ctx: Ctx): Promise<number> {
    const waiting = await ctx.db.unwalled.read<{ roundId: string }>(WAITING, [LEAST_UNFOLDED]);
    for (const { roundId } of waiting) await this.fold(ctx, roundId);
    return WAIT_MS;
  }

  /** Folds one round now. */
  async fold(ctx: Ctx, roundId: string): Promise<void> {
    await ctx.db.write(ctx, async (tx) => {
      await tx.query(HOLD, [roundId]);
      await tx.query(FOLD, [roundId]);
    });
  }
}
