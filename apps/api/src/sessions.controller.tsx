import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { badInput } from '#platform/refusal.js';
import type { TokenScope } from '#platform/schema.types.js';
import { ApiTokenService } from '#identity/api-token.service.js';
import { SessionService } from '#identity/session.service.js';
import { SCOPES, SessionsPage } from '#web/sessions.page.js';
import { doneAt, doneIn, idIn, signedIn } from './account-page.js';
import { type Form, filledIn, orAgain } from './page-form.js';
import { sendPage } from './page-reply.js';
import type { RequestCtx } from './request-ctx.js';

const HERE = '/account/sessions';

/** Where one is signed in, and the tokens of one's scripts. */
@Controller('account')
export class SessionsController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly tokens: ApiTokenService,
  ) {}

  /** Both lists. */
  @Get('sessions')
  async show(@Query('done') done: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (ctx) await sendPage(reply, 200, <SessionsPage {...await this.lists(ctx)} done={doneIn(done)} />);
  }

  /** Ends one session. */
  @Post('sessions/end')
  async end(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (!ctx) return;
    await this.sessions.endOwn(ctx, idIn(request, 'session'));
    await doneAt(reply, HERE, 'ended');
  }

  /** Ends all sessions but this one. */
  @Post('sessions/end-others')
  async endOthers(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (!ctx) return;
    await this.sessions.signOutElsewhere(ctx);
    await doneAt(reply, HERE, 'ended');
  }

  /** Makes a token; the page that answers shows its secret, and no other does. */
  @Post('tokens')
  async make(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (!ctx) return;
    const given = { name: filledIn(request, 'name'), scope: scopeIn(request), expiresAt: filledIn(request, 'expiresAt') };
    const work = async (): Promise<void> => {
      const { token } = await this.tokens.create(ctx, { ...given, expiresAt: endOf(given.expiresAt) });
      await sendPage(reply, 200, <SessionsPage {...await this.lists(ctx)} secret={token} done={null} />);
    };
    const lists = await this.lists(ctx);
    await orAgain(reply, 'en', work, (problem) => <SessionsPage {...lists} given={given} problem={problem} done={null} />);
  }

  /** Ends one token. */
  @Post('tokens/end')
  async endToken(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (!ctx) return;
    await this.tokens.end(ctx, idIn(request, 'token'));
    await doneAt(reply, HERE, 'ended');
  }

  private async lists(ctx: RequestCtx) {
    return { sessions: await this.sessions.list(ctx), tokens: await this.tokens.list(ctx) };
  }
}

const scopeIn = (form: Form): TokenScope =>
  filledIn(form, 'scope') in SCOPES ? (filledIn(form, 'scope') as TokenScope) : 'READ';

/** The end of a day in UTC; BAD_USER_INPUT for what is no day. */
function endOf(day: string): string {
  const end = new Date(`${day}T23:59:59Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(end.getTime()))
    throw badInput('expiresAt', 'Choose a day within a year from now.');
  return end.toISOString();
}
