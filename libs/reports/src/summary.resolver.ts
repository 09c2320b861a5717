import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import { listClusters } from '#comments/cluster.queries.js';
import type { Cluster } from '#comments/cluster.types.js';
import { commentsById } from '#comments/comment.queries.js';
import type { Comment } from '#comments/comment.types.js';
import type { Participation } from '#comments/participation-figures.rules.js';
import { toldExactly } from '#comments/participation.queries.js';
import type { Round } from '#rounds/round.entity.js';
import { roundsById } from '#rounds/round.queries.js';
import { summariesByRound } from './summary.queries.js';
import { type FeedbackSummary, SummaryService } from './summary.service.js';
import type { Point, SummaryProvision, SummaryResult, SummaryTheme } from './summary.types.js';

const NONE: SummaryResult['coverage'] = { comments: 0, cited: 0, listed: 0, withheldFromText: 0 };

const MOST_CAMPAIGNS = 100;

@Resolver('FeedbackSummary')
export class SummaryResolver {
  constructor(private readonly summaries: SummaryService) {}

  @Mutation('generateSummary')
  @Allow('summary.generate')
  async generate(@FromCtx() ctx: Ctx, @Args('input') { roundId }: { roundId: string }): Promise<{ summary: FeedbackSummary }> {
    return { summary: await this.summaries.request(ctx, roundId) };
  }

  @Mutation('publishSummary')
  @Allow('summary.publish')
  async publish(@FromCtx() ctx: Ctx, @Args('input') { summaryId }: { summaryId: string }): Promise<{ summary: FeedbackSummary }> {
    return { summary: await this.summaries.publish(ctx, summaryId) };
  }

  @ResolveField('round')
  async round(@FromCtx() ctx: Ctx, @Parent() summary: FeedbackSummary): Promise<Round> {
    return found(await ctx.load(roundsById, summary.roundId), 'round');
  }

  @ResolveField('participation')
  async participation(@FromCtx() ctx: Ctx, @Parent() { result, roundId }: FeedbackSummary): Promise<Participation | null> {
    const { normId } = found(await ctx.load(roundsById, roundId), 'round');
    return (toldExactly(ctx.actor, normId) ? result?.participation : result?.publicParticipation) ?? null;
  }

  @ResolveField('provisions')
  provisions(@Parent() summary: FeedbackSummary): SummaryProvision[] {
    return summary.result?.provisions ?? [];
  }

  @ResolveField('themes')
  themes(@Parent() summary: FeedbackSummary): SummaryTheme[] {
    return summary.result?.themes ?? [];
  }

  @ResolveField('minority')
  minority(@Parent() summary: FeedbackSummary): Point[] {
    return summary.result?.minority ?? [];
  }

  @ResolveField('unresolvedObjections')
  unresolvedObjections(@FromCtx() ctx: Ctx, @Parent() summary: FeedbackSummary): Promise<Comment[]> {
    return commentsOf(ctx, summary.result?.unresolvedObjections ?? []);
  }

  @ResolveField('campaigns')
  async campaigns(@FromCtx() ctx: Ctx, @Parent() summary: FeedbackSummary): Promise<Cluster[]> {
    return (await listClusters(ctx, summary.roundId, { first: MOST_CAMPAIGNS })).nodes;
  }

  @ResolveField('coverage')
  coverage(@Parent() summary: FeedbackSummary): SummaryResult['coverage'] {
    return summary.result?.coverage ?? NONE;
  }
}

/** The comments as far as the viewer may see them: a summary opens no other door to one. */
async function commentsOf(ctx: Ctx, ids: readonly string[]): Promise<Comment[]> {
  const comments = await Promise.all(ids.map((id) => ctx.load(commentsById, id)));
  return comments.filter((comment) => comment !== null);
}

@Resolver('SummaryPoint')
export class SummaryPointResolver {
  @ResolveField('citations')
  citations(@FromCtx() ctx: Ctx, @Parent() point: Point): Promise<Comment[]> {
    return commentsOf(ctx, point.citations);
  }
}

@Resolver('ProvisionSummary')
export class ProvisionSummaryResolver {
  @ResolveField('proposals')
  proposals(@FromCtx() ctx: Ctx, @Parent() provision: SummaryProvision): Promise<Comment[]> {
    return commentsOf(ctx, provision.proposals);
  }
}

/** `Round.summaries` is contributed by the lib that has them. */
@Resolver('Round')
export class RoundSummariesResolver {
  @ResolveField('summaries')
  async summaries(@FromCtx() ctx: Ctx, @Parent() round: Round): Promise<FeedbackSummary[]> {
    return (await ctx.load(summariesByRound, round.id)) ?? [];
  }
}
