import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { found } from '#platform/refusal.js';
import { SessionService } from '#identity/session.service.js';
import { normsById, versionsById } from '#norms/norm-version.queries.js';
import type { Round } from '#rounds/round.entity.js';
import { roundByReference } from '#rounds/round.queries.js';
import { listComments } from '#comments/comment.queries.js';
import { InboxService } from '#notifications/inbox.service.js';
import { InboxPage } from '#web/inbox.page.js';
import { LIVE_SCRIPT } from '#web/live.script.js';
import { RoundPage, type RoundView } from '#web/round.page.js';
import { MessagePage } from '#web/verify.page.js';
import { sendPage } from './page-reply.js';
import { RequestCtx } from './request-ctx.js';
import { placesOf } from './round-desk.js';

const SHOWN = 20;
const NO_ROUND = <MessagePage title="There is no such round" message="Look for it on the first page." lang="en" />;
const SIGNED_OUT = (
  <MessagePage title="You are not signed in" message="Sign in, and your inbox is here. A link from a mail does it." lang="en" />
);

/** Pages that keep themselves up to date by the streams of `/graphql/stream`. */
@Controller()
export class LivePagesController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly inbox: InboxService,
  ) {}

  /** The one script that such pages run. */
  @Get('live.js')
  async script(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .header('x-content-type-options', 'nosniff')
      .send(LIVE_SCRIPT);
  }

  /** A round, with the newest comments that the reader may see. */
  @Get('rounds/:reference')
  async round(@Param('reference') reference: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const round = await roundByReference(ctx, reference);
    if (!round) return sendPage(reply, 404, NO_ROUND);
    const { accountId } = ctx.actor;
    const unread = accountId ? await this.inbox.unread(ctx, accountId) : null;
    await sendPage(reply, 200, <RoundPage round={await viewOf(ctx, round)} unread={unread} />, true);
  }

  /** What the reader was told. */
  @Get('inbox')
  async entries(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    if (!ctx.actor.accountId) return sendPage(reply, 401, SIGNED_OUT);
    const { nodes } = await this.inbox.list(ctx, { first: 50 });
    const unread = await this.inbox.unread(ctx, ctx.actor.accountId);
    await sendPage(reply, 200, <InboxPage entries={nodes} unread={unread} />, true);
  }

  /** Marks all of it as read. */
  @Post('inbox')
  async markRead(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    if (!ctx.actor.accountId) return sendPage(reply, 401, SIGNED_OUT);
    await this.inbox.markRead(ctx, null);
    await reply.redirect('/inbox', 303);
  }
}

async function viewOf(ctx: RequestCtx, round: Round): Promise<RoundView> {
  const { nodes, totalCount } = await listComments(ctx, round.id, { orderBy: 'NEWEST', first: SHOWN });
  const norm = found(await ctx.load(normsById, round.normId), 'norm');
  const version = found(await ctx.load(versionsById, round.versionId), 'version');
  const places = await placesOf(ctx, round, nodes);
  return { ...round, normTitle: norm.title, versionLabel: version.label, comments: nodes, places, total: await totalCount() };
}
