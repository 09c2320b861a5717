import type { Ctx } from '#platform/ctx.js';
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
  subject: string;
  text: string;
  html: string;
}

/** What became of a mail in this attempt. */
export interface Outcome {
  id: string;
  status: MailStatus;
  error: string | null;
  retryInSeconds: number;
}

const HOST = `split_part(lower(to_email), '@', 2)`;

/** Mails to addresses that take none go nowhere, but for those that somebody asks for at that address (kind null). */
const SUPPRESS = `update mail m set status = 'suppressed', last_error = s.reason from mail_suppression s
  where m.status = 'queued' and m.kind is not null and m.next_try_at <= clock_now() and s.email = lower(m.to_email)`;
const CLAIM = `with due as (
    select id from mail where status in ('queued', 'uncertain') and next_try_at <= clock_now() and ${HOST} <> all($2::text[])
      and (kind is null or not exists (select from mail_suppression s where s.email = lower(to_email)))
    order by next_try_at, id limit $3 for update skip locked),
  mine as (update mail m set status = 'sending', attempts = attempts + 1, claimed_by = $1 from due where m.id = due.id
    returning m.id, m.to_email, m.to_name, m.message_id, m.kind, m.attempts, m.created_at, m.body_id)
  select mine.*, split_part(lower(to_email), '@', 2) as host, b.subject, b.text, b.html from mine join mail_body b on b.id = mine.body_id order by mine.id`;
const NOTE = `update mail m set status = t.status, last_error = t.error, claimed_by = null,
    sent_at = case when t.status = 'sent' then clock_now() end, next_try_at = clock_now() + make_interval(secs => t.wait)
  from unnest($1::uuid[], $2::text[], $3::text[], $4::float8[]) as t (id, status, error, wait) where m.id = t.id and m.claimed_by = $5`;
const SUPPRESS_ADDRESSES = `insert into mail_suppression (email, reason, at)
  select distinct lower(m.to_email), m.last_error, clock_now() from mail m where m.id = any($1) on conflict do nothing`;
/** A link's secret has no business here once the mail is out, or will never be. */
const FORGET_SECRETS = `update mail_body b set text = '', html = '' from mail m
  where m.id = any($1) and m.body_id = b.id and m.kind is null and b.event_id is null and b.text like '%token=%'`;
const ALIVE = `insert into mail_sender (id, seen_at) values ($1, clock_now()) on conflict (id) do update set seen_at = excluded.seen_at`;
const RECOVER = `update mail m set status = 'uncertain', claimed_by = null where m.status = 'sending'
  and not exists (select 1 from mail_sender s where s.id = m.claimed_by and s.seen_at > clock_now() - interval '10 seconds')`;
const FORGET_DEAD = `delete from mail_sender where seen_at < clock_now() - interval '1 day'`;
const GIVE_BACK = `update mail set status = 'queued', attempts = attempts - 1, claimed_by = null where id = any($1) and claimed_by = $2`;
const KEEP_ALL = `with due as (select id from mail where status in ('queued', 'sending', 'uncertain') order by id limit 5000 for update skip locked)
  update mail m set status = 'sent', sent_at = clock_now(), attempts = attempts + 1 from due where m.id = due.id returning m.id`;

const SIGN_OF_LIFE_MS = 2000;

/** The outbox as one sender sees it: what it holds, and what it tells of it. */
export class MailClaims {
  private seenAt = 0;

  constructor(private readonly senderId: string) {}

  /** Takes up to so many due mails, but none for the named hosts, into this sender's hand. */
  async take(ctx: Ctx, most: number, closedHosts: readonly string[]): Promise<Claimed[]> {
    return ctx.db.write(ctx, (tx) => tx.query<Claimed>(CLAIM, [this.senderId, closedHosts, most]));
  }

  /** Notes outcomes in one transaction; an address that bounced gets no more mails that it can do without. */
  async note(ctx: Ctx, outcomes: readonly Outcome[]): Promise<void> {
    const ids = (wanted: MailStatus): string[] => outcomes.flatMap(({ id, status }) => (status === wanted ? id : []));
    const of = <T>(read: (outcome: Outcome) => T): T[] => outcomes.map(read);
    await ctx.db.write(ctx, async (tx) => {
      const values = [
        of(({ id }) => id),
        of(({ status }) => status),
        of(({ error }) => error),
        of(({ retryInSeconds }) => retryInSeconds),
      ];
      await tx.query(NOTE, [...values, this.senderId]);
      await tx.query(FORGET_SECRETS, [[...ids('sent'), ...ids('failed'), ...ids('bounced')]]);
      const bounced = ids('bounced');
      if (bounced.length > 0) await tx.query(SUPPRESS_ADDRESSES, [bounced]);
    });
  }

  /** Lets go of mails that were not begun. */
  async giveBack(ctx: Ctx, ids: readonly string[]): Promise<void> {
    await ctx.db.write(ctx, (tx) => tx.query(GIVE_BACK, [ids, this.senderId]));
  }

  /** Where there is no mail server: all count as sent. Answers how many. */
  async keepAll(ctx: Ctx): Promise<number> {
    return (await ctx.db.write(ctx, (tx) => tx.query(KEEP_ALL))).length;
  }

  /** Every two seconds: says that this sender lives, takes up what dead ones held, and sets aside what goes nowhere. */
  async showLife(ctx: Ctx): Promise<void> {
    if (Date.now() - this.seenAt < SIGN_OF_LIFE_MS) return;
    this.seenAt = Date.now();
    await ctx.db.write(ctx, async (tx) => {
      await tx.query(ALIVE, [this.senderId]);
      await tx.query(RECOVER);
      await tx.query(SUPPRESS);
      await tx.query(FORGET_DEAD);
    });
  }
}
