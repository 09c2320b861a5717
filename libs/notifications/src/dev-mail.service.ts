import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import { Database } from '#platform/database.js';
import { CONFIG } from '#platform/platform.module.js';
import { notFound } from '#platform/refusal.js';
import { escapeHtml } from './mail.layout.js';
import { UnsubscribeService } from './unsubscribe.service.js';
import { SLOT } from './words.rules.js';

/** A mail as it went out. */
export interface KeptMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  createdAt: Date;
}

type Kept = KeptMail & { toName: string };

const COLUMNS = `m.id, m.to_email as "to", m.to_name, b.subject, b.text, b.html, m.created_at`;
const SENT = `from mail m join mail_body b on b.id = m.body_id where m.status = 'sent'`;

/** The mails of a machine without SMTP, to look at. Never in production, and not where mails really go out. */
@Injectable()
export class DevMailService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly unsubscribing: UnsubscribeService,
  ) {}

  /** The newest 200 mails, of all or of those to an address that has `to` in it; NOT_FOUND where they are not to be looked at. */
  async list(to: string): Promise<KeptMail[]> {
    this.insistOnDevelopment();
    const text = `select ${COLUMNS} ${SENT} and strpos(lower(m.to_email), lower($1)) > 0 order by m.id desc limit 200`;
    const mails = await this.db.read<Kept>(text, [to]);
    return Promise.all(mails.map((mail) => this.filled(mail)));
  }

  /** One mail; NOT_FOUND where there is none. */
  async find(id: string): Promise<KeptMail> {
    this.insistOnDevelopment();
    const mail = await this.db.readOne<Kept>(`select ${COLUMNS} ${SENT} and m.id = $1`, [id]);
    if (!mail) throw notFound('mail');
    return this.filled(mail);
  }

  private async filled({ toName, ...mail }: Kept): Promise<KeptMail> {
    const [name, leave] = [toName || mail.to, await this.unsubscribing.link(mail.id)];
    const fill = (text: string, recipient: string): string =>
      text.replaceAll(SLOT.recipient, () => recipient).replaceAll(SLOT.unsubscribe, () => leave);
    return { ...mail, text: fill(mail.text, name), html: fill(mail.html, escapeHtml(name)) };
  }

  private insistOnDevelopment(): void {
    if (this.config.production || this.config.smtpUrl) throw notFound('page');
  }
}
