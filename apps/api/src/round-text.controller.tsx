import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { SessionService } from '#identity/session.service.js';
import { InboxService } from '#notifications/inbox.service.js';
import { SaidPage } from '#web/said.page.js';
import { RoundTextPage } from '#web/round-text.page.js';
import { sendPage } from './page-reply.js';
import { RequestCtx } from './request-ctx.js';
import { roundNamed, textOf } from './round-desk.js';
import { saidOn } from './said-view.js';

/** The text that a round asks about, to read and to comment on. */
@Controller('rounds')
export class RoundTextController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly inbox: InboxService,
  ) {}

  /** Every provision, in the language asked for (`lang`) or the reader's. */
  @Get(':reference/text')
  async text(
    @Param('reference') reference: string,
    @Query('lang') lang: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const view = await textOf(ctx, await roundNamed(ctx, reference), lang);
    const { accountId } = ctx.actor;
    const unread = accountId ? await this.inbox.unread(ctx, accountId) : null;
    await sendPage(reply, 200, <RoundTextPage round={view} unread={unread} />);
  }

  /** What was said on one provision (`on`), what most agree with first. */
  @Get(':reference/said')
  async said(
    @Param('reference') reference: string,
    @Query() { on = '', after }: Partial<Record<'on' | 'after', string>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const view = await saidOn(ctx, await roundNamed(ctx, reference), { eId: on, after });
    await sendPage(reply, 200, <SaidPage view={view} />);
  }
}
