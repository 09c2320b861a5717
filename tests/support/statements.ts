import type { PoolClient } from 'pg';
import type { Database } from '#platform/database.js';

type Query = (...args: unknown[]) => unknown;

const textOf = (statement: unknown): string =>
  typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text);

/** The statements that reach the database while the work is done, on whatever connection of the pool, in their order. */
export async function statementsOf(db: Database, work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const watched = new Set<PoolClient>();
  const watch = (client: PoolClient): void => {
    if (watched.has(client)) return;
    watched.add(client);
    const query = client.query.bind(client) as Query;
    const noting: Query = (statement, ...rest) => {
      statements.push(textOf(statement));
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
  return statements;
}
