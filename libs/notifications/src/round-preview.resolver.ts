import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { RemindRoundInput, RoundAction } from '#platform/schema.types.js';
import type { Round } from '#rounds/round.entity.js';
import { roundPolicy } from '#rounds/round.policy.js';
import { RoundNudgeService } from './round-nudge.service.js';
import { type Consequences, consequencesOf } from './round-preview.queries.js';

/** `Round.preview` and `remindRound` are here, where it is known who is told of what. */
@Resolver('Round')
export class RoundPreviewResolver {
  constructor(private readonly nudges: RoundNudgeService) {}

  @ResolveField('preview')
  preview(@FromCtx() ctx: Ctx, @Parent() round: Round, @Args('action') action: RoundAction): Promise<Consequences> {
    ctx.require(roundPolicy, 'round.preview', round);
    return consequencesOf(ctx, round, action);
  }

  @Mutation('remindRound')
  @Allow('round.remind')
  remind(@FromCtx() ctx: Ctx, @Args('input') input: RemindRoundInput): Promise<{ queued: number }> {
    return this.nudges.remind(ctx, input);
  }
}
