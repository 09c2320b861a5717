import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.js';
import { BACKENDS, emptyQueues, laneOf, TestQueue } from '../../../tests/support/queue.js';
import { Ctx } from './ctx.js';
import { Database } from './database.js';
import { EventRelay } from './event-relay.service.js';
import type { LogEvent } from './event.types.js';
import { newId } from './ids.js';
import type { JobDeclaration } from './job.types.js';
import { JobLedger } from './job-ledger.service.js';
import { Jobs } from './jobs.service.js';
import type { QueueSettings } from './queue.js';

const SUMMARISE: JobDeclaration = { name: 'test.summarise', on: ['round.closed'], lane: 'work', tries: 1, timeoutSeconds: 60 };
const SEND: JobDeclaration = {
  name: 'test.send',
  on: ['round.closed', 'round.opened'],
  lane: 'mail',
  tries: 2,
  timeoutSeconds: 60,
};
const succeed = (): Promise<void> => Promise.resolve();
const fail = (): Promise<void> => Promise.reject(new Error('as the test wants it'));
const anEvent = (): LogEvent => ({ id: newId() }) as LogEvent;

describe.each(BACKENDS)('the queue on $backend', ({ given, redisUrl }) => {
  given('where jobs are', () => {
    let database: TestDatabase;
    let settings: QueueSettings;
    let queue: TestQueue | null = null;

    beforeAll(async () => {
      database = await createTestDatabase();
      settings = { databaseUrl: database.url, redisUrl };
      await emptyQueues(settings);
    });
    afterEach(async () => {
      await queue?.close();
      queue = null;
    });
    afterAll(() => database.drop());

    const open = (run: () => Promise<void>, workers = 1): TestQueue => (queue = new TestQueue(settings, run, workers));
    const stateOf = async (
      { name, lane }: JobDeclaration,
      event: LogEvent,
    ): Promise<{ state: string; attempts?: number | undefined }> => {
      const opened = laneOf(settings, lane);
      const job = await opened.getJob(`${name}-${event.id}`);
      const found = { state: (await job?.getState()) ?? 'absent', attempts: job?.attemptsMade };
      await opened.close();
      return found;
    };

    it('runs a job once, though it is added many times, by several senders, with several workers waiting', async () => {
      const { queues, runs, untilIdle } = bound(open(succeed, 3));
      const events = Array.from({ length: 20 }, anEvent);
      const pairs = events.flatMap((event) => [SUMMARISE, SEND].map((job) => ({ job, event })));
      await Promise.all([queues.add(pairs), queues.add(pairs), queues.add(pairs.toReversed())]);
      await untilIdle();
      await queues.add(pairs);
      await untilIdle();
      expect(runs.toSorted()).toEqual(pairs.map(({ job, event }) => `${job.name} ${event.id}`).sort());
    });

    it('runs a job that fails again, until it succeeds', async () => {
      let failures = 1;
      const { queues, runs, untilIdle } = bound(open(() => (failures-- > 0 ? fail() : succeed())));
      const event = anEvent();
      await queues.add([{ job: SEND, event }]);
      await untilIdle();
      expect(runs).toHaveLength(2);
      expect(await stateOf(SEND, event)).toMatchObject({ state: 'completed' });
    });

    it.each([SUMMARISE, SEND])(
      'runs $name as often as declared, $tries in all, then parks it where it can be looked at',
      async (job) => {
        const { queues, runs, errors, until, untilIdle } = bound(open(fail));
        const event = anEvent();
        await queues.add([{ job, event }]);
        await until(() => errors.length === job.tries);
        await untilIdle();
        expect(runs).toHaveLength(job.tries);
        expect(errors).toEqual(Array.from({ length: job.tries }, () => 'as the test wants it'));
        expect(await stateOf(job, event)).toEqual({ state: 'failed', attempts: job.tries });
      },
    );

    describe('fed by the relay', () => {
      let db: Database;
      let relays: EventRelay[];

      beforeAll(async () => {
        db = await Database.connect(database.url, []);
        const jobs = new Jobs();
        for (const job of [SUMMARISE, SEND]) jobs.handle(job, succeed);
        const ledger = new JobLedger(db, jobs);
        relays = [new EventRelay(db, jobs, ledger), new EventRelay(db, jobs, ledger)];
      });
      afterAll(() => db.close());

      /** Stores events of which every second one sets off both jobs, and the others one; gives the runs to be expected. */
      const tell = async (n: number): Promise<string[]> => {
        const ctx = Ctx.system(db, 'test');
        const actions = Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 'round.closed' : 'round.opened'));
        await Promise.all(actions.map((action) => db.write(ctx, (tx) => tx.tell({ action, subjectId: newId() }))));
        const told = await db.read<{ id: string; action: string }>('select id, action from event where sequence is null');
        return [SUMMARISE, SEND].flatMap(({ name, on }) =>
          told.filter((e) => on.includes(e.action)).map((e) => `${name} ${e.id}`),
        );
      };

      it('runs each job of each event once, though two relays pass at the same time', async () => {
        const { queues, runs, untilIdle } = bound(open(succeed, 2));
        const expected = await tell(300);
        const relaying = relays.map(async (relay) => {
          for (let idle = 0; idle < 3;) idle = (await relay.pass((pairs) => queues.add(pairs))) === 0 ? idle + 1 : 0;
        });
        await Promise.all(relaying);
        while (((await relays[0]?.pass((pairs) => queues.add(pairs))) ?? 0) > 0);
        await untilIdle();
        expect(runs.toSorted()).toEqual(expected.sort());
      });

      it('runs each job once, though the relay died between handing over and noting it', async () => {
        const { queues, runs, untilIdle } = bound(open(succeed));
        const expected = await tell(10);
        const dying = relays[0]?.pass(async (pairs) => {
          await queues.add(pairs);
          throw new Error('the relay died');
        });
        await expect(dying).rejects.toThrow('the relay died');
        await untilIdle();
        expect(await relays[1]?.pass((pairs) => queues.add(pairs))).toBeGreaterThan(0);
        await untilIdle();
        expect(runs.toSorted()).toEqual(expected.sort());
      });
    });
  });
});

/** The parts of a queue that a test takes apart. */
const bound = (queue: TestQueue) => ({
  queues: queue.queues,
  runs: queue.runs,
  errors: queue.errors,
  until: (condition: () => boolean) => queue.until(condition),
  untilIdle: () => queue.untilIdle(),
});
