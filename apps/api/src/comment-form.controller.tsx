import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { FileService } from '#platform/file.service.js';
import { isId } from '#platform/ids.js';
import { badInput, Refusal } from '#platform/refusal.js';
import { SessionService } from '#identity/session.service.js';
import type { Round } from '#rounds/round.entity.js';
import { refuseComment } from '#comments/comment.rules.js';
import type { Comment } from '#comments/comment.types.js';
import { SubmissionService } from '#comments/submission.service.js';
import { InboxService } from '#notifications/inbox.service.js';
import { type AttachmentView, CommentFormPage } from '#web/comment-form.page.js';
import { ONESELF } from '#web/comment-words.js';
import { filesOf, formOf, freshForm, savedForm, signInFirst } from './comment-desk.js';
import { commentInput, problemsOf, valuesOf } from './comment-input.js';
import { PostedForm, readPosted, whole } from './posted-form.js';
import { sendPage } from './page-reply.js';
import { RequestCtx } from './request-ctx.js';
import { roundNamed } from './round-desk.js';

/** The form for one comment: shown, and saved. What may be saved is the service's to decide, as for `saveComment`. */
@Controller('rounds/:reference/comment')
export class CommentFormController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly submissions: SubmissionService,
    private readonly files: FileService,
    private readonly inbox: InboxService,
  ) {}

  /** A new comment on a provision (`on`) or on the whole, or a saved one (`id`). */
  @Get('edit')
  async show(
    @Param('reference') reference: string,
    @Query() query: Partial<Record<'on' | 'id' | 'for', string>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const round = await roundNamed(ctx, reference);
    if (!ctx.actor.accountId) return sendPage(reply, 401, await signInFirst(ctx, round, request.url));
    const form = query.id ? await savedForm(ctx, round, query.id) : await freshForm(ctx, round, query);
    if (!form) return void (await reply.redirect(`/rounds/${round.reference}/comment`, 303));
    await this.send(ctx, reply, 200, form);
  }

  /** Saves it as a draft; what is refused is shown again, with all that was written. Answers our script in JSON. */
  @Post('edit')
  async save(@Param('reference') reference: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const uploads: string[] = [];
    let refused: Refusal | null = null;
    const form = await readPosted(request, async ({ filename, file }) => {
      if (!ctx.actor.accountId) return;
      try {
        uploads.push((await this.files.upload(ctx, { fileName: filename, content: whole(file) })).id);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused ??= error;
      }
    });
    const round = await roundNamed(ctx, reference);
    const isScript = request.headers.accept === 'application/json';
    try {
      ctx.requireAccount();
      if (refused) throw refused as Refusal;
      const comment = await this.store(ctx, round, form, uploads);
      const { id, revision, attachmentIds } = comment;
      if (isScript) {
        const files = uploads.length > 0 ? await filesOf(ctx, attachmentIds) : [];
        return void (await reply.status(200).send({
          id,
          revision,
          status: round.status,
          lacks: refuseComment(comment)?.message ?? null,
          files,
        }));
      }
      await reply.redirect(`/rounds/${round.reference}/comment?saved=${id}#c-${id}`, 303);
    } catch (error) {
      if (!(error instanceof Refusal) || isScript) throw error;
      await this.showAgain(ctx, reply, round, { form, uploads, error });
    }
  }

  /** Sending a new comment twice makes one, which then says what was sent last. */
  private async store(ctx: RequestCtx, round: Round, form: PostedForm, uploads: readonly string[]): Promise<Comment> {
    const comment = commentInput(form, uploads);
    const unfinished = true; // nothing that was typed is lost for want of something else
    const commentId = form.text('id') || null;
    if (commentId) {
      const { submissionId } = await formOf(ctx, round, commentId);
      return this.submissions.saveComment(ctx, {
        submissionId,
        commentId,
        expectedRevision: form.number('revision'),
        unfinished,
        comment,
      });
    }
    const speaker = form.text('for');
    if (speaker === '') throw badInput('for', 'Say for whom you speak: for yourself, or for an organization of yours.');
    const organizationId = speaker === ONESELF ? null : speaker;
    ctx.idempotency = { key: `form ${form.text('token')} ${speaker}`.slice(0, 255), bodyHash: 'form', writes: 0 };
    const { id: submissionId } = await this.submissions.start(ctx, { roundId: round.id, organizationId });
    const made = await this.submissions.saveComment(ctx, { submissionId, unfinished, comment });
    const { isReplay } = ctx.idempotency;
    ctx.idempotency = null;
    return isReplay ? this.submissions.saveComment(ctx, { submissionId, commentId: made.id, unfinished, comment }) : made;
  }

  private async showAgain(
    ctx: RequestCtx,
    reply: FastifyReply,
    round: Round,
    { form, uploads, error }: { form: PostedForm; uploads: readonly string[]; error: Refusal },
  ): Promise<void> {
    const said = valuesOf(form);
    const values = { ...said, keep: [...said.keep, ...uploads] };
    const isSignedOut = error.code === 'UNAUTHENTICATED';
    const problems = isSignedOut ? {} : problemsOf(error.message, error.facts.fields);
    const commentId = form.text('id') || null;
    const shown = await freshForm(ctx, round, { on: form.text('on'), for: form.text('for'), token: form.text('token') });
    const saved = commentId && !isSignedOut ? await formOf(ctx, round, commentId).catch(() => null) : null;
    const revision = saved?.revision ?? form.number('revision');
    const attachments = isSignedOut ? [] : await this.filesAgain(ctx, values.keep, saved?.attachmentIds ?? []);
    const again = { commentId, revision, values, problems, attachments, isUnsaved: true };
    await this.send(ctx, reply, isSignedOut ? 401 : 400, { ...shown, ...again });
  }

  /** The files that the form held: those of the saved comment, and the writer's own. */
  private async filesAgain(ctx: RequestCtx, ids: readonly string[], saved: readonly string[]): Promise<AttachmentView[]> {
    const isTheirs = async (id: string): Promise<boolean> =>
      saved.includes(id) || (isId(id) && (await this.files.own(ctx, id).then(Boolean, () => false)));
    const theirs = await Promise.all(ids.map(isTheirs));
    return filesOf(ctx, [...new Set([...saved, ...ids.filter((_, i) => theirs[i])])]);
  }

  private async send(ctx: RequestCtx, reply: FastifyReply, status: number, form: Parameters<typeof CommentFormPage>[0]['form']) {
    const { accountId } = ctx.actor;
    const unread = accountId ? await this.inbox.unread(ctx, accountId) : null;
    await sendPage(reply, status, <CommentFormPage form={form} unread={unread} />, true);
  }
}
