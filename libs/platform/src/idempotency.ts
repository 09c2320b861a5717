import type { Ctx } from './ctx.js';
import { Refusal } from './refusal.js';
import type { Tx } from './tx.js';

const CLAIM = `insert into idempotency (account_id, key, write, body_hash, created_at) values ($1, $2, $3, $4, $5)
  on conflict (account_id, key, write) do nothing returning key`;

/** A claimed key belongs to this transaction: a rival with the same key waits here until it is known how this one ended. */
export async function claimResult<T>(ctx: Ctx, tx: Tx, write: number): Promise<{ result: T } | null> {
  if (!ctx.idempotency || !ctx.actor.accountId) return null;
  const { key, bodyHash } = ctx.idempotency;
  const claimed = await tx.one(CLAIM, [ctx.actor.accountId, key, write, bodyHash, tx.now]);
  if (claimed) return null;
  const earlier = await tx.one<{ bodyHash: string; result: T }>(
    'select body_hash, result from idempotency where account_id = $1 and key = $2 and write = $3',
    [ctx.actor.accountId, key, write],
  );
  if (earlier?.bodyHash !== bodyHash) throw mismatch();
  return { result: revive(earlier.result) };
}

/** Keeps what the write gave, in its own transaction, for a retry. */
export async function keepResult(ctx: Ctx, tx: Tx, write: number, result: unknown): Promise<void> {
  if (!ctx.idempotency || !ctx.actor.accountId) return;
  await tx.query('update idempotency set result = $4 where account_id = $1 and key = $2 and write = $3', [
    ctx.actor.accountId,
    ctx.idempotency.key,
    write,
    JSON.stringify(result ?? null),
  ]);
}

export const mismatch = (): Refusal =>
  new Refusal(
    'IDEMPOTENCY_MISMATCH',
    'This Idempotency-Key was used with another request in the last 24 hours. Send a new key with a new request.',
  );

/** Instants of a kept row come back as dates; by the naming rule, they are the properties that end in `At` (and `at` itself). */
export function revive<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => revive(item)) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => [key, reviveMember(key, item)]);
  return Object.fromEntries(entries) as T;
}

const reviveMember = (key: string, item: unknown): unknown =>
  typeof item === 'string' && (key === 'at' || key.endsWith('At')) ? new Date(item) : revive(item);

const AGAIN_MS = 60_000;
const AT_ONCE = 10_000;
const FORGET = `delete from idempotency where ctid in
  (select ctid from idempotency where created_at < clock_now() - interval '24 hours' limit ${AT_ONCE})`;

/** Forgets keys, and the results kept under them, after 24 hours (contract, Idempotency-Key). A worker's clock. */
export async function forgetOldKeys(ctx: Ctx): Promise<number> {
  await ctx.db.write(ctx, (tx) => tx.query(FORGET));
  return AGAIN_MS;
}
