import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Refusal } from '#platform/refusal.js';
import { UnsubscribeService } from '#notifications/unsubscribe.service.js';
import { UnsubscribePage } from '#web/unsubscribe.page.js';
import { MessagePage } from '#web/verify.page.js';
import { sendPage } from './page-reply.js';

/** Where one leaves a mailing list without signing in: looking shows which, only the button, or the mail program's POST, acts (RFC 8058). */
@Controller('unsubscribe')
export class UnsubscribeController {
  constructor(private readonly unsubscribing: UnsubscribeService) {}

  /** Shows what the link is for and changes nothing: mail scanners open links too. */
  @Get(':token')
  async show(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    await orOfNoUse(reply, async () => {
      const { kinds } = await this.unsubscribing.listOf(token);
      await sendPage(reply, 200, <UnsubscribePage token={token} kinds={kinds} lang="en" />);
    });
  }

  /** Leaves the list; a second time as the first. */
  @Post(':token')
  async leave(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    await orOfNoUse(reply, async () => {
      await this.unsubscribing.leave(token);
      const message = 'You get no more mails of this kind. Your inbox on Colloquy still has the news.';
      await sendPage(reply, 200, <MessagePage title="You have left this list" message={message} lang="en" />);
    });
  }
}

async function orOfNoUse(reply: FastifyReply, work: () => Promise<void>): Promise<void> {
  await work().catch(async (error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    const message = 'It may have been cut off by your mail program. You can choose your mails after signing in.';
    await sendPage(reply, 404, <MessagePage title="This link is of no use" message={message} lang="en" />);
  });
}
