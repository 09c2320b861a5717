import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { type Page, type PageArgs, sliceOf, toPage } from '#platform/page.js';
import { CONFIG } from '#platform/platform.module.js';
import type { NotificationKind } from '#platform/schema.types.js';

/** An entry of somebody's inbox. */
export interface Notification {
  id: string;
  kind: NotificationKind;
  title: string;
  url: string;
  createdAt: Date;
  readAt: Date | null;
}

type NotificationPage = Page<Notification> & { accountId: string };

const COLUMNS = 'id, kind, title, $2 || path as url, created_at, read_at';
const MARK_READ = `update notification set read_at = $3
  where account_id = $1 and read_at is null and ($2::uuid[] is null or id = any($2)) returning id`;
const WHERE = 'account_id = $1 and ($3::boolean is not true or read_at is null)';

/** What a person was told, and whether they read it. */
@Injectable()
export class InboxService {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** The viewer's entries, the newest first. */
  async list(ctx: Ctx, args: PageArgs & { unreadOnly?: boolean | null }): Promise<NotificationPage> {
    const accountId = ctx.requireAccount();
    const slice = sliceOf(args);
    const values = [accountId, this.config.publicUrl, args.unreadOnly ?? false];
    const rows = await ctx.db.read<Notification>(
      `select ${COLUMNS} from notification where ${WHERE} and ($4::uuid is null or id < $4) order by id desc limit $5`,
      [...values, slice.key?.[0] ?? null, slice.limit + 1],
    );
    const count = async (): Promise<number> =>
      Number(
        (
          await ctx.db.readOne<{ count: string }>(
            `select count(*) as count from notification where ${WHERE} and $2::text is not null`,
            values,
          )
        )?.count ?? 0,
      );
    return { ...toPage(rows, slice, (row) => [row.id], count), accountId };
  }

  /** How many of the viewer's entries are unread, and the newest of all. */
  async state(ctx: Ctx): Promise<{ unread: number; newest: Notification | null }> {
    const newest = (await this.list(ctx, { first: 1 })).nodes[0] ?? null;
    return { unread: await this.unread(ctx, ctx.requireAccount()), newest };
  }

  /** One's own entry by id, or null. */
  find(ctx: Ctx, id: string): Promise<Notification | null> {
    return ctx.db.readOne<Notification>(`select ${COLUMNS} from notification where account_id = $1 and id = $3`, [
      ctx.actor.accountId,
      this.config.publicUrl,
      id,
    ]);
  }

  /** How many entries are unread. */
  async unread(ctx: Ctx, accountId: string): Promise<number> {
    const row = await ctx.db.readOne<{ count: string }>(
      'select count(*) as count from notification where account_id = $1 and read_at is null',
      [accountId],
    );
    return Number(row?.count ?? 0);
  }

  /** Marks one's entries as read, all of them where none is named; gives how many are left unread. */
  async markRead(ctx: Ctx, ids: readonly string[] | null): Promise<number> {
    const accountId = ctx.requireAccount();
    await ctx.db.write(ctx, async (tx) => {
      const read = await tx.query(MARK_READ, [accountId, ids, tx.now]);
      if (read.length > 0) await tx.query(`select pg_notify('colloquy_inbox', $1)`, [accountId]);
      if (read.length > 0) await tx.tell({ action: 'notification.read', subjectId: accountId, data: { count: read.length } });
    });
    return this.unread(ctx, accountId);
  }
}
