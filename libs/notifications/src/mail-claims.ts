import type { Ctx } from '#platform/ctx.js';
import type { Tx } from '#platform/tx.js';
import type { MailStatus } from './delivery.rules.js';

/** A mail in the hand of this sender. */
export interface Claimed {
  id: string;
  host: string;
  toEmail: string;
  toName: string;
  messageId: string;
  kind: string | null;
  attempts: number;
  createdAt: Date;
  bodyId: string;
  /** How it stood before it was taken. */
  stood: 'queued' | 'uncertain';
  /** Why its address gets no more mails, where that is so. */
  suppressed: string | null;
}

/** What became of a mail in this attempt. */
export interface Outcome {
  id: string;
  status: MailStatus;
  error: string | null;
  retryInSeconds: number;
  /** The body where it holds a link's secret, which has no business here once the mail is out, or will never be. */
  secretIn: string | null;
}

const FINAL = new Set<MailStatus>(['sent', 'failed', 'bounced', 'suppressed']);
const HOST = `split_part(lower(to_email), '@', 2)`;

/** Without this a table that just grew has its due mails sorted for each batch, which takes longer the more there are. */
const IN_ORDER_OF_INDEX = `select set_config('enable_sort', 'off', true)`;
const CLAIM = `with due as (
    select id, status from mail where status in ('queued', 'uncertain') and next_try_at <= $4
      and (cardinality($2::text[]) = 0 or ${HOST} <> all($2)) order by next_try_at, id limit $3 for update skip locked)
  update mail m set status = 'sending', attempts = attempts + 1, claimed_by = $1 from due where m.id = due.id
    returning m.id, ${HOST} as host, m.to_email, m.to_name, m.message_id, m.kind, m.attempts, m.created_at, m.body_id, due.status as stood,
      (select s.reason from mail_suppression s where s.email = lower(m.to_email)) as suppressed`;
const NOTE = `update mail m set status = t.status, last_error = t.error, claimed_by = null,
    sent_at = case when t.status = 'sent' then $6::timestamptz end, next_try_at = $6::timestamptz + make_interval(secs => t.wait)
  from unnest($1::uuid[], $2::text[], $3::text[], $4::float8[]) as t (id, status, error, wait) where m.id = t.id and m.claimed_by = $5`;
const SUPPRESS_ADDRESSES = `insert into mail_suppression (email, reason, at)
  select distinct lower(m.to_email), m.last_error, clock_now() from mail m where m.id = any($1) on conflict do nothing`;
const FORGET_SECRETS = `update mail_body set text = '', html = '' where id = any($1)`;
const ALIVE = `insert into mail_sender (id, seen_at) values ($1, clock_now()) on conflict (id) do update set seen_at = excluded.seen_at`;
const RECOVER = `update mail m set status = 'uncertain', claimed_by = null where m.status = 'sending'
  and not exists (select 1 from mail_sender s where s.id = m.claimed_by and s.seen_at > clock_now() - interval '10 seconds')`;
const FORGET_DEAD = `delete from mail_sender where seen_at < clock_now() - interval '1 day'`;
const GIVE_BACK = `update mail m set status = t.status, attempts = attempts - 1, claimed_by = null,
    next_try_at = clock_now() + make_interval(secs => $4)
  from unnest($1::uuid[], $2::text[]) as t (id, status) where m.id = t.id and m.claimed_by = $3`;
const KEEP_ALL = `with due as (select id from mail where status in ('queued', 'sending', 'uncertain') order by id limit 5000 for update skip locked)
  update mail m set status = 'sent', sent_at = clock_now(), attempts = attempts + 1 from due where m.id = due.id returning m.id`;

const SIGN_OF_LIFE_MS = 2000;

/** The outbox as one sender sees it: what it holds, and what it tells of it. */
export class MailClaims {
  private seenAt = 0;

  constructor(private readonly senderId: string) {}

  /**
   * Notes outcomes and takes up to so many due mails into this sender's hand, but none for the named hosts, in one transaction. An
   * address that bounced gets no more mails that it can do without.
   */
  async exchange(ctx: Ctx, outcomes: readonly Outcome[], most: number, closedHosts: readonly string[]): Promise<Claimed[]> {
    return ctx.db.write(ctx, async (tx) => {
      if (outcomes.length > 0) await this.note(tx, outcomes);
      if (most === 0) return [];
      await tx.query(IN_ORDER_OF_INDEX);
      return tx.query<Claimed>(CLAIM, [this.senderId, closedHosts, most, tx.now]);
    });
  }

  private async note(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
    const of = <T>(read: (outcome: Outcome) => T): T[] => outcomes.map(read);
    const values = [
      of(({ id }) => id),
      of(({ status }) => status),
      of(({ error }) => error),
      of(({ retryInSeconds }) => retryInSeconds),
    ];
    await tx.query(NOTE, [...values, this.senderId, tx.now]);
    const secrets = outcomes.flatMap(({ status, secretIn }) => (secretIn && FINAL.has(status) ? [secretIn] : []));
    if (secrets.length > 0) await tx.query(FORGET_SECRETS, [secrets]);
    const bounced = outcomes.flatMap(({ id, status }) => (status === 'bounced' ? [id] : []));
    if (bounced.length > 0) await tx.query(SUPPRESS_ADDRESSES, [bounced]);
  }

  /** Lets go of mails that were not begun; they are due again after so many seconds. */
  async giveBack(ctx: Ctx, mails: readonly Pick<Claimed, 'id' | 'stood'>[], seconds: number): Promise<void> {
    if (mails.length === 0) return;
    const [ids, states] = [mails.map(({ id }) => id), mails.map(({ stood }) => stood)];
    await ctx.db.write(ctx, (tx) => tx.query(GIVE_BACK, [ids, states, this.senderId, seconds]));
  }

  /** Where there is no mail server: all count as sent. Answers how many. */
  async keepAll(ctx: Ctx): Promise<number> {
    return (await ctx.db.write(ctx, (tx) => tx.query(KEEP_ALL))).length;
  }

  /** Every two seconds: says that this sender lives, and takes up what dead ones held. */
  async showLife(ctx: Ctx): Promise<void> {
    if (Date.now() - this.seenAt < SIGN_OF_LIFE_MS) return;
    this.seenAt = Date.now();
    await ctx.db.write(ctx, async (tx) => {
      await tx.query(ALIVE, [this.senderId]);
      await tx.query(RECOVER);
      await tx.query(FORGET_DEAD);
    });
  }
}
