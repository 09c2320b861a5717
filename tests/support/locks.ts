import type { Database } from '#platform/database.js';

/** A row held as another transaction would hold it. */
export interface Held {
  release(): Promise<void>;
}

/** Holds a round's row: `share` as a submission does, `update` as whoever moves the round. */
export async function holdRound(db: Database, roundId: string, mode: 'share' | 'update'): Promise<Held> {
  const client = await db.pool.connect();
  await client.query('begin');
  await client.query(`select 1 from round where id = $1 for ${mode}`, [roundId]);
  return {
    release: async () => {
      await client.query('commit');
      client.release();
    },
  };
}

/** Asks the database until the condition is true of it. */
export async function untilTrue(db: Database, condition: string, values: unknown[] = []): Promise<void> {
  while (!(await db.readOne<{ is: boolean }>(`select ${condition} as is`, values))?.is);
}

/** Comes back when somebody in this database waits for a lock that another holds. */
export const untilSomebodyWaits = (db: Database): Promise<void> =>
  untilTrue(db, `exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')`);
