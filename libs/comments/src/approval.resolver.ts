import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type {
  ArrangeCommentsInput,
  ReturnSubmissionInput,
  SetInternalDeadlineInput,
  SubmissionTransitionInput,
} from '#platform/schema.types.js';
import type { Account } from '#identity/account.entity.js';
import { accountsById } from '#identity/identity.loader.js';
import { ApprovalService } from './approval.service.js';
import type { Submission } from './submission.entity.js';
import { isSubmitter } from './submission.queries.js';

interface SubmissionPayload {
  submission: Submission;
}

/** How an organization's draft becomes its word. What stays inside is told to its own side alone. */
@Resolver('Submission')
export class ApprovalResolver {
  constructor(private readonly approvals: ApprovalService) {}

  @Mutation('requestApproval')
  @SignedIn()
  async request(@FromCtx() ctx: Ctx, @Args('input') input: SubmissionTransitionInput): Promise<SubmissionPayload> {
    return { submission: await this.approvals.request(ctx, input) };
  }

  @Mutation('returnSubmission')
  @SignedIn()
  async return(@FromCtx() ctx: Ctx, @Args('input') input: ReturnSubmissionInput): Promise<SubmissionPayload> {
    return { submission: await this.approvals.return(ctx, input) };
  }

  @Mutation('withdrawSubmission')
  @SignedIn()
  async withdraw(@FromCtx() ctx: Ctx, @Args('input') input: SubmissionTransitionInput): Promise<SubmissionPayload> {
    return { submission: await this.approvals.withdraw(ctx, input) };
  }

  @Mutation('setInternalDeadline')
  @SignedIn()
  async setDeadline(@FromCtx() ctx: Ctx, @Args('input') input: SetInternalDeadlineInput): Promise<SubmissionPayload> {
    return { submission: await this.approvals.setDeadline(ctx, input) };
  }

  @Mutation('arrangeComments')
  @SignedIn()
  async arrange(@FromCtx() ctx: Ctx, @Args('input') input: ArrangeCommentsInput): Promise<SubmissionPayload> {
    return { submission: await this.approvals.arrange(ctx, input) };
  }

  @ResolveField('internalDeadline')
  internalDeadline(@FromCtx() ctx: Ctx, @Parent() submission: Submission): Date | null {
    return isSubmitter(ctx.actor, submission) ? submission.internalDeadline : null;
  }

  @ResolveField('approvalRequestedBy')
  async requestedBy(@FromCtx() ctx: Ctx, @Parent() submission: Submission): Promise<Account | null> {
    if (!submission.requestedBy || !isSubmitter(ctx.actor, submission)) return null;
    return ctx.load(accountsById, submission.requestedBy);
  }

  @ResolveField('returnReason')
  returnReason(@FromCtx() ctx: Ctx, @Parent() submission: Submission): string | null {
    return isSubmitter(ctx.actor, submission) ? submission.returnReason : null;
  }
}
