import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx, Public } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { Page, PageArgs } from '#platform/page.js';
import { found } from '#platform/refusal.js';
import type { ConcludeReviewCycleInput, StartReviewCycleInput } from '#platform/schema.types.js';
import type { Norm } from '#norms/norm.entity.js';
import type { NormVersion } from '#norms/norm-version.entity.js';
import { normsById, versionsById } from '#norms/norm-version.queries.js';
import type { Round } from '#rounds/round.entity.js';
import type { Amendment } from './amendment.entity.js';
import { type Contradiction, contradictions } from './amendment.rules.js';
import type { ReviewCycle } from './review-cycle.entity.js';
import { ReviewCycleService } from './review-cycle.service.js';
import { amendmentsByCycle, cyclesById, cyclesByNorm, type Progress, progressOf, roundsOfCycle } from './review.queries.js';
import { traceCycle, type TraceRow } from './traceability.queries.js';

@Resolver('ReviewCycle')
export class ReviewCycleResolver {
  constructor(private readonly cycles: ReviewCycleService) {}

  @Query('reviewCycle')
  @Public()
  reviewCycle(@FromCtx() ctx: Ctx, @Args('id') id: string): Promise<ReviewCycle | null> {
    return ctx.load(cyclesById, id);
  }

  @Mutation('startReviewCycle')
  @Allow('review.start')
  async start(@FromCtx() ctx: Ctx, @Args('input') input: StartReviewCycleInput): Promise<{ reviewCycle: ReviewCycle }> {
    return { reviewCycle: await this.cycles.start(ctx, input) };
  }

  @Mutation('concludeReviewCycle')
  @Allow('review.conclude')
  async conclude(@FromCtx() ctx: Ctx, @Args('input') input: ConcludeReviewCycleInput): Promise<{ reviewCycle: ReviewCycle }> {
    return { reviewCycle: await this.cycles.conclude(ctx, input) };
  }

  @ResolveField('norm')
  async norm(@FromCtx() ctx: Ctx, @Parent() cycle: ReviewCycle): Promise<Norm> {
    return found(await ctx.load(normsById, cycle.normId), 'norm');
  }

  @ResolveField('rounds')
  rounds(@FromCtx() ctx: Ctx, @Parent() cycle: ReviewCycle): Promise<Round[]> {
    return roundsOfCycle(ctx, cycle.id);
  }

  @ResolveField('baseVersion')
  async baseVersion(@FromCtx() ctx: Ctx, @Parent() cycle: ReviewCycle): Promise<NormVersion> {
    return found(await ctx.load(versionsById, cycle.baseVersionId), 'version');
  }

  @ResolveField('resultVersion')
  resultVersion(@FromCtx() ctx: Ctx, @Parent() cycle: ReviewCycle): Promise<NormVersion | null> | null {
    return cycle.resultVersionId ? ctx.load(versionsById, cycle.resultVersionId) : null;
  }

  @ResolveField('progress')
  progress(@FromCtx() ctx: Ctx, @Parent() cycle: ReviewCycle): Promise<Progress> {
    return progressOf(ctx, cycle);
  }

  @ResolveField('amendments')
  async amendments(@FromCtx() ctx: Ctx, @Parent() cycle: ReviewCycle): Promise<Amendment[]> {
    return (await ctx.load(amendmentsByCycle, cycle.id)) ?? [];
  }

  @ResolveField('conflicts')
  async conflicts(@FromCtx() ctx: Ctx, @Parent() cycle: ReviewCycle): Promise<object[]> {
    const amendments = (await ctx.load(amendmentsByCycle, cycle.id)) ?? [];
    return contradictions(amendments).map((contradiction) => withAmendments(contradiction, amendments));
  }

  @ResolveField('traceability')
  traceability(@FromCtx() ctx: Ctx, @Parent() cycle: ReviewCycle, @Args() args: PageArgs): Promise<Page<TraceRow>> {
    return traceCycle(ctx, cycle, args);
  }
}

const withAmendments = ({ eId, ids, reason }: Contradiction, amendments: Amendment[]): object => ({
  eId,
  reason,
  amendments: amendments.filter((amendment) => ids.includes(amendment.id)),
});

/** `Norm.reviewCycles` is contributed by the lib that has the cycles. */
@Resolver('Norm')
export class NormReviewsResolver {
  @ResolveField('reviewCycles')
  async reviewCycles(@FromCtx() ctx: Ctx, @Parent() norm: Norm): Promise<ReviewCycle[]> {
    return (await ctx.load(cyclesByNorm, norm.id)) ?? [];
  }
}
