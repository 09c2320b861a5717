import { Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#platform/config.js';
import { Database } from '#platform/database.js';
import { CONFIG } from '#platform/platform.module.js';
import { AccountService } from '#identity/account.service.js';
import { PasswordService } from '#identity/password.service.js';
import { SessionService } from '#identity/session.service.js';
import { SignInLinkPage } from '#web/account.pages.js';
import { CodePage, SignInPage } from '#web/sign-in.page.js';
import { MessagePage } from '#web/verify.page.js';
import { localPath } from './next-path.js';
import { type Form, filledIn, orAgain, rememberNext, takeNext } from './page-form.js';
import { sendPage } from './page-reply.js';
import { languageFrom } from './reader-language.js';
import { RequestCtx } from './request-ctx.js';

const ASKED_AGAIN: ReadonlySet<string> = new Set(['SECOND_FACTOR_REQUIRED', 'RATE_LIMITED']);

/** Coming in, by password, by a link or through an institution, and going out again. */
@Controller()
export class SignInController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly accounts: AccountService,
    private readonly passwords: PasswordService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'oidcIssuers'>,
  ) {}

  /** Shows the form; behind a link of a mail, what the link is for; who is signed in already goes on. */
  @Get('sign-in')
  async show(
    @Query() { token, next, lang }: { token?: string; next?: string; lang?: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageFrom(lang, request);
    if (token !== undefined) return sendPage(reply, 200, <SignInLinkPage token={token} lang="en" />);
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    if (ctx.actor.accountId) return void (await reply.redirect(localPath(next), 303));
    const institutions = this.config.oidcIssuers;
    await sendPage(reply, 200, <SignInPage lang={language} next={localPath(next)} institutions={institutions} />);
  }

  /** Signs in: by address and password, by the token of a link or of the step before, or by a link that is asked for. */
  @Post('sign-in')
  async signIn(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    if (request.body?.['token'] !== undefined) return this.byToken(ctx, request, reply);
    const lang = languageFrom(null, request);
    const email = filledIn(request, 'email');
    const next = localPath(request.body?.['next']);
    const institutions = this.config.oidcIssuers;
    const work = (): Promise<void> =>
      filledIn(request, 'by') === 'link' ? this.sendLink(ctx, request, reply) : this.byPassword(ctx, request, reply);
    await orAgain(reply, lang, work, (problem) => (
      <SignInPage lang={lang} next={next} given={{ email }} problem={problem} institutions={institutions} />
    ));
  }

  /** Ends the session. */
  @Post('sign-out')
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    await this.accounts.signOut(ctx);
    ctx.keepSession(null, null);
    await reply.redirect('/', 303);
  }

  private async byPassword(ctx: RequestCtx, request: Form, reply: FastifyReply): Promise<void> {
    const next = localPath(request.body?.['next']);
    const given = { email: filledIn(request, 'email'), password: filledIn(request, 'password') };
    const step = await this.accounts.signInByStep(ctx, given);
    if ('next' in step)
      return sendPage(reply, 200, <CodePage lang={languageFrom(null, request)} next={next} token={step.next} />);
    ctx.keepSession(step.token, step.expiresAt);
    await reply.redirect(next, 303);
  }

  private async sendLink(ctx: RequestCtx, request: Form, reply: FastifyReply): Promise<void> {
    await this.passwords.requestSignInLink(ctx, filledIn(request, 'email'));
    rememberNext(request, reply, localPath(request.body?.['next']));
    await reply.redirect('/mail-sent', 303);
  }

  /** A token that is of no use is told with its reason; one that needs a code is asked for it. */
  private async byToken(ctx: RequestCtx, request: Form, reply: FastifyReply): Promise<void> {
    const lang = languageFrom(null, request);
    const link = filledIn(request, 'token');
    const code = request.body?.['code'] ?? null;
    const next = localPath(request.body?.['next']);
    const work = async (): Promise<void> => {
      const { token, expiresAt } = await this.accounts.verifyEmail(ctx, { token: link, code });
      ctx.keepSession(token, expiresAt);
      const remembered = takeNext(request, reply);
      await reply.redirect(next === '/' ? remembered : next, 303);
    };
    await orAgain(reply, lang, work, (problem, refusal) => {
      if (!ASKED_AGAIN.has(refusal.code)) return <MessagePage title="This did not work" message={refusal.message} lang="en" />;
      const isNew = refusal.code === 'SECOND_FACTOR_REQUIRED' && code === null;
      return <CodePage lang={lang} next={next} token={link} problem={isNew ? null : problem} />;
    });
  }
}
