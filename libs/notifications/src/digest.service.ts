import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { CONFIG } from '#platform/platform.module.js';
import type { Tx } from '#platform/tx.js';
import { digestContent, type NewsItem } from './digest.rules.js';
import { keepOwn, post } from './mail-outbox.js';
import { languageOf } from './words.rules.js';

const AT_ONCE = 50; // people in one transaction

const DUE = `select distinct account_id from notification where mail_id is null and due_at <= clock_now() limit ${AT_ONCE}`;
const HOLD = `insert into mail_pace (account_id, last_at) select id, '-infinity' from unnest($1::uuid[]) as t (id) order by id
  on conflict (account_id) do update set last_at = mail_pace.last_at returning account_id`;
/** Of a comment that was withheld, withdrawn or marked meanwhile, a digest has no word. */
const NEWS = `select n.id, n.account_id, n.kind, n.title, n.path, case when c.status = 'PUBLISHED' and c.tlp = 'CLEAR' then n.note end as note,
    c.tlp, n.place, n.created_at, nm.title as norm, a.email, a.display_name, a.locale, a.time_zone
  from notification n join account a on a.id = n.account_id left join norm nm on nm.id = n.norm_id left join comment c on c.id = n.comment_id
  where n.account_id = any($1) and n.mail_id is null and n.due_at <= $2 and a.erased_at is null order by n.account_id, n.id desc`;
const NOTE = 'update notification set mail_id = $2 where id = any($1)';
const NOTE_PACE = 'update mail_pace set last_at = $2 where account_id = any($1)';

type Row = NewsItem & { id: string; accountId: string; email: string; displayName: string; locale: string };

/** Puts together what waits to be told: what came too soon after a mail, what is wanted once a day, and once a week. */
@Injectable()
export class DigestService {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * Writes the digests that are due, each in the transaction that marks its news as told: no news is told twice or lost, and where
   * there is none there is no mail. Answers how many were written.
   */
  async pass(ctx: Ctx): Promise<number> {
    const due = await ctx.db.read<{ accountId: string }>(DUE);
    if (due.length === 0) return 0;
    return ctx.db.write(ctx, (tx) =>
      this.write(
        tx,
        due.map(({ accountId }) => accountId),
      ),
    );
  }

  private async write(tx: Tx, accountIds: readonly string[]): Promise<number> {
    await tx.query(HOLD, [accountIds]); // one writer of a person's mails at a time
    const rows = await tx.query<Row>(NEWS, [accountIds, tx.now]);
    const people = groupByAccount(rows);
    for (const news of people.values()) await this.writeOne(tx, news);
    await tx.query(NOTE_PACE, [[...people.keys()], tx.now]);
    return people.size;
  }

  private async writeOne(tx: Tx, news: readonly Row[]): Promise<void> {
    const [first] = news;
    if (!first) return;
    const language = languageOf(first.locale);
    const content = digestContent(news, language, this.config.publicUrl);
    const letter = { event: null, text: 'DIGEST' as const, language, content, path: '/inbox', list: 'DIGEST' };
    const bodyId = await keepOwn(tx, this.config, letter);
    const mail = { id: newId(), to: first, bodyId, language };
    await post(tx, this.config, null, 'DIGEST', [mail]);
    await tx.query(NOTE, [news.map(({ id }) => id), mail.id]);
  }
}

function groupByAccount(rows: readonly Row[]): Map<string, Row[]> {
  const people = new Map<string, Row[]>();
  for (const row of rows) {
    const news = people.get(row.accountId);
    if (news) news.push(row);
    else people.set(row.accountId, [row]);
  }
  return people;
}
