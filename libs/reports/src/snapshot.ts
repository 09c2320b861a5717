import type { Ctx } from '#platform/ctx.js';
import { statementName } from '#platform/database.js';

const PAGE = 1000;

/** The rows of a statement, read from one snapshot a thousand at a time: memory does not grow with them, and no row changes meanwhile. */
export async function* snapshotRows<T>(ctx: Ctx, text: string, values: unknown[]): AsyncGenerator<T> {
  const client = await ctx.db.pool.connect();
  const fetch = `fetch ${PAGE} from snapshot -- ${statementName(text)}`; // a text of its own, as its columns are
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query({ text: `declare snapshot no scroll cursor for ${text}`, values });
    for (let length = PAGE; length === PAGE;) {
      const page = await ctx.db.readWith<T>(client, fetch, []);
      yield* page;
      length = page.length;
    }
  } finally {
    await client.query('rollback').catch(() => undefined); // nothing was written; a broken connection has ended it already
    client.release();
  }
}
