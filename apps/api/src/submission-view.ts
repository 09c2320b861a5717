import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import { accountsById, organizationsById } from '#identity/identity.loader.js';
import type { Question } from '#rounds/question.rules.js';
import type { Round } from '#rounds/round.entity.js';
import { questionsByRound } from '#rounds/round.queries.js';
import { provisionText, textKey } from '#comments/anchor.queries.js';
import { answersBySubmission } from '#comments/answer.queries.js';
import { coSignersOf } from '#comments/co-signature.queries.js';
import { commentsBySubmission } from '#comments/comment.queries.js';
import type { Comment } from '#comments/comment.types.js';
import { roundAsFound } from '#comments/held-round.queries.js';
import { notesOf, supportersOf } from '#comments/internal-note.queries.js';
import { repliesTo } from '#comments/reply.queries.js';
import { refusedMoves, whatIsMissing } from '#comments/submission-desk.rules.js';
import { mySubmissions, type SubmissionRow } from '#comments/submission.queries.js';
import { lacksBySubmission } from '#comments/unfinished.queries.js';
import { dispositionsByComment } from '#reviews/review.queries.js';
import type { OwnCommentView, SubmissionView } from '#web/submission.view.js';
import { filesOf } from './comment-desk.js';
import { placesOf } from './round-desk.js';

/** All that the reader's side has in the round, the newest first. */
export async function submissionsOf(ctx: Ctx, round: Round): Promise<SubmissionView[]> {
  const rows = await mySubmissions(ctx, round.id);
  return Promise.all(rows.map((row) => viewOf(ctx, round, row)));
}

async function viewOf(ctx: Ctx, round: Round, row: SubmissionRow): Promise<SubmissionView> {
  const comments = (await ctx.load(commentsBySubmission, row.id)) ?? [];
  const questions = ((await ctx.load(questionsByRound, round.id)) ?? []) as Question[];
  const answers = (await ctx.load(answersBySubmission, row.id)) ?? [];
  const at = found(await roundAsFound(ctx, round.id, row.createdAt, row), 'round');
  const refused = Object.entries(refusedMoves(ctx.actor, row, at)).map(([move, no]) => [move, no?.message ?? null]);
  const answered = new Set(answers.map(({ questionId }) => questionId));
  const lacks = (row.receiptNumber ? null : await ctx.load(lacksBySubmission, row.id)) ?? new Map<string, string>();
  const places = await placesOf(ctx, round, comments);
  const own = comments.map((comment) => commentView(ctx, comment, { lacks, places }));
  return {
    ...row,
    organization: row.organizationId ? ((await ctx.load(organizationsById, row.organizationId))?.name ?? null) : null,
    comments: await Promise.all(own),
    questions: questions.map((question) => ({ question, value: answers.find((a) => a.questionId === question.id)?.value })),
    refused: Object.fromEntries(refused) as SubmissionView['refused'],
    lacks: row.receiptNumber ? [] : whatIsMissing(comments.length, questions, answered),
    requestedBy: row.requestedBy ? await nameOf(ctx, row.requestedBy) : null,
    receipt: receiptOf(row),
    record: at.nowStatus === 'CLOSED' || round.closedAt ? `/rounds/${round.reference}/record.json` : null,
  };
}

function receiptOf({ receiptNumber, contentHash, salt, submittedAt }: SubmissionRow): SubmissionView['receipt'] {
  if (receiptNumber === null || contentHash === null || submittedAt === null) return null;
  return { number: receiptNumber, contentHash, salt, submittedAt };
}

async function commentView(
  ctx: Ctx,
  comment: Comment,
  known: { lacks: ReadonlyMap<string, string>; places: ReadonlyMap<string, string> },
): Promise<OwnCommentView> {
  const { id, anchor, locale, attachmentIds } = comment;
  const isSent = comment.submittedAt !== null;
  const [notes, supporters, signers] = await Promise.all([
    ctx.load(notesOf, id),
    ctx.load(supportersOf, id),
    ctx.load(coSignersOf, id),
  ]);
  const replies = isSent ? (await repliesTo(ctx, id, { first: 50 })).nodes : [];
  return {
    comment,
    place: anchor ? (known.places.get(anchor.eId) ?? anchor.eId) : null,
    presentText: anchor ? await ctx.load(provisionText, textKey(anchor.versionId, anchor.eId, locale)) : null,
    attachments: await filesOf(ctx, attachmentIds),
    lacks: known.lacks.get(id) ?? null,
    notes: await Promise.all((notes ?? []).map(async (note) => ({ ...note, author: await nameOf(ctx, note.accountId) }))),
    supporters: await Promise.all((supporters ?? []).map((account) => nameOf(ctx, account))),
    isSupported: ctx.actor.accountId !== null && (supporters ?? []).includes(ctx.actor.accountId),
    replies: replies.map((reply) => ({ ...reply, author: reply.author.displayName })),
    coSigners: await Promise.all((signers ?? []).map(async (one) => (await ctx.load(organizationsById, one))?.name ?? '')),
    answer: isSent ? await ctx.load(dispositionsByComment, id) : null,
  };
}

const nameOf = async (ctx: Ctx, accountId: string): Promise<string> =>
  (await ctx.load(accountsById, accountId))?.displayName ?? 'somebody';
