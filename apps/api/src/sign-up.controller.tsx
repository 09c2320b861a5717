import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { AccountService } from '#identity/account.service.js';
import { PasswordService } from '#identity/password.service.js';
import { SessionService } from '#identity/session.service.js';
import { ForgotPage, SentPage, SignUpPage } from '#web/sign-in.page.js';
import { localPath } from './next-path.js';
import { type Form, filledIn, orAgain, rememberNext } from './page-form.js';
import { sendPage } from './page-reply.js';
import { languageFrom } from './reader-language.js';
import { RequestCtx } from './request-ctx.js';

type Asked = { next?: string; lang?: string; for?: string };

/** Asking for an account and for a new password; the answers are the same for known and unknown addresses. */
@Controller()
export class SignUpController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly accounts: AccountService,
    private readonly passwords: PasswordService,
  ) {}

  /** Asks for name, address and password. */
  @Get('sign-up')
  async show(@Query() { next, lang }: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendPage(reply, 200, <SignUpPage lang={languageFrom(lang, request)} next={localPath(next)} />);
  }

  /** Takes them; a mail has the link that goes on. */
  @Post('sign-up')
  async signUp(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const lang = languageFrom(null, request);
    const next = localPath(request.body?.['next']);
    const { email = '', displayName = '', locale = lang, password = '' } = request.body ?? {};
    const given = { email, displayName, locale };
    const work = async (): Promise<void> => {
      const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
      await this.accounts.signUp(ctx, { ...given, locale: languageFrom(locale, request), password });
      rememberNext(request, reply, next);
      await reply.redirect('/mail-sent?for=sign-up', 303);
    };
    await orAgain(reply, lang, work, (problem) => <SignUpPage lang={lang} next={next} given={given} problem={problem} />);
  }

  /** Asks for the address of an account whose password is forgotten. */
  @Get('forgot')
  async forgot(@Query() { next, lang }: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendPage(reply, 200, <ForgotPage lang={languageFrom(lang, request)} next={localPath(next)} />);
  }

  /** Has a link sent to it. */
  @Post('forgot')
  async sendReset(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const lang = languageFrom(null, request);
    const next = localPath(request.body?.['next']);
    const email = filledIn(request, 'email');
    const work = async (): Promise<void> => {
      const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
      await this.passwords.requestReset(ctx, email);
      rememberNext(request, reply, next);
      await reply.redirect('/mail-sent', 303);
    };
    await orAgain(reply, lang, work, (problem) => <ForgotPage lang={lang} next={next} given={{ email }} problem={problem} />);
  }

  /** Says that a mail is on its way. */
  @Get('mail-sent')
  async sent(@Query() { lang, for: what }: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendPage(reply, 200, <SentPage lang={languageFrom(lang, request)} isSignUp={what === 'sign-up'} />);
  }
}
