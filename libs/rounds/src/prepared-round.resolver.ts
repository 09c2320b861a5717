import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { Milestone } from '#norms/milestone.entity.js';
import { milestonesByRound, roundsByMilestone } from './prepared-round.queries.js';
import type { Round } from './round.entity.js';

/** What a round was prepared for. */
@Resolver('Round')
export class PreparedRoundResolver {
  @ResolveField('preparedFor')
  preparedFor(@FromCtx() ctx: Ctx, @Parent() round: Round): Promise<Milestone | null> {
    return ctx.load(milestonesByRound, round.id);
  }
}

/** `Milestone.preparedRounds` is contributed by the lib that has the rounds. */
@Resolver('Milestone')
export class MilestoneRoundsResolver {
  @ResolveField('preparedRounds')
  async preparedRounds(@FromCtx() ctx: Ctx, @Parent() milestone: Milestone): Promise<Round[]> {
    return (await ctx.load(roundsByMilestone, milestone.id)) ?? [];
  }
}
