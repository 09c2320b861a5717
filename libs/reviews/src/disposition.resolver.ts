import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import type { ConfirmDispositionsInput, ProposeDispositionsInput } from '#platform/schema.types.js';
import type { Account } from '#identity/account.entity.js';
import { accountsById } from '#identity/identity.loader.js';
import { commentsById } from '#comments/comment.queries.js';
import type { Comment } from '#comments/comment.types.js';
import type { Disposition } from './disposition.entity.js';
import { DispositionService } from './disposition.service.js';
import { cyclesById, dispositionsByComment, dispositionsById, type Revision, revisionsByDisposition } from './review.queries.js';
import { seesAnswers } from './review.visibility.js';

interface DispositionsPayload {
  dispositions: Disposition[];
}

@Resolver('Disposition')
export class DispositionResolver {
  constructor(private readonly dispositions: DispositionService) {}

  @Mutation('proposeDispositions')
  @Allow('disposition.propose')
  async propose(@FromCtx() ctx: Ctx, @Args('input') input: ProposeDispositionsInput): Promise<DispositionsPayload> {
    return shown(ctx, await this.dispositions.propose(ctx, input));
  }

  @Mutation('confirmDispositions')
  @Allow('disposition.confirm')
  async confirm(@FromCtx() ctx: Ctx, @Args('input') input: ConfirmDispositionsInput): Promise<DispositionsPayload> {
    return shown(ctx, await this.dispositions.confirm(ctx, input));
  }

  @ResolveField('comment')
  async comment(@FromCtx() ctx: Ctx, @Parent() disposition: Disposition): Promise<Comment> {
    return found(await ctx.load(commentsById, disposition.commentId), 'comment');
  }

  @ResolveField('proposedBy')
  async proposedBy(@FromCtx() ctx: Ctx, @Parent() disposition: Disposition): Promise<Account | null> {
    return (await isForStaff(ctx, disposition)) ? ctx.load(accountsById, disposition.proposedBy) : null;
  }

  @ResolveField('confirmedBy')
  async confirmedBy(@FromCtx() ctx: Ctx, @Parent() disposition: Disposition): Promise<Account | null> {
    return disposition.confirmedBy && (await isForStaff(ctx, disposition))
      ? ctx.load(accountsById, disposition.confirmedBy)
      : null;
  }

  @ResolveField('duplicateOf')
  duplicateOf(@FromCtx() ctx: Ctx, @Parent() disposition: Disposition): Promise<Comment | null> | null {
    return disposition.duplicateOf ? ctx.load(commentsById, disposition.duplicateOf) : null;
  }

  @ResolveField('history')
  async history(@FromCtx() ctx: Ctx, @Parent() disposition: Disposition): Promise<Revision[]> {
    return (await ctx.load(revisionsByDisposition, disposition.id)) ?? [];
  }

  @ResolveField('appeals')
  appeals(): never[] {
    return [];
  }
}

/** Who answers a comment, or confirms an answer, has read it: that is in the log as any reading is. */
async function shown(ctx: Ctx, dispositions: Disposition[]): Promise<DispositionsPayload> {
  await Promise.all(dispositions.map(({ commentId }) => ctx.load(commentsById, commentId)));
  return { dispositions };
}

/** Who answered is known to the staff of the norm: a role for another norm tells nothing here. */
async function isForStaff(ctx: Ctx, { cycleId }: Pick<Disposition, 'cycleId'>): Promise<boolean> {
  if (ctx.actor.staff.length === 0) return false;
  const cycle = await ctx.load(cyclesById, cycleId);
  return cycle !== null && seesAnswers(ctx.actor, { normId: cycle.normId, concludedAt: null });
}

/** Who wrote a revision: known to staff, as with the disposition itself. */
@Resolver('DispositionRevision')
export class DispositionRevisionResolver {
  @ResolveField('by')
  async by(@FromCtx() ctx: Ctx, @Parent() revision: Revision): Promise<Account | null> {
    if (revision.byAccount === null) return null;
    const disposition = await ctx.load(dispositionsById, revision.dispositionId);
    return disposition && (await isForStaff(ctx, disposition)) ? ctx.load(accountsById, revision.byAccount) : null;
  }
}

/** `Comment.disposition` is contributed by the lib that has the dispositions. */
@Resolver('Comment')
export class CommentDispositionResolver {
  @ResolveField('disposition')
  disposition(@FromCtx() ctx: Ctx, @Parent() comment: Comment): Promise<Disposition | null> {
    return ctx.load(dispositionsByComment, comment.id);
  }
}
