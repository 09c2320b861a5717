import { randomUUID } from 'node:crypto';
import type { ReactNode } from 'react';
import type { Ctx } from '#platform/ctx.js';
import { isId } from '#platform/ids.js';
import { found } from '#platform/refusal.js';
import { versionsById } from '#norms/norm-version.queries.js';
import type { Round } from '#rounds/round.entity.js';
import { attachmentsById } from '#comments/attachment.queries.js';
import { commentsById } from '#comments/comment.queries.js';
import type { Comment } from '#comments/comment.types.js';
import { isOwn } from '#comments/comment.visibility.js';
import { roundAsFound } from '#comments/held-round.queries.js';
import { submissionsById } from '#comments/submission.queries.js';
import { refusedMoves, refuseStart } from '#comments/submission-desk.rules.js';
import type { AttachmentView, CommentFormView } from '#web/comment-form.page.js';
import { NOTHING_YET, ONESELF } from '#web/comment-words.js';
import { SignInFirstPage } from '#web/sign-in-first.page.js';
import { valuesOfComment } from './comment-input.js';
import { headOf, provisionOf, speakersOf } from './round-desk.js';

const SIX_OF_THE_UN = ['ar', 'zh', 'en', 'fr', 'ru', 'es'];

/** Says how to go on to who is not signed in. */
export async function signInFirst(ctx: Ctx, round: Round, path: string): Promise<ReactNode> {
  return <SignInFirstPage round={await headOf(ctx, round)} path={path} />;
}

/** A comment of the round, of the reader's own side; NOT_FOUND. */
export async function formOf(ctx: Ctx, round: Round, commentId: string): Promise<Comment> {
  const comment = isId(commentId) ? await ctx.load(commentsById, commentId) : null;
  return found(comment && comment.roundId === round.id && isOwn(ctx.actor, comment) ? comment : null, 'comment');
}

/** The form for a new comment. */
export async function freshForm(
  ctx: Ctx,
  round: Round,
  { on, token, ...given }: { on?: string; for?: string; token?: string },
): Promise<CommentFormView> {
  const { speakers, refusal } = await whoMaySpeak(ctx, round);
  const [first = '', ...others] = Object.keys(speakers);
  const only = others.length === 0 ? first : '';
  const speaker = given.for && given.for in speakers ? given.for : only;
  return {
    round: await headOf(ctx, round),
    provision: on ? await provisionOf(ctx, round, on, ctx.locale) : null,
    commentId: null,
    revision: null,
    token: token ?? randomUUID(),
    values: { ...NOTHING_YET, type: on ? 'SUBSTANTIVE' : 'GENERAL', locale: ctx.locale },
    problems: {},
    isUnsaved: false,
    refusal,
    speakers,
    speaker,
    attachments: [],
    locales: await localesFor(ctx, round, []),
    accountId: ctx.actor.accountId,
  };
}

/** For whom a submission could be begun or gone on with now; where for nobody, all of them, and why not. */
async function whoMaySpeak(ctx: Ctx, round: Round): Promise<{ speakers: Record<string, string>; refusal: string | null }> {
  const speakers = await speakersOf(ctx);
  const { accountId } = ctx.actor;
  if (!accountId) return { speakers, refusal: null };
  const asked = Object.entries(speakers).map(async ([speaker, name]) => {
    const organizationId = speaker === ONESELF ? null : speaker;
    const now = found(await roundAsFound(ctx, round.id, null, { accountId, organizationId }), 'round');
    return { speaker, name, refusal: refuseStart(now) };
  });
  const all = await Promise.all(asked);
  const free = all.filter(({ refusal }) => refusal === null).map(({ speaker, name }) => [speaker, name]);
  if (free.length > 0) return { speakers: Object.fromEntries(free) as Record<string, string>, refusal: null };
  return { speakers, refusal: all[0]?.refusal?.message ?? null };
}

/** The form for a saved comment; null where it cannot be changed now. NOT_FOUND. */
export async function savedForm(ctx: Ctx, round: Round, commentId: string): Promise<CommentFormView | null> {
  const comment = await formOf(ctx, round, commentId);
  const submission = found(await ctx.load(submissionsById, comment.submissionId), 'submission');
  const now = found(await roundAsFound(ctx, round.id, submission.createdAt, submission), 'round');
  if (refusedMoves(ctx.actor, submission, now).edit) return null;
  const { anchor, attachmentIds, locale } = comment;
  const fresh = await freshForm(ctx, round, { for: comment.organizationId ?? ONESELF });
  return {
    ...fresh,
    commentId: comment.id,
    refusal: null,
    speakers: await speakersOf(ctx),
    revision: comment.revision,
    provision: anchor ? await provisionOf(ctx, round, anchor.eId, locale) : null,
    values: valuesOfComment(comment),
    attachments: await filesOf(ctx, attachmentIds),
    locales: await localesFor(ctx, round, [locale]),
  };
}

/** Files in the order of the comment. */
export async function filesOf(ctx: Ctx, ids: readonly string[]): Promise<AttachmentView[]> {
  const files = await Promise.all(ids.filter(isId).map((id) => ctx.load(attachmentsById, id)));
  return files.flatMap((file) => file ?? []);
}

/** The languages offered: the reader's, those of the text, the six of the United Nations, and what was chosen before. */
async function localesFor(ctx: Ctx, round: Round, chosen: readonly string[]): Promise<string[]> {
  const { locales } = found(await ctx.load(versionsById, round.versionId), 'version');
  return [...new Set([ctx.locale, ...chosen, ...locales, ...SIX_OF_THE_UN])];
}
