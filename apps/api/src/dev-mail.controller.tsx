import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isId } from '#platform/ids.js';
import { notFound } from '#platform/refusal.js';
import { DevMailService } from '#notifications/dev-mail.service.js';
import { MailsPage } from '#web/mails.page.js';
import { sendPage } from './page-reply.js';

/** Where mails can be looked at on a machine without SMTP (contract.md, SMTP_URL). */
@Controller('dev/mail')
export class DevMailController {
  constructor(private readonly mails: DevMailService) {}

  /** The newest mails, with `?to=` those to one address, as a page or with `?format=json` as a list. */
  @Get()
  async list(@Query() { format, to = '' }: { format?: string; to?: string }, @Res() reply: FastifyReply): Promise<void> {
    const mails = await this.mails.list(to);
    if (format === 'json') return void (await reply.send(mails));
    await sendPage(reply, 200, <MailsPage mails={mails} />);
  }

  /** One mail: its plain text, or with `?format=json` all of it. */
  @Get(':id')
  async read(@Param('id') id: string, @Query('format') format: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    if (!isId(id)) throw notFound('mail');
    const mail = await this.mails.find(id);
    if (format === 'json') return void (await reply.send(mail));
    await reply
      .type('text/plain; charset=utf-8')
      .header('x-content-type-options', 'nosniff')
      .send(`To: ${mail.to}\nSubject: ${mail.subject}\n\n${mail.text}\n`);
  }
}
