import { Args, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { FromCtx, Public, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { Page } from '#platform/page.js';
import { found } from '#platform/refusal.js';
import { asksFor } from '#platform/selection.js';
import type { DiffSegment, SaveCommentInput, SubmitCommentInput } from '#platform/schema.types.js';
import { wordDiff } from '#norms/word-diff.rules.js';
import type { Round } from '#rounds/round.entity.js';
import { roundsById } from '#rounds/round.queries.js';
import { provisionText, textKey } from './anchor.queries.js';
import { type Attachment, attachmentsById } from './attachment.queries.js';
import { commentCounts, commentByReference, type CommentListArgs, listComments } from './comment.queries.js';
import type { Provision } from '#norms/provision.store.js';
import type { Comment } from './comment.types.js';
import type { Submission } from './submission.entity.js';
import { submissionsById } from './submission.queries.js';
import { SubmissionService } from './submission.service.js';

interface CommentPayload {
  comment: Comment;
}

@Resolver('Comment')
export class CommentResolver {
  constructor(private readonly submissions: SubmissionService) {}

  @Query('comment')
  @Public()
  comment(@FromCtx() ctx: Ctx, @Args('reference') reference: string): Promise<Comment | null> {
    return commentByReference(ctx, reference);
  }

  @Mutation('submitComment')
  @SignedIn()
  async submitComment(@FromCtx() ctx: Ctx, @Args('input') input: SubmitCommentInput): Promise<CommentPayload> {
    return { comment: await this.submissions.submitComment(ctx, input) };
  }

  @Mutation('saveComment')
  @SignedIn()
  async saveComment(@FromCtx() ctx: Ctx, @Args('input') input: SaveCommentInput): Promise<CommentPayload> {
    return { comment: await this.submissions.saveComment(ctx, input) };
  }

  @ResolveField('round')
  async round(@FromCtx() ctx: Ctx, @Parent() comment: Comment): Promise<Round> {
    return found(await ctx.load(roundsById, comment.roundId), 'round');
  }

  @ResolveField('submission')
  async submission(@FromCtx() ctx: Ctx, @Parent() comment: Comment): Promise<Submission> {
    return found(await ctx.load(submissionsById, comment.submissionId), 'submission');
  }

  @ResolveField('attachments')
  async attachments(@FromCtx() ctx: Ctx, @Parent() { attachmentIds }: Comment): Promise<Attachment[]> {
    return Promise.all(attachmentIds.map(async (id) => found(await ctx.load(attachmentsById, id), 'file')));
  }

  @ResolveField('proposedChange')
  async proposedChange(@FromCtx() ctx: Ctx, @Parent() comment: Comment): Promise<DiffSegment[] | null> {
    if (comment.proposedText === null || !comment.anchor) return null;
    const { versionId, eId } = comment.anchor;
    const text = await ctx.load(provisionText, textKey(versionId, eId, comment.locale));
    return text === null ? null : wordDiff(text, comment.proposedText);
  }
}

/** What comments add to a round. */
@Resolver('Round')
export class RoundCommentsResolver {
  @ResolveField('comments')
  comments(
    @FromCtx() ctx: Ctx,
    @Parent() round: Round,
    @Args() args: CommentListArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<Comment>> {
    return listComments(ctx, round.id, args, (field) => asksFor(info, field));
  }
}

/** `Provision.commentCount`: what was said on a provision, as far as the viewer may see it. */
@Resolver('Provision')
export class ProvisionCommentsResolver {
  @ResolveField('commentCount')
  async commentCount(
    @FromCtx() ctx: Ctx,
    @Parent() { versionId, eId }: Provision,
    @Args('roundId') roundId: string,
  ): Promise<number> {
    return (await ctx.load(commentCounts, roundId))?.get(`${versionId} ${eId}`) ?? 0;
  }
}
