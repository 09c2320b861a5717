import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { newId } from '#platform/ids.js';
import { CONFIG } from '#platform/platform.module.js';
import type { Tx } from '#platform/tx.js';
import { accountsOf, type Audience } from './audience.queries.js';
import { onlyThoseWhoMaySee } from './audience.visibility.js';
import { factsIn, factsOf, pathOf } from './mail.facts.js';
import { bodyOf, isOpenNews, MOST_WAITING } from './webhook.rules.js';
import { contentOf, languageOf, textOf } from './words.rules.js';

interface Called {
  id: string;
  accountId: string;
  locale: string;
}

const calledBy = (
  who: string,
): string => `select w.id, w.account_id, a.locale from webhook w join account a on a.id = w.account_id
  where w.active and a.erased_at is null and w.events @> array[$5::text] and (w.norm_id is null or w.norm_id = $2)
    and ($6::boolean or w.account_id in (select account_id from ${accountsOf(who)} t)) order by w.id`;
const ENTER = `insert into webhook_call (id, webhook_id, event_id, comment_id, body, next_try_at, created_at, status, last_error, ended_at)
  select t.id, t.webhook_id, $1::uuid, $2::uuid, case when s.fits then t.body end, $3::timestamptz, $3::timestamptz,
    case when s.fits then 'queued' else 'dropped' end, case when not s.fits then 'Too many calls were waiting.' end, case when not s.fits then $3::timestamptz end
  from unnest($4::uuid[], $5::uuid[], $6::text[]) as t (id, webhook_id, body) join webhook w on w.id = t.webhook_id,
    lateral (select count(*) < ${MOST_WAITING} as fits from webhook_call c where c.webhook_id = t.webhook_id and c.status = 'queued') s
  on conflict (webhook_id, event_id) do nothing`;

const FORGET = `delete from webhook_call where ended_at < clock_now() - interval '90 days'`;
const HOUR_MS = 3_600_000;

/** Notes which webhooks are to be called for an event: each once, however often the event's job runs. */
@Injectable()
export class WebhookLedger {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Webhooks of those who are told, and for news that are everyone's all that ask for them; of a comment, only what the owner may see. */
  async enter(ctx: Ctx, event: LogEvent, { kind, who, comment }: Audience): Promise<void> {
    const values = [event.subjectId, event.normId, event.roundId, event.actorId, kind, isOpenNews(kind)];
    const called = await ctx.db.read<Called>(calledBy(who), values);
    if (called.length === 0) return;
    const about = comment ? await ctx.db.readOne<{ id: string }>(comment, [event.subjectId]) : null;
    if (comment && !about) return;
    await ctx.db.write(ctx, async (tx) => {
      const seeing = about ? await onlyThoseWhoMaySee(tx, about.id, called) : called;
      const bodies = await this.bodies(tx, event, kind, about?.id ?? null, seeing);
      const ids = seeing.map(() => newId());
      await tx.query(ENTER, [event.id, about?.id ?? null, tx.now, ids, seeing.map(({ id }) => id), bodies]);
    });
  }

  private async bodies(
    tx: Tx,
    event: LogEvent,
    kind: Audience['kind'],
    commentId: string | null,
    called: readonly Called[],
  ): Promise<string[]> {
    const facts = await factsOf(tx, event, commentId);
    const text = textOf(kind, event);
    const { comment: reference, tlp, body } = facts;
    const comment = commentId && reference && tlp ? { id: commentId, reference, tlp, body } : null;
    const url = `${this.config.publicUrl}${pathOf(event, facts)}`;
    return called.map(({ locale }) => {
      const language = languageOf(locale);
      const title = contentOf(text, factsIn(language, event, facts), language).subject;
      return bodyOf({ kind, at: event.at, title, url, normId: event.normId, roundId: event.roundId, comment });
    });
  }
}

/** Forgets what ended 90 days ago; answers when to do so again, in ms. */
export async function forgetOldCalls(ctx: Ctx): Promise<number> {
  await ctx.db.write(ctx, (tx) => tx.query(FORGET));
  return HOUR_MS;
}
