import type { Ctx } from '#platform/ctx.js';
import { insist } from '#platform/refusal.js';
import type { Tx } from '#platform/tx.js';
import { type AttemptLimit, networkOf, refuseAttempts } from './attempt.rules.js';
import { secretHash } from './secrets.js';

/** Counts one try in each bucket and gives where each stands; buckets in order, so that no two requests wait for each other. */
const COUNT = `insert into attempt_count as c (bucket, began_at, tries)
  select bucket, clock_now(), 1 from unnest($1::bytea[]) bucket order by bucket
  on conflict (bucket) do update set
    tries = case when c.began_at <= excluded.began_at - make_interval(secs => $2) then 1 else least(c.tries, 1000000) + 1 end,
    began_at = case when c.began_at <= excluded.began_at - make_interval(secs => $2) then excluded.began_at else c.began_at end
  returning bucket, tries, extract(epoch from began_at - clock_now())::float + $2 as ends_in`;

const bucketOf = (limit: AttemptLimit, part: string, value: string): Buffer => secretHash(`${limit.kind}\n${part}\n${value}`);
const subjectBucket = (limit: AttemptLimit, subject: string): Buffer => bucketOf(limit, 'subject', subject.toLowerCase());

/**
 * Counts a try at something for an address (or account) and for the network it comes from, in PostgreSQL and in a transaction of
 * its own, so that it counts in every process and however the try ends. RATE_LIMITED with `retryAfter` beyond the limit.
 */
export async function countAttempt(ctx: Ctx, limit: AttemptLimit, subject: string): Promise<void> {
  const buckets = [{ bucket: subjectBucket(limit, subject), limit: limit.perSubject }];
  const { address } = ctx.client;
  if (address) buckets.push({ bucket: bucketOf(limit, 'network', networkOf(address)), limit: limit.perNetwork });
  const rows = await ctx.db.writeAfresh(ctx, (tx) =>
    tx.query<{ bucket: Buffer; tries: number; endsIn: number }>(COUNT, [
      buckets.map(({ bucket }) => bucket),
      limit.windowSeconds,
    ]),
  );
  const limitOf = (row: Buffer): number => buckets.find(({ bucket }) => bucket.equals(row))?.limit ?? 0;
  insist(refuseAttempts(rows.map(({ bucket, tries, endsIn }) => ({ tries, endsIn, limit: limitOf(bucket) }))));
}

/** Forgets the tries for an address that has shown itself to be who it says; those of its network stay counted. */
export async function forgetAttempts(tx: Tx, limit: AttemptLimit, subject: string): Promise<void> {
  await tx.query('delete from attempt_count where bucket = $1', [subjectBucket(limit, subject)]);
}
