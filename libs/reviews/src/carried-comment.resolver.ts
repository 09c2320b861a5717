import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { Page, PageArgs } from '#platform/page.js';
import { found } from '#platform/refusal.js';
import { commentsById } from '#comments/comment.queries.js';
import type { Comment } from '#comments/comment.types.js';
import type { Round } from '#rounds/round.entity.js';
import { type CarriedComment, carriedInto } from './carried-comment.queries.js';

/** `Round.carriedComments` is contributed by the lib that knows the answers. */
@Resolver('Round')
export class RoundCarriedCommentsResolver {
  @ResolveField('carriedComments')
  carriedComments(@FromCtx() ctx: Ctx, @Parent() round: Round, @Args() args: PageArgs): Promise<Page<CarriedComment>> {
    return carriedInto(ctx, round.id, args);
  }
}

@Resolver('CarriedComment')
export class CarriedCommentResolver {
  @ResolveField('comment')
  async comment(@FromCtx() ctx: Ctx, @Parent() { commentId }: CarriedComment): Promise<Comment> {
    return found(await ctx.load(commentsById, commentId), 'comment');
  }
}
