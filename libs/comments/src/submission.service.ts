import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { badInput, found, insist, notFound } from '#platform/refusal.js';
import type {
  CommentInput,
  SaveCommentInput,
  StartSubmissionInput,
  SubmissionTransitionInput,
  SubmitCommentInput,
} from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { refuseStale } from '#norms/norm.rules.js';
import { counterOf } from '#rounds/round-number.queries.js';
import { type Answer, answersToHandIn } from './answer.queries.js';
import { prepareComment } from './anchor.queries.js';
import { attachmentHashes, hashesByFile } from './attachment.queries.js';
import { commentsById } from './comment.queries.js';
import { type CommentRow, toComment } from './comment.row.js';
import type { Comment } from './comment.types.js';
import { refuseStart } from './submission-desk.rules.js';
import { type HeldRound, holdRound } from './held-round.queries.js';
import { contentHash, receiptComment } from './receipt.js';
import { visibleComments } from './comment.visibility.js';
import { saveInOneStep } from './save-comment.js';
import { speakerOf } from './speaker.queries.js';
import { Submission } from './submission.entity.js';
import { NO_COMMENT, isTheirs, refuseEditBy, refuseSigner, refuseSubmissionMove, roundNotOpen } from './submission.rules.js';
import { submitInOneStep } from './submit-comment.js';
import { asGiven, savedComments } from './unfinished.queries.js';
import { refuseUnfinished } from './unfinished.rules.js';

const ofSeen = (seen: string): string =>
  `select c.submission_id from comment c join round r on r.id = c.round_id where c.id = $1 and ${seen}`;
const NUMBER = `update comment c set number = o.n, reference = $2 || '-' || lpad(o.n::text, greatest(4, length(o.n::text)), '0'),
    status = $3, late = $4, submitted_at = $5
  from (select d.id, nextval((${counterOf('comment', '$6::uuid')})::regclass) as n from (select id from comment where submission_id = $1 order by arranged, place, id) d) o
  where c.id = o.id`;

/** Submissions: begun, filled with comments, handed in under the round's deadline. */
@Injectable()
export class SubmissionService {
  /** The viewer's unsent submission to the round, or their organization's; it is made where there is none. */
  async start(ctx: Ctx, { roundId, ...given }: StartSubmissionInput): Promise<Submission> {
    const accountId = ctx.requireAccount();
    const organizationId = await speakerOf(ctx, given.organizationId);
    if (organizationId && !ctx.actor.memberships.some((m) => m.organizationId === organizationId)) throw notFound('organization');
    return ctx.db.write(ctx, async (tx) => {
      const round = await holdRound(tx, roundId, null, { accountId, organizationId });
      insist(refuseStart(round));
      const mine = await this.unsent(tx, roundId, organizationId, accountId);
      if (mine) return mine;
      const row = { roundId, organizationId, accountId, status: 'DRAFT' as const, revision: 1, late: false, createdAt: round.at };
      const submission = await tx.insert(Submission, {
        ...row,
        id: newId(),
        submittedAt: null,
        receiptNumber: null,
        contentHash: null,
        salt: null,
        internalDeadline: null,
        requestedBy: null,
        returnReason: null,
      });
      await tx.tell({ action: 'submission.started', subjectId: submission.id, normId: round.normId, roundId });
      return submission;
    });
  }

  /** Stores a comment of an unsent submission; nobody else sees it before it is submitted. A stale revision is CONFLICT. */
  async saveComment(ctx: Ctx, input: SaveCommentInput): Promise<Comment> {
    const prepared = await prepareComment(ctx, { submissionId: input.submissionId }, input.comment, input.unfinished ?? false);
    await attachmentHashes(ctx, prepared, input.commentId ?? null);
    let saved: CommentRow | null = null;
    const id = await ctx.db.write(ctx, async (tx) => {
      saved = await saveInOneStep(tx, input, prepared);
      return saved.id;
    });
    return saved ? toComment(ctx.actor, saved) : found(await ctx.load(commentsById, id), 'comment');
  }

  /** Removes a comment from an unsent submission. */
  async deleteComment(ctx: Ctx, commentId: string): Promise<Submission> {
    return ctx.db.write(ctx, async (tx) => {
      const seen = visibleComments(ctx.actor, 2);
      const comment = await tx.one<{ submissionId: string }>(ofSeen(seen.text), [commentId, ...seen.values]);
      const submission = await this.mine(tx, found(comment, 'comment').submissionId, 'comment');
      insist(refuseEditBy(ctx.actor, submission, tx.now));
      await tx.query('delete from comment where id = $1', [commentId]);
      await tx.tell({ action: 'comment.deleted', subjectId: commentId, roundId: submission.roundId });
      return this.touch(tx, submission);
    });
  }

