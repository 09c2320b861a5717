import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { conflict, found, insist } from '#platform/refusal.js';
import type {
  ArrangeCommentsInput,
  ReturnSubmissionInput,
  SetInternalDeadlineInput,
  SubmissionTransitionInput,
} from '#platform/schema.types.js';
import { refuseText } from '#platform/text.rules.js';
import type { Tx } from '#platform/tx.js';
import { refuseStale } from '#norms/norm.rules.js';
import { refuseArrangement, refuseInternalDeadline } from './approval.rules.js';
import { heldRound } from './held-round.queries.js';
import { Submission } from './submission.entity.js';
import { isTheirs, refuseEditBy, refuseSigner, refuseSubmissionMove, roundNotOpen } from './submission.rules.js';

const LONGEST_REASON = 5000;

const ARRANGE = `update comment c set arranged = t.n from unnest($2::uuid[]) with ordinality as t (id, n)
  where c.id = t.id and c.submission_id = $1 and c.arranged is distinct from t.n`;

/** How an organization's draft becomes its word: arranged, asked approval for, given back, taken back. */
@Injectable()
export class ApprovalService {
  /** Asks the organization's approvers to sign. NOT_FOUND; CONFLICT unless DRAFT, or where there is no organization to ask. */
  async request(ctx: Ctx, { submissionId, expectedRevision }: SubmissionTransitionInput): Promise<Submission> {
    return this.change(ctx, submissionId, expectedRevision, async (tx, submission) => {
      insist(refuseSubmissionMove(submission, 'requestApproval'));
      if (submission.organizationId === null)
        throw conflict('What is your own needs nobody’s approval: submit it.', submission.status);
      const patch = { status: 'AWAITING_APPROVAL' as const, requestedBy: ctx.requireAccount(), returnReason: null };
      return this.store(tx, submission, patch, 'submission.approval_requested');
    });
  }

  /** Gives it back to its writers with the reason, which only they read. FORBIDDEN, NOT_FOUND; CONFLICT unless AWAITING_APPROVAL. */
  async return(ctx: Ctx, { submissionId, reason }: ReturnSubmissionInput): Promise<Submission> {
    insist(refuseText('reason', reason, LONGEST_REASON));
    return this.change(ctx, submissionId, null, async (tx, submission) => {
      insist(refuseSigner(ctx.actor, submission.organizationId) ?? refuseSubmissionMove(submission, 'return'));
      return this.store(tx, submission, { status: 'DRAFT', returnReason: reason }, 'submission.returned');
    });
  }

  /** Takes it back while the round is open; its comments are hidden, not deleted. FORBIDDEN, NOT_FOUND, CONFLICT, ROUND_NOT_OPEN. */
  async withdraw(ctx: Ctx, { submissionId, expectedRevision }: SubmissionTransitionInput): Promise<Submission> {
    return this.change(ctx, submissionId, expectedRevision, async (tx, submission) => {
      insist(refuseSigner(ctx.actor, submission.organizationId) ?? refuseSubmissionMove(submission, 'withdraw'));
      const round = await heldRound(tx, submission.roundId, null, submission);
      if (round.nowStatus !== 'OPEN') throw roundNotOpen(round.nowStatus);
      await tx.query(`update comment set status = 'WITHDRAWN', revision = revision + 1 where submission_id = $1`, [submissionId]);
      return this.store(tx, submission, { status: 'WITHDRAWN' }, 'submission.withdrawn');
    });
  }

  /** Sets the organization's own deadline, or none. FORBIDDEN, NOT_FOUND; BAD_USER_INPUT after the round's; CONFLICT once submitted. */
  async setDeadline(ctx: Ctx, { submissionId, deadline, expectedRevision }: SetInternalDeadlineInput): Promise<Submission> {
    return this.change(ctx, submissionId, expectedRevision, async (tx, submission) => {
      insist(refuseSigner(ctx.actor, submission.organizationId));
      const internalDeadline = deadline ? new Date(deadline) : null;
      const round = await tx.one<{ closesAt: Date | null }>('select closes_at from round where id = $1', [submission.roundId]);
      insist(refuseInternalDeadline(submission, internalDeadline, found(round, 'round').closesAt));
      return this.store(tx, submission, { internalDeadline }, 'submission.deadline_set');
    });
  }

  /** Puts the comments in the given order. NOT_FOUND; BAD_USER_INPUT unless it names each once; CONFLICT unless DRAFT. */
  async arrange(ctx: Ctx, { submissionId, commentIds, expectedRevision }: ArrangeCommentsInput): Promise<Submission> {
    return this.change(ctx, submissionId, expectedRevision, async (tx, submission) => {
      insist(refuseEditBy(ctx.actor, submission, tx.now));
      const own = await tx.query<{ id: string }>('select id from comment where submission_id = $1', [submissionId]);
      insist(
        refuseArrangement(
          commentIds,
          own.map(({ id }) => id),
        ),
      );
      await tx.query(ARRANGE, [submissionId, commentIds]);
      return this.store(tx, submission, {}, 'submission.arranged');
    });
  }

  /** Holds the submission, which must be the caller's side's and at the revision they saw, and does the work on it. */
  private change(
    ctx: Ctx,
    submissionId: string,
    expectedRevision: number | null | undefined,
    work: (tx: Tx, submission: Submission) => Promise<Submission>,
  ): Promise<Submission> {
    return ctx.db.write(ctx, async (tx) => {
      const submission = await tx.lock(Submission, submissionId, 'submission', isTheirs);
      insist(refuseStale(submission.revision, expectedRevision));
      return work(tx, submission);
    });
  }

  private async store(tx: Tx, submission: Submission, patch: Partial<Submission>, action: string): Promise<Submission> {
    await tx.tell({ action, subjectId: submission.id, roundId: submission.roundId });
    return tx.update(Submission, submission, { ...patch, revision: submission.revision + 1 });
  }
}
