import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isId } from '#platform/ids.js';
import { notFound } from '#platform/refusal.js';
import { DevMailService, type KeptMail } from '#notifications/dev-mail.service.js';
import { escapeHtml } from '#notifications/mail.layout.js';

/** Where mails can be looked at on a machine without SMTP (contract.md, SMTP_URL). */
@Controller('dev/mail')
export class DevMailController {
  constructor(private readonly mails: DevMailService) {}

  /** The newest mails, as a page or with `?format=json` as a list. */
  @Get()
  async list(@Query('format') format: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const mails = await this.mails.list();
    if (format === 'json') return void (await reply.send(mails));
    await reply.type('text/html; charset=utf-8').header('content-security-policy', "default-src 'none'").send(page(mails));
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

const page = (
  mails: KeptMail[],
): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mails</title></head><body>
<h1>Mails that went out</h1><p>No SMTP server is configured, so mails are kept here.</p><ul>
${mails.map((mail) => `<li><a href="/dev/mail/${mail.id}">${escapeHtml(mail.subject)}</a> to ${escapeHtml(mail.to)}, ${mail.createdAt.toISOString()}</li>`).join('\n')}
</ul></body></html>`;
