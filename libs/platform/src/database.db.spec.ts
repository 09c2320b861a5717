import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.js';
import { ANONYMOUS } from './actor.rules.js';
import { Ctx } from './ctx.js';
import { Database } from './database.js';

const SLEEP = `select pg_sleep(60) as "cut short"`;
const CUT = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'active' and query like '%cut short%' and pid <> pg_backend_pid()`;

describe('a connection that the database cuts', () => {
  let database: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await Database.connect(database.url, []);
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const cut = async (): Promise<void> => {
    while ((await db.read(CUT)).length === 0); // until the statement has begun
  };

  it.each<[string, () => Promise<unknown>]>([
    ['a read', () => db.read(SLEEP)],
    ['what is read for a viewer', () => db.seenBy(ANONYMOUS).read(SLEEP)],
    ['a transaction', () => db.write(Ctx.system(db, 'test'), (tx) => tx.query(SLEEP))],
  ])('fails %s, and nothing else: the next one has another', async (_, work) => {
    const [outcome] = await Promise.allSettled([work(), cut()]);
    expect(outcome.status).toBe('rejected');
    expect(await db.read('select 1 as one')).toEqual([{ one: 1 }]);
  });
});
