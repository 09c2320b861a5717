import { Inject, Injectable } from '@nestjs/common';
import nodemailer, { type Transporter } from 'nodemailer';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { CONFIG } from '#platform/platform.module.js';
import { refuseEmail } from '#identity/account.rules.js';
import { addressOf } from './mail-address.js';

/** A mail as it is kept. */
interface Mail {
  id: string;
  toEmail: string;
  toName: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
}

const COLUMNS = 'id, to_email, to_name, subject, text, html, message_id';
const PERMANENT = 500; // SMTP reply codes from here on will not change by trying again (RFC 5321, 4.2.1)

/**
 * Claims the next mail of an event. One that is found `sending` was claimed by a worker that died: whether it went out nobody
 * knows, so it is sent again under the same Message-ID.
 */
const CLAIM = `update mail set status = 'sending', attempts = attempts + 1
  where id = (select id from mail where event_id = $1 and status in ('queued', 'sending', 'uncertain') and id > $2 order by id for update skip locked limit 1)
  returning ${COLUMNS}`;
const KEEP = `update mail set status = 'sent', sent_at = clock_now(), attempts = attempts + 1 where event_id = $1 and status = 'queued'`;
const MARK = `update mail set status = $2, last_error = $3, sent_at = case when $2 = 'sent' then clock_now() end where id = $1`;

/** Sends mails by SMTP, or keeps them for /dev/mail where there is none. */
@Injectable()
export class MailSender {
  private readonly transport: Transporter | null;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.transport = config.smtpUrl ? nodemailer.createTransport(config.smtpUrl, { pool: true } as never) : null;
  }

  /** Sends what is not out yet of an event's mails. One that fails for now makes the job try again; it never holds up the others. */
  async sendMailsOf(ctx: Ctx, eventId: string): Promise<void> {
    if (!this.transport) {
      await ctx.db.write(ctx, (tx) => tx.query(KEEP, [eventId]));
      return;
    }
    const failures: Error[] = [];
    for (let mail = await this.claim(ctx, eventId, null); mail; mail = await this.claim(ctx, eventId, mail.id)) {
      await this.send(ctx, mail).catch((error: Error) => failures.push(error));
    }
    if (failures[0]) throw new Error(`${failures.length} mails have to be tried again: ${failures[0].message}`);
  }

  private async claim(ctx: Ctx, eventId: string, after: string | null): Promise<Mail | null> {
    return ctx.db.write(ctx, (tx) => tx.one<Mail>(CLAIM, [eventId, after ?? '00000000-0000-0000-0000-000000000000']));
  }

  private async send(ctx: Ctx, mail: Mail): Promise<void> {
    const mark = (status: string, error: string | null): Promise<unknown> =>
      ctx.db.write(ctx, (tx) => tx.query(MARK, [mail.id, status, error]));
    if (refuseEmail(mail.toEmail)) return void (await mark('failed', 'The address is not one that mail can be sent to.'));
    try {
      const { subject, text, html, messageId } = mail;
      const to = { name: mail.toName, address: mail.toEmail };
      await this.transport?.sendMail({ from: addressOf(this.config.mailFrom), to, subject, text, html, messageId });
      await mark('sent', null);
    } catch (error) {
      const { responseCode, message } = error as { responseCode?: number; message: string };
      if (responseCode && responseCode >= PERMANENT) return void (await mark('failed', message));
      await mark(responseCode ? 'queued' : 'uncertain', message);
      throw error;
    }
  }
}
