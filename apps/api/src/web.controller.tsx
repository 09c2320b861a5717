import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ANONYMOUS } from '#platform/actor.rules.js';
import { Database } from '#platform/database.js';
import { Refusal } from '#platform/refusal.js';
import { AccountService } from '#identity/account.service.js';
import { SessionService } from '#identity/session.service.js';
import { visibleComments } from '#comments/comment.visibility.js';
import { HomePage, type OpenRoundCard } from '#web/home.page.js';
import { MessagePage, VerifyPage } from '#web/verify.page.js';
import { takeNext } from './page-form.js';
import { sendPage } from './page-reply.js';
import { RequestCtx } from './request-ctx.js';

const GRAPHIQL_POLICY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; frame-ancestors 'none'";

/** What GraphiQL shows first: something to read, and how to sign in (the browser keeps the session). */
const FIRST_QUERY = `# What is open now, and what was said.
query OpenRounds {
  rounds(status: OPEN) {
    nodes { reference title closesAt norm { title } comments(first: 5) { nodes { reference type position body } } }
  }
}

mutation SignIn {
  signIn(input: { email: "organizer@demo.colloquy.example", password: "demonstration only" }) {
    account { displayName }
  }
}
`;

/** What a link is given another try for. */
const ASKED_AGAIN = new Set(['SECOND_FACTOR_REQUIRED', 'RATE_LIMITED']);
const PUBLIC = visibleComments(ANONYMOUS, 1);
const OPEN_ROUNDS = `select r.reference, r.title, n.title as norm_title, v.label as version_label, r.closes_at,
    (select count(*)::int from comment c where c.round_id = r.id and c.number is not null and ${PUBLIC.text}) as comments
  from round r join norm n on n.id = r.norm_id join norm_version v on v.id = r.version_id
  where r.status in ('SCHEDULED', 'OPEN') and round_status(r.status, r.opens_at, r.closes_at, clock_now()) = 'OPEN'
  order by r.closes_at nulls last limit 50`;

/** The first, plain pages. */
@Controller()
export class WebController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly accounts: AccountService,
  ) {}

  /** What the platform is, and what is open. */
  @Get()
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await RequestCtx.of(this.sessions, this.db, request, reply);
    const rounds = await this.db.seenBy(ANONYMOUS).read<OpenRoundCard>(OPEN_ROUNDS, PUBLIC.values);
    await sendPage(reply, 200, <HomePage rounds={rounds} lang="en" />);
  }

  /** The API to try out, served whole from here. */
  @Get('graphiql')
  async graphiql(@Res() reply: FastifyReply): Promise<void> {
    const html = renderGraphiQL({ endpoint: '/graphql', title: 'Colloquy GraphiQL', defaultQuery: FIRST_QUERY });
    await reply.type('text/html; charset=utf-8').header('content-security-policy', GRAPHIQL_POLICY).send(html);
  }

  /** Where a verification mail leads. */
  @Get('verify')
  async askToVerify(@Query('token') token: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    await sendPage(reply, 200, <VerifyPage token={token ?? ''} lang="en" />);
  }

  /** Redeems the token and begins a session. */
  @Post('verify')
  async verify(
    @Req() request: FastifyRequest<{ Body: { token?: string; code?: string } }>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const { token: given = '', code = null } = request.body;
    try {
      const { token, expiresAt } = await this.accounts.verifyEmail(ctx, { token: given, code });
      ctx.keepSession(token, expiresAt);
      const next = takeNext(request, reply);
      if (next !== '/') return void (await reply.redirect(next, 303));
      await sendPage(reply, 200, <MessagePage title="Your address is confirmed" message="You are signed in." lang="en" />);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (ASKED_AGAIN.has(error.code)) return sendPage(reply, 200, <VerifyPage token={given} asks={error.message} lang="en" />);
      await sendPage(reply, 404, <MessagePage title="This link is of no more use" message={error.message} lang="en" />);
    }
  }
}
