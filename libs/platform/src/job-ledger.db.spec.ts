import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.js';
import { BACKENDS, emptyQueues, TestQueue } from '../../../tests/support/queue.js';
import { Ctx } from './ctx.js';
import { Database } from './database.js';
import { EventRelay } from './event-relay.service.js';
import { newId } from './ids.js';
import type { JobDeclaration } from './job.types.js';
import { JobLedger, masked } from './job-ledger.service.js';
import { Jobs } from './jobs.service.js';
import { JobQueues, type QueueSettings } from './queue.js';

const TELL: JobDeclaration = { name: 'test.tell', on: ['round.closed'], lane: 'mail', tries: 2, timeoutSeconds: 60 };
const never = (): Promise<void> => Promise.reject(new Error('it never works'));

it.each([
  ['Unexpected token in JSON: "the secret words"', 'Unexpected token in JSON: "…"'],
  ['550 5.1.1 ann@people.test unknown', '550 5.1.1 … unknown'],
  ['duplicate key: Key (email)=(ann@people.test) exists', 'duplicate key: Key … exists'],
  ['connect ECONNREFUSED 127.0.0.1:25', 'connect ECONNREFUSED 127.0.0.1:25'],
])('an error that quotes is kept without what it quotes: %s', (error, kept) => {
  expect(masked(error)).toBe(kept);
});

describe.each(BACKENDS)('what the queue on $backend owes', ({ given, redisUrl }) => {
  given('is kept apart from it', () => {
    let database: TestDatabase;
    let db: Database;
    let settings: QueueSettings;
    let ledger: JobLedger;
    let relay: EventRelay;
    let queue: TestQueue | null = null;

    beforeAll(async () => {
      database = await createTestDatabase();
      db = await Database.connect(database.url, []);
      settings = { databaseUrl: database.url, redisUrl };
      const jobs = new Jobs();
      jobs.handle(TELL, () => Promise.resolve());
      ledger = new JobLedger(db, jobs);
      relay = new EventRelay(db, jobs, ledger);
    });
    beforeEach(() => emptyQueues(settings));
    afterEach(async () => {
      await queue?.close();
      queue = null;
    });
    afterAll(async () => {
      await db.close();
      await database.drop();
    });

    /** A queue whose worker does `work` and keeps the ledger as the platform's worker does. */
    const open = (work: () => Promise<void>): TestQueue => {
      const run = async (name: string, { event }: { event: string }): Promise<void> => {
        await work();
        await ledger.done(name, event);
      };
      const parked = (name: string, { event }: { event: string }, { message }: Error): void =>
        void ledger.park(name, event, message);
      return (queue = new TestQueue(settings, run, 1, { parked }));
    };
    const tell = async (n: number): Promise<void> => {
      const tellings = Array.from({ length: n }, () => ({ action: 'round.closed', subjectId: newId() }));
      await db.write(Ctx.system(db, 'test'), (tx) => tx.tellAll(tellings));
    };
    const relayAll = async (queues: JobQueues): Promise<void> => {
      while ((await relay.pass((orders) => queues.add(orders))) > 0);
    };

    it('is put into the queue again where the queue was emptied in between, and each job has run once', async () => {
      const sender = new JobQueues(settings, () => undefined);
      await tell(40);
      await relayAll(sender);
      await emptyQueues(settings);
      expect(await ledger.backlog()).toMatchObject({ undone: 40, parked: 0 });
      expect(await ledger.refill(sender, -1)).toBe(40);
      expect(await ledger.refill(sender, -1)).toBe(0);
      await sender.close();
      const opened = open(() => Promise.resolve());
      await opened.untilIdle();
      const { runs } = opened;
      expect(new Set(runs).size).toBe(40);
      expect(runs).toHaveLength(40);
      expect(await ledger.backlog()).toEqual({ undone: 0, oldestUndoneAt: null, parked: 0 });
    });

    it('is run again where the queue says it is done and nobody noted that it is', async () => {
      await tell(1);
      const first = new TestQueue(settings, () => Promise.resolve());
      await relayAll(first.queues);
      await first.untilIdle();
      await first.close();
      const opened = open(() => Promise.resolve());
      expect(await ledger.refill(opened.queues, -1)).toBe(1);
      await opened.untilIdle();
      expect(opened.runs).toHaveLength(1);
      expect(await ledger.backlog()).toMatchObject({ undone: 0 });
    });

    it('is parked with the reason after its last try, and runs again when somebody says so', async () => {
      let works = false;
      await tell(1);
      const opened = open(() => (works ? Promise.resolve() : never()));
      await relayAll(opened.queues);
      let parked = await ledger.parked();
      while (parked.length === 0) parked = await ledger.parked();
      expect(parked).toEqual([expect.objectContaining({ job: 'test.tell', action: 'round.closed', error: 'it never works' })]);
      works = true;
      expect(await ledger.retry(Ctx.system(db, 'test'), 'test.tell', newId())).toBe(false);
      expect(await ledger.retry(Ctx.system(db, 'test'), 'test.tell', parked[0]?.eventId ?? '')).toBe(true);
      expect(await ledger.refill(opened.queues, -1)).toBe(1);
      while ((await ledger.backlog()).undone > 0);
      expect(opened.runs).toHaveLength(3);
      expect(await ledger.parked()).toEqual([]);
    });

    it('bounds the queue: while it owes much, the log waits', async () => {
      await tell(1);
      await db.pool.query(
        `insert into job_pending (job, event_id, lane, since)
         select 'test.other-' || n, (select id from event limit 1), 'work', clock_now() from generate_series(1, 5000) n`,
      );
      const asked: string[] = [];
      await relay.pass((orders) => Promise.resolve(void asked.push(...orders.map(({ event }) => event.id))));
      expect(asked).toEqual([]);
      await db.pool.query(`delete from job_pending where job like 'test.other-%'`);
      await relay.pass((orders) => Promise.resolve(void asked.push(...orders.map(({ event }) => event.id))));
      expect(asked).toHaveLength(1);
    });
  });
});
