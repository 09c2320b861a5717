import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { Page } from '#platform/page.js';
import type {
  FlagCommentInput,
  ModerateCommentInput,
  ModerateCommentsInput,
  ReactInput,
  ReactionKind,
  ReplyInput,
} from '#platform/schema.types.js';
import { found } from '#platform/refusal.js';
import type { Account } from '#identity/account.entity.js';
import { accountsById } from '#identity/identity.loader.js';
import type { Comment } from './comment.types.js';
import { type CommentFlag, flagsOf } from './moderation.queries.js';
import { ModerationService } from './moderation.service.js';
import { ownReactions, type Reactions } from './reaction.queries.js';
import { ReactionService } from './reaction.service.js';
import { repliesTo } from './reply.queries.js';
import { ReplyService } from './reply.service.js';
import type { Reply } from './reply.types.js';

/** What others say of a comment, and what moderators do about it. */
@Resolver('Comment')
export class DiscussionResolver {
  constructor(
    private readonly reactions: ReactionService,
    private readonly replies: ReplyService,
    private readonly moderation: ModerationService,
  ) {}

  @Mutation('react')
  @SignedIn()
  async react(@FromCtx() ctx: Ctx, @Args('input') input: ReactInput): Promise<{ comment: Comment }> {
    return { comment: await this.reactions.react(ctx, input) };
  }

  @Mutation('reply')
  @SignedIn()
  async reply(@FromCtx() ctx: Ctx, @Args('input') input: ReplyInput): Promise<{ reply: Reply }> {
    return { reply: await this.replies.reply(ctx, input) };
  }

  @Query('moderationQueue')
  @Allow('comment.review_queue')
  queue(
    @FromCtx() ctx: Ctx,
    @Args('roundId') roundId: string,
    @Args('first') first?: number,
    @Args('after') after?: string,
  ): Promise<Page<Comment>> {
    return this.moderation.queue(ctx, roundId, { first: first ?? null, after: after ?? null });
  }

  @Mutation('flagComment')
  @SignedIn()
  async flag(@FromCtx() ctx: Ctx, @Args('input') input: FlagCommentInput): Promise<{ comment: Comment }> {
    return { comment: await this.moderation.flag(ctx, input) };
  }

  @Mutation('moderateComment')
  @Allow('comment.moderate')
  async moderate(@FromCtx() ctx: Ctx, @Args('input') { commentId, ...how }: ModerateCommentInput): Promise<{ comment: Comment }> {
    const [comment] = await this.moderation.moderate(ctx, { commentIds: [commentId], ...how });
    return { comment: found(comment, 'comment') };
  }

  @Mutation('moderateComments')
  @Allow('comment.moderate')
  async moderateMany(@FromCtx() ctx: Ctx, @Args('input') input: ModerateCommentsInput): Promise<{ comments: Comment[] }> {
    return { comments: await this.moderation.moderate(ctx, input) };
  }

  @ResolveField('replies')
  repliesOf(
    @FromCtx() ctx: Ctx,
    @Parent() comment: Comment,
    @Args('first') first?: number,
    @Args('after') after?: string,
  ): Promise<Page<Reply>> {
    return repliesTo(ctx, comment.id, { first: first ?? null, after: after ?? null });
  }

  @ResolveField('flags')
  async flags(@FromCtx() ctx: Ctx, @Parent() comment: Comment): Promise<CommentFlag[]> {
    return (await ctx.load(flagsOf, comment.id)) ?? [];
  }
}

/** Who asked moderators to look. */
@Resolver('CommentFlag')
export class CommentFlagResolver {
  @ResolveField('reporter')
  async reporter(@FromCtx() ctx: Ctx, @Parent() flag: CommentFlag): Promise<Account> {
    return found(await ctx.load(accountsById, flag.reporterId), 'account');
  }
}

/** How people have reacted to a comment, the viewer among them. */
@Resolver('ReactionCounts')
export class ReactionCountsResolver {
  @ResolveField('viewer')
  viewer(@FromCtx() ctx: Ctx, @Parent() { commentId }: Reactions): Promise<ReactionKind | null> {
    return ctx.load(ownReactions, commentId);
  }
}
