import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import type { Milestone } from '#norms/milestone.entity.js';
import { milestonesById } from '#norms/milestone.queries.js';
import type { Round } from './round.entity.js';
import { roundsById } from './round.queries.js';

interface Prepared {
  roundId: string;
  milestoneId: string;
}

/** The milestone for which each round was prepared. */
export async function milestonesByRound(db: Database, ctx: Ctx, roundIds: readonly string[]): Promise<Map<string, Milestone>> {
  const text = 'select round_id, milestone_id from prepared_round where round_id = any($1) and milestone_id is not null';
  const milestones = new Map<string, Milestone>();
  for (const { roundId, milestoneId } of await db.read<Prepared>(text, [roundIds])) {
    const milestone = await ctx.load(milestonesById, milestoneId);
    if (milestone) milestones.set(roundId, milestone);
  }
  return milestones;
}

/** The rounds that were prepared for each milestone, as far as the viewer may see them. */
export async function roundsByMilestone(db: Database, ctx: Ctx, ids: readonly string[]): Promise<Map<string, Round[]>> {
  const rows = await db.read<Prepared>(
    'select round_id, milestone_id from prepared_round where milestone_id = any($1) order by round_id',
    [ids],
  );
  const rounds = await Promise.all(rows.map(({ roundId }) => ctx.load(roundsById, roundId)));
  const of = (id: string): Round[] => rounds.filter((round, i) => round !== null && rows[i]?.milestoneId === id) as Round[];
  return new Map(ids.map((id) => [id, of(id)]));
}
