import { Inject, Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '#platform/config.js';
import { Ctx } from '#platform/ctx.js';
import { Database } from '#platform/database.js';
import { CONFIG } from '#platform/platform.module.js';
import { notFound } from '#platform/refusal.js';
import type { NotificationKind } from '#platform/schema.types.js';

const MAC_BYTES = 16;
const LIST =
  'select m.account_id, m.kind from mail m join account a on a.id = m.account_id where m.id = $1 and m.kind is not null';
const TOLD_BY = 'select distinct kind from notification where mail_id = $1';
const LEAVE = `insert into notification_preference (account_id, kind, delivery) select $1, kind, 'OFF' from unnest($2::text[]) as t (kind)
  on conflict (account_id, kind) do update set delivery = 'OFF'`;
const DROP_WAITING = 'update notification set due_at = null where account_id = $1 and kind = any($2) and mail_id is null';

/** What a link to leave a list stands for. */
export interface MailingList {
  accountId: string;
  kinds: NotificationKind[];
}

/** The links by which one leaves a list without signing in (RFC 8058): each is good for its list alone, and only a POST acts. */
@Injectable()
export class UnsubscribeService {
  private key: Promise<Buffer> | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
  ) {}

  /** The address at which whoever got this mail leaves its list. */
  async link(mailId: string): Promise<string> {
    return `${this.config.publicUrl}/unsubscribe/${await this.token(mailId)}`;
  }

  /** The list behind a token; NOT_FOUND for a token that we did not make, or of somebody who is gone. */
  async listOf(token: string): Promise<MailingList> {
    const mailId = await this.mailOf(token);
    const row = mailId ? await this.db.readOne<{ accountId: string; kind: string }>(LIST, [mailId]) : null;
    if (!row) throw notFound('list');
    if (row.kind !== 'DIGEST') return { accountId: row.accountId, kinds: [row.kind as NotificationKind] };
    const told = await this.db.read<{ kind: NotificationKind }>(TOLD_BY, [mailId]);
    return { accountId: row.accountId, kinds: told.map(({ kind }) => kind) };
  }

  /** No more mails of this list, from now on; doing it twice changes nothing more. */
  async leave(token: string): Promise<MailingList> {
    const list = await this.listOf(token);
    const ctx = Ctx.system(this.db, 'unsubscribe');
    await this.db.write(ctx, async (tx) => {
      await tx.query(LEAVE, [list.accountId, list.kinds]);
      await tx.query(DROP_WAITING, [list.accountId, list.kinds]);
      await tx.tell({ action: 'notification.unsubscribed', subjectId: list.accountId, data: { kinds: list.kinds } });
    });
    return list;
  }

  private async token(mailId: string): Promise<string> {
    const id = Buffer.from(mailId.replaceAll('-', ''), 'hex');
    return Buffer.concat([id, await this.mac(id)]).toString('base64url');
  }

  private async mailOf(token: string): Promise<string | null> {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length !== 16 + MAC_BYTES || bytes.toString('base64url') !== token) return null;
    const id = bytes.subarray(0, 16);
    if (!timingSafeEqual(bytes.subarray(16), await this.mac(id))) return null;
    return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  private async mac(id: Buffer): Promise<Buffer> {
    this.key ??= this.db.read<{ key: Buffer }>('select key from unsubscribe_key').then(([row]) => row?.key ?? Buffer.alloc(0));
    return createHmac('sha256', await this.key)
      .update('unsubscribe')
      .update(id)
      .digest()
      .subarray(0, MAC_BYTES);
  }
}
