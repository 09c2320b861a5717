import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReactNode } from 'react';
import { Database } from '#platform/database.js';
import { Refusal } from '#platform/refusal.js';
import { EmailChangeService } from '#identity/email-change.service.js';
import { PasswordService } from '#identity/password.service.js';
import { SessionService } from '#identity/session.service.js';
import { ChangeAddressPage, ResetPage } from '#web/account.pages.js';
import { MessagePage } from '#web/verify.page.js';
import { takeNext } from './page-form.js';
import { sendPage } from './page-reply.js';
import { RequestCtx } from './request-ctx.js';

type Form = FastifyRequest<{ Body: { token?: string; password?: string; code?: string } | undefined }>;

/** Where the links of mails about an account lead: GET shows what a link is for, POST does it, once. */
@Controller()
export class AccountPagesController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly passwords: PasswordService,
    private readonly addresses: EmailChangeService,
  ) {}

  /** Shows a link to set a new password. */
  @Get('reset')
  async showReset(@Query('token') token: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    await sendPage(reply, 200, <ResetPage token={token ?? ''} lang="en" />);
  }

  /** Sets the password, ends all sessions and begins a new one; a password that cannot be used is asked for again. */
  @Post('reset')
  async reset(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const { token: link = '', password = '', code = null } = request.body ?? {};
    const set = async (ctx: RequestCtx): Promise<ReactNode> => {
      const { token, expiresAt } = await this.passwords.reset(ctx, { token: link, password, code });
      ctx.keepSession(token, expiresAt);
      const next = takeNext(request, reply);
      if (next !== '/') return void (await reply.redirect(next, 303));
      return <MessagePage title="Your password is set" message="You are signed in; all other sessions have ended." lang="en" />;
    };
    await this.act(request, reply, set, ({ code: why, message, facts }) => {
      if (why === 'SECOND_FACTOR_REQUIRED') return <ResetPage token={link} asks={message} lang="en" />;
      return facts.fields?.[0]?.path === 'password' ? <ResetPage token={link} problem={message} lang="en" /> : null;
    });
  }

  /** Shows the link of a new address. */
  @Get('change-address')
  async showChange(@Query('token') token: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    await sendPage(reply, 200, <ChangeAddressPage token={token ?? ''} lang="en" />);
  }

  /** Makes the new address the account's. */
  @Post('change-address')
  async change(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    await this.act(request, reply, async (ctx) => {
      await this.addresses.redeem(ctx, request.body?.token ?? '');
      return <MessagePage title="Your new address is confirmed" message="Your mails go there from now on." lang="en" />;
    });
  }

  private async act(
    request: Form,
    reply: FastifyReply,
    work: (ctx: RequestCtx) => Promise<ReactNode>,
    again: (refusal: Refusal) => ReactNode = () => null,
  ): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    try {
      const page = await work(ctx);
      if (!reply.sent) await sendPage(reply, 200, page);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const page = again(error) ?? <MessagePage title="This did not work" message={error.message} lang="en" />;
      await sendPage(reply, error.code === 'RATE_LIMITED' ? 429 : 400, page);
    }
  }
}
