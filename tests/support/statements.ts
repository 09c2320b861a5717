import type { PoolClient, QueryConfig } from 'pg';
import type { Database } from '#platform/database.js';

/** A statement as it reached the database. */
export interface Recorded {
  text: string;
  values: unknown[];
}

type Query = (...args: unknown[]) => unknown;

/** The statements, with their values, that reach the database while the work is done, on whatever connection of the pool. */
export async function record(db: Database, work: () => Promise<unknown>): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  const watched = new Set<PoolClient>();
  const watch = (client: PoolClient): void => {
    if (watched.has(client)) return;
    watched.add(client);
    const query = client.query.bind(client) as Query;
    const noting: Query = (statement, ...rest) => {
      const { text, values } = typeof statement === 'string' ? { text: statement, values: rest[0] } : (statement as QueryConfig);
      recorded.push({ text, values: (Array.isArray(values) ? values : []) as unknown[] });
      return query(statement, ...rest);
    };
    Object.assign(client, { query: noting });
  };
  db.pool.on('acquire', watch);
  try {
    await work();
  } finally {
    db.pool.off('acquire', watch);
    for (const client of watched) Reflect.deleteProperty(client, 'query');
  }
  return recorded;
}

/** The texts alone, in their order. */
export const statementsOf = async (db: Database, work: () => Promise<unknown>): Promise<string[]> =>
  (await record(db, work)).map(({ text }) => text);