  /** Hands a submission in, once, with all its comments, and gives its receipt. ROUND_NOT_OPEN leaves it a draft. */
  async submit(ctx: Ctx, { submissionId, expectedRevision }: SubmissionTransitionInput): Promise<Submission> {
    return ctx.db.write(ctx, async (tx) => {
      const submission = await this.mine(tx, submissionId);
      insist(refuseStale(submission.revision, expectedRevision) ?? refuseSubmissionMove(submission, 'submit'));
      insist(refuseSigner(ctx.actor, submission.organizationId));
      const round = await holdRound(tx, submission.roundId, submission.createdAt, submission);
      if (!round.takes) throw roundNotOpen(round.nowStatus);
      return this.handIn(tx, submission, round);
    });
  }

  /** One comment in one step. */
  async submitComment(ctx: Ctx, input: SubmitCommentInput): Promise<Comment> {
    const result = await submitInOneStep(ctx, input);
    if ('comment' in result) return result.comment;
    return found(await ctx.load(commentsById, result.repeated), 'comment');
  }

  private async handIn(tx: Tx, submission: Submission, round: HeldRound): Promise<Submission> {
    insist(refuseUnfinished(await savedComments(tx, submission.id)));
    const late = round.takes === 'LATE';
    const status = round.publication === 'AFTER_MODERATION' ? 'PENDING_MODERATION' : 'PUBLISHED';
    await tx.query(NUMBER, [submission.id, round.reference, status, late, round.at, round.id]);
    const comments = await tx.query<CommentInput & { eid: string | null; quote: object | null }>(
      'select * from comment where submission_id = $1 order by number',
      [submission.id],
    );
    if (comments.length === 0) throw badInput('submissionId', NO_COMMENT);
    const answers = await answersToHandIn(tx, submission);
    const given = comments.map(asGiven);
    const hashes = await hashesByFile(tx, given);
    const receipted = given.map((comment) =>
      receiptComment(
        comment,
        'en',
        (comment.attachmentIds ?? []).map((id) => hashes.get(id) ?? ''),
      ),
    );
    const receipt = await this.receiptFor(tx, round, receipted, answers);
    const patch = { ...receipt, status: 'SUBMITTED' as const, late, submittedAt: round.at, revision: submission.revision + 1 };
    const submitted = await tx.update(Submission, submission, patch);
    const { receiptNumber, contentHash } = receipt; // no count: the entry is public, a confidential comment beside others is not
    const data = { receipt: receiptNumber, contentHash, submittedAt: round.at.toISOString(), late };
    await tx.tell({ action: 'submission.submitted', subjectId: submission.id, normId: round.normId, roundId: round.id, data });
    return submitted;
  }

  private async receiptFor(
    tx: Tx,
    round: HeldRound,
    comments: unknown[],
    answers: Answer[],
  ): Promise<{ receiptNumber: string; contentHash: string; salt: string }> {
    const row = await tx.one<{ n: string }>(`select nextval((${counterOf('receipt', '$1::uuid')})::regclass)::text as n`, [
      round.id,
    ]);
    const receiptNumber = `${round.reference}-S${(row?.n ?? '').padStart(4, '0')}`;
    const salt = randomBytes(32).toString('hex');
    const facts = { round: round.reference, receipt: receiptNumber, salt, submittedAt: round.at.toISOString() };
    return {
      receiptNumber,
      salt,
      contentHash: contentHash(facts, comments, answers),
    };
  }

  private unsent(tx: Tx, roundId: string, organizationId: string | null, accountId: string): Promise<Submission | null> {
    return tx.one<Submission>(
      `select * from submission where round_id = $1 and status in ('DRAFT', 'AWAITING_APPROVAL')
         and case when $2::uuid is null then account_id = $3 and organization_id is null else organization_id = $2 end`,
      [roundId, organizationId, accountId],
    );
  }

  /** The submission of those on whose side the actor stands; otherwise there is no such thing as `what`, which they named. */
  private mine(tx: Tx, submissionId: string, what = 'submission'): Promise<Submission> {
    return tx.lock(Submission, submissionId, what, isTheirs);
  }

  /** What is in a submission is part of its revision: who hands it in says which comments they read. */
  private touch(tx: Tx, submission: Submission): Promise<Submission> {
    return tx.update(Submission, submission, { revision: submission.revision + 1 });
  }
}
