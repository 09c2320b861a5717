import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { CreateAmendmentInput, DraftNextVersionInput } from '#platform/schema.types.js';
import { commentsById } from '#comments/comment.queries.js';
import type { Comment } from '#comments/comment.types.js';
import type { NormVersion } from '#norms/norm-version.entity.js';
import type { ChangeSince } from '#norms/provision-change.queries.js';
import type { Provision } from '#norms/provision.store.js';
import type { Amendment } from './amendment.entity.js';
import { AmendmentService } from './amendment.service.js';
import { amendmentsByComment, amendmentsByResult, commentIdsByAmendment } from './review.queries.js';

@Resolver('Amendment')
export class AmendmentResolver {
  constructor(private readonly amendments: AmendmentService) {}

  @Mutation('createAmendment')
  @Allow('amendment.create')
  async create(@FromCtx() ctx: Ctx, @Args('input') input: CreateAmendmentInput): Promise<{ amendment: Amendment }> {
    return { amendment: await this.amendments.create(ctx, input) };
  }

  @Mutation('draftNextVersion')
  @Allow('amendment.draft')
  async draftNextVersion(
    @FromCtx() ctx: Ctx,
    @Args('input') input: DraftNextVersionInput,
  ): Promise<{ version: NormVersion; warnings: string[] }> {
    return { version: await this.amendments.draftNextVersion(ctx, input), warnings: [] };
  }

  @ResolveField('comments')
  async comments(@FromCtx() ctx: Ctx, @Parent() amendment: Amendment): Promise<Comment[]> {
    const ids = (await ctx.load(commentIdsByAmendment, amendment.id)) ?? [];
    const comments = await Promise.all(ids.map((id) => ctx.load(commentsById, id)));
    return comments.filter((comment) => comment !== null);
  }
}

/** `Comment.amendments`: what a comment brought about. */
@Resolver('Comment')
export class CommentAmendmentsResolver {
  @ResolveField('amendments')
  async amendments(@FromCtx() ctx: Ctx, @Parent() comment: Comment): Promise<Amendment[]> {
    return (await ctx.load(amendmentsByComment, comment.id)) ?? [];
  }
}

/** `Provision.origins`: the amendments, and through them the comments, behind a provision's words. */
@Resolver('Provision')
export class ProvisionOriginsResolver {
  @ResolveField('origins')
  async origins(@FromCtx() ctx: Ctx, @Parent() provision: Provision): Promise<Amendment[]> {
    if (!provision.versionId) return [];
    const amendments = (await ctx.load(amendmentsByResult, provision.versionId)) ?? [];
    return amendments.filter((amendment) => (amendment.newEId ?? amendment.eId) === provision.eId);
  }
}

/** `ProvisionChange.amendments`: the amendments, of whichever cycle between the two versions, that made a change. */
@Resolver('ProvisionChange')
export class ProvisionChangeAmendmentsResolver {
  @ResolveField('amendments')
  async amendments(@FromCtx() ctx: Ctx, @Parent() { kind, eId, from, versionIds }: ChangeSince): Promise<Amendment[]> {
    if (kind === 'UNCHANGED') return [];
    const made = await Promise.all(versionIds.map((id) => ctx.load(amendmentsByResult, id)));
    const eIds = new Set([eId, ...from]);
    const ofChange = made.flatMap((amendments) => amendments ?? []).filter((made) => eIds.has(made.newEId ?? made.eId));
    return ofChange.sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
