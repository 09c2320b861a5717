import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { Refusal } from '#platform/refusal.js';
import { SessionService } from '#identity/session.service.js';
import type { Round } from '#rounds/round.entity.js';
import { InboxService } from '#notifications/inbox.service.js';
import { SubmissionPage, type SubmissionPageView } from '#web/submission.page.js';
import { signInFirst } from './comment-desk.js';
import { sendPage } from './page-reply.js';
import { readPosted } from './posted-form.js';
import { RequestCtx } from './request-ctx.js';
import { headOf, roundNamed } from './round-desk.js';
import { SubmissionActs } from './submission-acts.js';
import { problemsOfAct } from './submission-problems.js';
import { submissionsOf } from './submission-view.js';

type Told = Partial<Omit<SubmissionPageView, 'round' | 'submissions'>> & { status?: number };

/** What somebody, and the organizations they belong to, have in a round: drafts, and what was handed in with its receipt. */
@Controller('rounds/:reference/comment')
export class SubmissionPagesController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly acts: SubmissionActs,
    private readonly inbox: InboxService,
  ) {}

  /** Shows it. */
  @Get()
  async show(
    @Param('reference') reference: string,
    @Query() { saved, receipt }: Partial<Record<'saved' | 'receipt', string>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const round = await roundNamed(ctx, reference);
    if (!ctx.actor.accountId) return sendPage(reply, 401, await signInFirst(ctx, round, request.url));
    await this.send(ctx, reply, round, { saved: saved ?? null, receipt: receipt ?? null });
  }

  /** Does what one of its buttons says; what is refused is told on the same page. */
  @Post()
  async act(@Param('reference') reference: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const form = await readPosted(request);
    const round = await roundNamed(ctx, reference);
    const here = `/rounds/${round.reference}/comment`;
    if (!ctx.actor.accountId) return sendPage(reply, 401, await signInFirst(ctx, round, here));
    try {
      const { at, receipt, to } = await this.acts.named(form.text('do'))(ctx, form, round);
      await reply.redirect(to ?? (receipt ? `${here}?receipt=${receipt}` : `${here}#${at ?? ''}`), 303);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const status = error.code === 'NOT_FOUND' ? 404 : 400;
      await this.send(ctx, reply, round, { problems: await problemsOfAct(ctx, form, round, error), status });
    }
  }

  private async send(ctx: RequestCtx, reply: FastifyReply, round: Round, { status = 200, ...told }: Told): Promise<void> {
    const submissions = await submissionsOf(ctx, round);
    const isTheirs = submissions.some((one) => one.receipt?.number === told.receipt);
    const { problems = {}, saved = null } = told;
    const receipt = isTheirs ? (told.receipt ?? null) : null;
    const view = { round: await headOf(ctx, round), submissions, problems, saved, receipt };
    const unread = await this.inbox.unread(ctx, ctx.requireAccount());
    await sendPage(reply, status, <SubmissionPage view={view} unread={unread} />);
  }
}
