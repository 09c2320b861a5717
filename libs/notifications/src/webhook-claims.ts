import type { Ctx } from '#platform/ctx.js';
import type { Tx } from '#platform/tx.js';
import { afterFailure } from './webhook.rules.js';

/** A call in the hand of this worker. */
export interface Claimed {
  id: string;
  webhookId: string;
  accountId: string;
  eventId: string;
  commentId: string | null;
  body: string;
  attempts: number;
  url: string;
  sealedSecret: Buffer;
}

/** What a try came to: the answer's status where there was one; an error unless it was taken (2xx). */
export interface Outcome {
  status: number | null;
  error: string | null;
}

const EACH = 4; // calls of one webhook at once; one where the last three failed
const WINDOW = 500;
const TAKE = `with due as (
    select id, webhook_id, next_try_at from webhook_call where status = 'queued' and next_try_at <= clock_now() and webhook_id <> all($1::uuid[])
    order by next_try_at, id limit ${WINDOW} for update skip locked),
  placed as (select due.*, row_number() over (partition by webhook_id order by next_try_at, id) as place from due),
  mine as (select p.id from placed p join webhook w on w.id = p.webhook_id
    where p.place <= case when w.failures >= 3 then 1 else ${EACH} end order by p.next_try_at limit $2)
  update webhook_call c set attempts = attempts + 1, next_try_at = clock_now() + interval '1 minute'
  from mine, webhook w where c.id = mine.id and w.id = c.webhook_id
  returning c.id, c.webhook_id, w.account_id, c.event_id, c.comment_id, c.body, c.attempts, w.url, w.sealed_secret`;
const HOLD = 'select failing_since, active from webhook where id = $1 for update';
const END = `update webhook_call set status = $2, body = null, ended_at = clock_now(), last_status = $3, last_error = $4
  where id = $1 and status = 'queued'`;
const AGAIN = `update webhook_call set next_try_at = clock_now() + make_interval(secs => $4), last_status = $2, last_error = $3
  where id = $1 and status = 'queued'`;
const WELL = 'update webhook set failures = 0, failing_since = null, last_status = $2 where id = $1';
const ILL =
  'update webhook set failures = failures + 1, failing_since = $3, last_status = $2, active = active and not $4 where id = $1';
const DROP_WAITING = `update webhook_call set status = 'dropped', body = null, ended_at = clock_now(), last_error = 'The webhook was switched off.'
  where webhook_id = $1 and status = 'queued'`;

/** The ledger as one worker sees it: what it holds, and what it tells of it. */
export class WebhookClaims {
  /** Takes up to so many due calls, a few of each webhook and none of the named ones; they are this worker's for a minute. */
  take(ctx: Ctx, most: number, notOf: readonly string[]): Promise<Claimed[]> {
    return ctx.db.write(ctx, (tx) => tx.query<Claimed>(TAKE, [notOf, most]));
  }

  /** Notes what a try came to; a webhook that has failed for a day is switched off, with its notice. */
  async note(ctx: Ctx, call: Claimed, { status, error }: Outcome): Promise<void> {
    await ctx.db.write(ctx, async (tx) => {
      const held = await tx.one<{ failingSince: Date | null; active: boolean }>(HOLD, [call.webhookId]);
      if (!held) return; // deleted meanwhile, with its ledger
      if (error) return this.noteFailure(tx, call, { status, error }, held);
      await tx.query(END, [call.id, 'delivered', status, null]);
      await tx.query(WELL, [call.webhookId, status]);
    });
  }

  /** The owner may not, or no longer, see what the call is about. */
  async drop(ctx: Ctx, call: Claimed): Promise<void> {
    await ctx.db.write(ctx, (tx) => tx.query(END, [call.id, 'dropped', null, 'The owner may not see it any more.']));
  }

  private async noteFailure(
    tx: Tx,
    call: Claimed,
    { status, error }: Outcome,
    held: { failingSince: Date | null; active: boolean },
  ): Promise<void> {
    const since = held.failingSince ?? tx.now;
    const { isLast, retryInSeconds, isSpent } = afterFailure(call.attempts, since, tx.now, Math.random());
    if (isLast) await tx.query(END, [call.id, 'failed', status, error]);
    else await tx.query(AGAIN, [call.id, status, error, retryInSeconds]);
    await tx.query(ILL, [call.webhookId, status, since, isSpent]);
    if (!isSpent || !held.active) return;
    await tx.query(DROP_WAITING, [call.webhookId]);
    await tx.tell({ action: 'webhook.disabled', subjectId: call.webhookId });
  }
}
