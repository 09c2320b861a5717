import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.js';
import { canonicalJson } from './canonical-json.js';
import { Ctx } from './ctx.js';
import { Database } from './database.js';
import { EventRelay } from './event-relay.service.js';
import type { LogEvent } from './event.types.js';
import { JobLedger } from './job-ledger.service.js';
import { Jobs } from './jobs.service.js';

const SUBJECT = '019dbb1e-0000-7000-8000-000000000001';
const FINGERPRINT = `select md5(string_agg(e::text, '' order by e.id)) from event e`;
const ROLLED_BACK = new Error('rolled back, as meant');

describe('the log', () => {
  let database: TestDatabase;
  let db: Database;
  let relay: EventRelay;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await Database.connect(database.url, [], 20);
    const jobs = new Jobs();
    relay = new EventRelay(db, jobs, new JobLedger(db, jobs));
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const pass = (): Promise<number> => relay.pass(() => Promise.resolve());
  const chainAll = async (): Promise<void> => {
    while ((await pass()) > 0);
  };
  const entries = (): Promise<(LogEvent & { hash: Buffer })[]> =>
    db.read('select * from event where sequence is not null order by sequence');

  /** Tells so many events in one transaction, which is then committed, or rolled back. */
  const tell = (n: number, data: Record<string, unknown> = {}, commits = true): Promise<void> =>
    db
      .write(Ctx.system(db, 'test'), async (tx) => {
        for (let i = 0; i < n; i++) await tx.tell({ action: 'norm.created', subjectId: SUBJECT, data: { ...data, i } });
        if (!commits) throw ROLLED_BACK;
      })
      .catch((error: unknown) => {
        if (error !== ROLLED_BACK) throw error;
      });

  /** SHA-256(previous hash as 32 raw bytes ‖ RFC 8785 JSON of {sequence, at, action, subjectId, data}), as domain.md says. */
  const faulty = async (): Promise<number[]> => {
    let previous = Buffer.alloc(32);
    const wrong: number[] = [];
    for (const [i, { at, action, subjectId, data, hash }] of (await entries()).entries()) {
      const text = canonicalJson({ sequence: i + 1, at: at.toISOString(), action, subjectId, data });
      previous = createHash('sha256').update(previous).update(text).digest();
      if (!previous.equals(hash)) wrong.push(i + 1);
    }
    return wrong;
  };

  it('begins with the hash that anyone can work out by hand', async () => {
    await db.pool.query(`insert into event (id, at, action, subject_id, data) values ($1, $2, 'round.closed', $3, $4)`, [
      randomUUID(),
      '2026-12-01T22:58:59.120Z',
      SUBJECT,
      { reason: 'Über “alles”\n', n: 1.5 },
    ]);
    await chainAll();
    const text = `{"action":"round.closed","at":"2026-12-01T22:58:59.120Z","data":{"n":1.5,"reason":"Über “alles”\\n"},"sequence":1,"subjectId":"${SUBJECT}"}`;
    const hash = createHash('sha256').update(Buffer.alloc(32)).update(text, 'utf8').digest('hex');
    expect((await entries()).map((entry) => entry.hash.toString('hex'))).toEqual([hash]);
  });

  it('numbers what was committed, whole and without a gap, while transactions come and go and several workers chain', async () => {
    const before = (await entries()).length;
    let working = true;
    const chaining = Array.from({ length: 3 }, async () => {
      while (working) await pass();
    });
    const sizes = Array.from({ length: 60 }, (_, i) => ({ n: 1 + ((i * 7) % 30), commits: i % 3 !== 0 }));
    await Promise.all(sizes.map(({ n, commits }, writer) => tell(n, { writer }, commits)));
    working = false;
    await Promise.all(chaining);
    await chainAll();
    const committed = sizes.filter(({ commits }) => commits).reduce((sum, { n }) => sum + n, 0);
    const numbers = (await entries()).map((entry) => Number(entry.sequence));
    expect(numbers).toEqual(Array.from({ length: before + committed }, (_, i) => i + 1));
    expect(await db.readOne('select count(*)::int as n from event where sequence is null')).toEqual({ n: 0 });
    expect(await faulty()).toEqual([]);
  });

  it('chains more than one batch in the order of its numbers', async () => {
    await db.pool.query(
      `insert into event (id, at, action, subject_id) select gen_random_uuid(), clock_now(), 'norm.created', $1 from generate_series(1, 2500)`,
      [SUBJECT],
    );
    await chainAll();
    expect(await faulty()).toEqual([]);
    expect(await db.readOne('select max(sequence)::int - count(*)::int as gap from event')).toEqual({ gap: 0 });
  });

  describe('cannot be edited, not by the role that the platform has', () => {
    it.each([
      `update event set action = 'norm.renamed' where sequence = 1`,
      `update event set data = '{}' where sequence = 1`,
      `update event set at = at + interval '1 second' where sequence = 1`,
      `update event set subject_id = gen_random_uuid() where sequence = 1`,
      `update event set actor_id = gen_random_uuid() where sequence = 1`,
      `update event set sequence = 1000000 where sequence = 1`,
      `update event set hash = sha256('forged') where sequence = 1`,
      `update event set sequence = null, hash = null where sequence = 1`,
      'delete from event where sequence = 1',
      'delete from event',
      'truncate event cascade',
    ])('%s is refused', async (statement) => {
      const before = await db.read(FINGERPRINT);
      await expect(db.pool.query(statement)).rejects.toMatchObject({ code: '23001', message: 'the log is append-only' });
      expect(await db.read(FINGERPRINT)).toEqual(before);
    });

    it('nor may what was told be changed along with its numbering', async () => {
      await tell(1, { told: 'as it was' });
      const forge = `update event set sequence = 1000000, hash = sha256('forged'), data = '{"told": "otherwise"}' where sequence is null`;
      await expect(db.pool.query(forge)).rejects.toMatchObject({ code: '23001' });
      await chainAll();
      expect((await entries()).at(-1)?.data).toEqual({ told: 'as it was', i: 0 });
    });
  });

  it('shows an entry that was changed behind the back of the database', async () => {
    await tell(5);
    await chainAll();
    const last = (await entries()).length;
    const forge = `update event set data = '{"forged": true}' where sequence = ${last - 2}`;
    await db.pool.query(`begin; set local session_replication_role = replica; ${forge}; commit`);
    expect(await faulty()).toEqual([last - 2, last - 1, last]);
  });
});
