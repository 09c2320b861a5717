import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { badInput } from '#platform/refusal.js';
import { PersonalData } from '#identity/personal-data.service.js';
import { SessionService } from '#identity/session.service.js';
import { OwnDataPage } from '#web/own-data.page.js';
import { MessagePage } from '#web/verify.page.js';
import { signedIn } from './account-page.js';
import { type Form, filledIn, orAgain } from './page-form.js';
import { sendPage } from './page-reply.js';

/** All that is kept of a person, to take along or to have erased. */
@Controller('account/data')
export class OwnDataController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly data: PersonalData,
  ) {}

  /** Says what can be done. */
  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (await signedIn(this.sessions, this.db, request, reply)) await sendPage(reply, 200, <OwnDataPage />);
  }

  /** All of it as one file. By a form, so that no link of another site makes the platform gather it. */
  @Post('download')
  async download(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (!ctx) return;
    const own = await this.data.own(ctx);
    await reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="colloquy-own-data.json"')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(JSON.stringify(own, null, 2));
  }

  /** Erases it for good, by the password. */
  @Post('erase')
  async erase(@Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await signedIn(this.sessions, this.db, request, reply);
    if (!ctx) return;
    const work = async (): Promise<void> => {
      if (filledIn(request, 'sure') !== 'yes')
        throw badInput('', 'Say that you know that this cannot be undone, then send again.');
      await this.data.erase(ctx, { password: filledIn(request, 'password') });
      ctx.keepSession(null, null);
      await sendPage(
        reply,
        200,
        <MessagePage title="Your account is erased" message="All your sessions have ended." lang="en" />,
      );
    };
    await orAgain(reply, 'en', work, (problem) => <OwnDataPage problem={problem} />);
  }
}
