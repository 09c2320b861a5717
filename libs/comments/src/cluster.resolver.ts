import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { Page, PageArgs } from '#platform/page.js';
import { found } from '#platform/refusal.js';
import type { AdjustClusterInput } from '#platform/schema.types.js';
import type { Round } from '#rounds/round.entity.js';
import { ClusterAdjustmentService } from './cluster-adjustment.service.js';
import { type ClusterListArgs, clustersById, listClusters, membershipsOf } from './cluster.queries.js';
import type { Cluster, ClusterMembership } from './cluster.types.js';
import { commentsById, listComments } from './comment.queries.js';
import type { Comment } from './comment.types.js';

@Resolver('Cluster')
export class ClusterResolver {
  constructor(private readonly adjustments: ClusterAdjustmentService) {}

  @Mutation('adjustCluster')
  @Allow('cluster.adjust')
  async adjustCluster(
    @FromCtx() ctx: Ctx,
    @Args('input') input: AdjustClusterInput,
  ): Promise<{ cluster: Cluster | null; adjustmentId: string }> {
    const { adjustmentId, clusterId } = await this.adjustments.adjust(ctx, input);
    const [cluster] = clusterId ? (await clustersById(ctx.db, ctx, [clusterId])).values() : []; // anew: it was another before
    return { adjustmentId, cluster: cluster ?? null };
  }

  @ResolveField('representative')
  async representative(@FromCtx() ctx: Ctx, @Parent() cluster: Cluster): Promise<Comment> {
    return found(await ctx.load(commentsById, cluster.representativeId), 'comment');
  }

  @ResolveField('comments')
  comments(
    @FromCtx() ctx: Ctx,
    @Parent() { id: clusterId, roundId }: Cluster,
    @Args() args: Pick<PageArgs, 'first' | 'after'>,
  ): Promise<Page<Comment>> {
    return listComments(ctx, roundId, { ...args, filter: { clusterId } });
  }
}

/** What clusters add to a comment. */
@Resolver('Comment')
export class CommentClusterResolver {
  @ResolveField('cluster')
  async cluster(@FromCtx() ctx: Ctx, @Parent() comment: Comment): Promise<Cluster | null> {
    const membership = await ctx.load(membershipsOf, comment.id);
    return membership && ctx.load(clustersById, membership.clusterId);
  }

  @ResolveField('clusterMembership')
  clusterMembership(@FromCtx() ctx: Ctx, @Parent() comment: Comment): Promise<ClusterMembership | null> {
    return ctx.load(membershipsOf, comment.id);
  }
}

/** `Round.clusters`. */
@Resolver('Round')
export class RoundClustersResolver {
  @ResolveField('clusters')
  clusters(@FromCtx() ctx: Ctx, @Parent() round: Round, @Args() args: ClusterListArgs): Promise<Page<Cluster>> {
    return listClusters(ctx, round.id, args);
  }
}
