import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, Public, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import type { DeleteCommentInput, StartSubmissionInput, SubmissionTransitionInput } from '#platform/schema.types.js';
import type { Account } from '#identity/account.entity.js';
import { accountsById, organizationsById } from '#identity/identity.loader.js';
import type { Organization } from '#identity/organization.entity.js';
import type { Round } from '#rounds/round.entity.js';
import { roundsById } from '#rounds/round.queries.js';
import { commentsBySubmission } from './comment.queries.js';
import type { Comment } from './comment.types.js';
import type { Submission } from './submission.entity.js';
import { isSubmitter, knowsSubmitter, mySubmissions, submissionsById, type SubmissionRow } from './submission.queries.js';
import { SubmissionService } from './submission.service.js';

interface SubmissionPayload {
  submission: Submission;
}

@Resolver('Submission')
export class SubmissionResolver {
  constructor(private readonly submissions: SubmissionService) {}

  @Query('mySubmissions')
  @Public()
  async mine(@FromCtx() ctx: Ctx, @Args('roundId') roundId?: string): Promise<Submission[]> {
    return ctx.actor.accountId ? mySubmissions(ctx, roundId ?? null) : [];
  }

  @Mutation('startSubmission')
  @SignedIn()
  async start(@FromCtx() ctx: Ctx, @Args('input') input: StartSubmissionInput): Promise<SubmissionPayload> {
    return { submission: await this.submissions.start(ctx, input) };
  }

  @Mutation('deleteComment')
  @SignedIn()
  async deleteComment(@FromCtx() ctx: Ctx, @Args('input') { commentId }: DeleteCommentInput): Promise<SubmissionPayload> {
    return { submission: await this.submissions.deleteComment(ctx, commentId) };
  }

  @Mutation('submit')
  @SignedIn()
  async submit(@FromCtx() ctx: Ctx, @Args('input') input: SubmissionTransitionInput): Promise<SubmissionPayload> {
    return { submission: await this.submissions.submit(ctx, input) };
  }

  @ResolveField('round')
  async round(@FromCtx() ctx: Ctx, @Parent() submission: Submission): Promise<Round> {
    return found(await ctx.load(roundsById, submission.roundId), 'round');
  }

  @ResolveField('organization')
  async organization(@FromCtx() ctx: Ctx, @Parent() submission: Submission): Promise<Organization | null> {
    const row = await whoHandedIn(ctx, submission);
    return submission.organizationId && row ? ctx.load(organizationsById, submission.organizationId) : null;
  }

  @ResolveField('account')
  async account(@FromCtx() ctx: Ctx, @Parent() submission: Submission): Promise<Account | null> {
    return (await whoHandedIn(ctx, submission)) ? ctx.load(accountsById, submission.accountId) : null;
  }

  @ResolveField('comments')
  async comments(@FromCtx() ctx: Ctx, @Parent() submission: Submission): Promise<Comment[]> {
    return (await ctx.load(commentsBySubmission, submission.id)) ?? [];
  }

  @ResolveField('receipt')
  receipt(@FromCtx() ctx: Ctx, @Parent() submission: Submission): object | null {
    if (submission.receiptNumber === null) return null;
    const { receiptNumber: number, contentHash, submittedAt } = submission;
    return { number, contentHash, submittedAt, salt: isSubmitter(ctx.actor, submission) ? submission.salt : null };
  }
}

/** The submission with what tells who handed it in, or null where attribution hides that from the viewer. */
async function whoHandedIn(ctx: Ctx, submission: Submission): Promise<SubmissionRow | null> {
  const row = await ctx.load(submissionsById, submission.id);
  return row && knowsSubmitter(ctx.actor, row) ? row : null;
}
