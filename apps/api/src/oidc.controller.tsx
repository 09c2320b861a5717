import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { Refusal } from '#platform/refusal.js';
import { AccountService } from '#identity/account.service.js';
import { OidcService } from '#identity/oidc.service.js';
import { SessionService } from '#identity/session.service.js';
import { MessagePage, VerifyPage } from '#web/verify.page.js';
import { localPath } from './next-path.js';
import { rememberNext, takeNext } from './page-form.js';
import { sendPage } from './page-reply.js';
import { RequestCtx } from './request-ctx.js';

const COOKIE = 'colloquy_passage';
const STATUS: Readonly<Record<string, number>> = { NOT_FOUND: 404, INTERNAL: 503 };
const TITLE = 'You are not signed in';

/** Sign-in through institutions and ORCID: to the issuer, and back. */
@Controller('auth')
export class OidcController {
  constructor(
    private readonly oidc: OidcService,
    private readonly accounts: AccountService,
    private readonly sessions: SessionService,
    private readonly db: Database,
  ) {}

  /** Sends the browser to the issuer with a secret that only it keeps. */
  @Get(':issuer')
  async begin(
    @Param('issuer') issuer: string,
    @Query() { link, next }: { link?: string; next?: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await orMessage(reply, async () => {
      const { secret, url } = await this.oidc.begin(await this.ctxOf(request, reply), issuer, link ?? null);
      void reply.setCookie(COOKIE, secret, { ...cookieOf(request), maxAge: 600 });
      rememberNext(request, reply, localPath(next));
      await reply.header('cache-control', 'no-store').redirect(url.href, 303);
    });
  }

  /** Where the issuer sends the browser back to. */
  @Get(':issuer/callback')
  async end(@Param('issuer') issuer: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.clearCookie(COOKIE, cookieOf(request)).header('cache-control', 'no-store');
    await orMessage(reply, async () => {
      const ctx = await this.ctxOf(request, reply);
      const token = await this.oidc.end(ctx, issuer, request.cookies[COOKIE] ?? '', request.url);
      await this.signIn(ctx, token, request, reply);
    });
  }

  /** Signs in by the token, or asks for the code of a second factor where the account has one. */
  private async signIn(ctx: RequestCtx, token: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    try {
      const session = await this.accounts.verifyEmail(ctx, { token });
      ctx.keepSession(session.token, session.expiresAt);
      await reply.redirect(takeNext(request, reply), 303);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'SECOND_FACTOR_REQUIRED') throw error;
      await sendPage(reply, 200, <VerifyPage token={token} asks={error.message} lang="en" />);
    }
  }

  private ctxOf(request: FastifyRequest, reply: FastifyReply): Promise<RequestCtx> {
    return RequestCtx.of(this.sessions, this.db, request, reply);
  }
}

const cookieOf = (request: FastifyRequest) => ({
  path: '/auth',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: request.protocol === 'https',
});

async function orMessage(reply: FastifyReply, work: () => Promise<void>): Promise<void> {
  await work().catch(async (error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    await sendPage(reply, STATUS[error.code] ?? 403, <MessagePage title={TITLE} message={error.message} lang="en" />);
  });
}
