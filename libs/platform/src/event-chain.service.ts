import type { PoolClient } from 'pg';
import type { Database } from './database.js';
import { chainHash, GENESIS } from './event-chain.js';
import type { LogEvent } from './event.types.js';

const BATCH = 1000;

/** The chain's lock: one writer at a time, whatever the number of processes. */
export const CHAIN_LOCK = 779_002;

const UNCHAINED = `select id, at, action, subject_id as "subjectId", data from event where sequence is null order by id limit ${BATCH}`;
const LAST = 'select sequence, hash from event where sequence is not null order by sequence desc limit 1';
const CHAIN = `update event set sequence = c.sequence, hash = c.hash
  from unnest($1::uuid[], $2::bigint[], $3::bytea[]) as c (id, sequence, hash) where event.id = c.id`;

type Unchained = Pick<LogEvent, 'id' | 'at' | 'action' | 'subjectId' | 'data'>;

/**
 * Gives number and hash to what has been committed since. The caller holds the chain's lock, so there is one writer: no gap,
 * no fork. What commits later gets a later number, whatever its time. Answers how many entries were chained.
 */
export async function chainCommitted(client: PoolClient): Promise<number> {
  const { rows: entries } = await client.query<Unchained>({ name: 'unchained', text: UNCHAINED });
  if (entries.length === 0) return 0;
  const { rows } = await client.query<{ sequence: string; hash: Buffer }>(LAST);
  let sequence = Number(rows[0]?.sequence ?? 0);
  let hash = rows[0]?.hash ?? GENESIS;
  const chained = entries.map((entry) => {
    sequence += 1;
    hash = chainHash(hash, { ...entry, at: entry.at.toISOString(), sequence });
    return { id: entry.id, sequence, hash };
  });
  await client.query(CHAIN, [chained.map((c) => c.id), chained.map((c) => c.sequence), chained.map((c) => c.hash)]);
  return entries.length;
}

/** Gives number and hash to all that was committed before, whether or not a worker runs; waits for whoever is at it. */
export async function chainNow(db: Database): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [CHAIN_LOCK]);
    while ((await chainCommitted(client)) > 0);
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch(() => undefined); // a broken connection holds no lock any more
    client.release();
  }
}
