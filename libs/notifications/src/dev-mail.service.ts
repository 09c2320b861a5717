import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import { Database } from '#platform/database.js';
import { CONFIG } from '#platform/platform.module.js';
import { notFound } from '#platform/refusal.js';

/** A mail as it went out. */
export interface KeptMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  createdAt: Date;
}

const COLUMNS = 'id, to_email as "to", subject, text, html, created_at';

/** The mails of a machine without SMTP, to look at. Never in production, and not where mails really go out. */
@Injectable()
export class DevMailService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
  ) {}

  /** The newest 200 mails; NOT_FOUND where they are not to be looked at. */
  async list(): Promise<KeptMail[]> {
    this.insistOnDevelopment();
    return this.db.read<KeptMail>(`select ${COLUMNS} from mail where status = 'sent' order by id desc limit 200`);
  }

  /** One mail; NOT_FOUND where there is none. */
  async find(id: string): Promise<KeptMail> {
    this.insistOnDevelopment();
    const mail = await this.db.readOne<KeptMail>(`select ${COLUMNS} from mail where status = 'sent' and id = $1`, [id]);
    if (!mail) throw notFound('mail');
    return mail;
  }

  private insistOnDevelopment(): void {
    if (this.config.production || this.config.smtpUrl) throw notFound('page');
  }
}
