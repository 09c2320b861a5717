import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Metrics } from '#platform/metrics.service.js';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';
import { openRound } from '../support/stories.js';

const OPERATIONS = 'undoneJobs oldestUndoneAt parkedJobs { job eventId action error } figures { name labels value }';
const REASON = 'The mail server said no.';

interface Operations {
  undoneJobs: number;
  oldestUndoneAt: string | null;
  parkedJobs: { job: string; eventId: string; action: string; error: string }[];
  figures: { name: string; labels: string[]; value: number }[];
}

describe('the work behind the scenes', () => {
  let platform: TestPlatform;
  let admin: Client;
  let organizer: Client;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    admin = await platform.person('Ada Ministrator', 'ADMIN');
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    await openRound(organizer);
    await platform.drain();
  });
  afterAll(() => platform.stop());

  const look = async (): Promise<Operations> =>
    (await admin.get<{ operations: Operations }>(`{ operations { ${OPERATIONS} } }`)).operations;
  const metric = async (line: RegExp): Promise<number> => {
    const text = await platform.app.get(Metrics, { strict: false }).figures();
    const written = text.map(({ name, labels, value }) => `${name} ${Object.values(labels).join()} ${value}`);
    return Number(
      written
        .find((one) => line.test(one))
        ?.split(' ')
        .at(-1),
    );
  };
  /** As the queue does with a job that failed as often as it may. */
  const parkOne = async (): Promise<{ job: string; eventId: string }> => {
    const event = await platform.db.readOne<{ id: string }>(`select id from event where action = 'round.opened' limit 1`);
    const job = { job: 'notifications.tell', eventId: event?.id ?? '' };
    await platform.db.read(
      `insert into job_pending (job, event_id, lane, since, parked_at, error) values ($1, $2, 'mail', clock_now(), clock_now(), $3) returning 1`,
      [job.job, job.eventId, REASON],
    );
    return job;
  };

  it('is told to an administrator of everything: what is owed, and what failed with its reason', async () => {
    expect(await look()).toMatchObject({ undoneJobs: 0, oldestUndoneAt: null, parkedJobs: [] });
    const job = await parkOne();
    expect((await look()).parkedJobs).toEqual([{ ...job, action: 'round.opened', error: REASON }]);
    expect(await metric(/^colloquy_jobs_parked notifications.tell/)).toBe(1);
  });

  it('is run again when an administrator says so, once, and that is in the log', async () => {
    const [parked] = (await look()).parkedJobs;
    const again = { job: parked?.job, eventId: parked?.eventId };
    const { operations } = await admin.call<{ operations: Operations }>('runJobAgain', again, `operations { ${OPERATIONS} }`);
    expect(operations).toMatchObject({ undoneJobs: 1, parkedJobs: [] });
    expect(operations.oldestUndoneAt).not.toBeNull();
    expect((await admin.refused('runJobAgain', again, 'operations { undoneJobs }')).extensions.code).toBe('NOT_FOUND');
    const told = await platform.db.read(`select 1 from event where action = 'job.run_again' and subject_id = $1`, [
      again.eventId,
    ]);
    expect(told).toHaveLength(1);
  });

  it('is nobody else’s to see or to touch', async () => {
    const input = { job: 'notifications.tell', eventId: '00000000-0000-4000-8000-000000000000' };
    const { errors } = await organizer.ask('{ operations { undoneJobs } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await organizer.refused('runJobAgain', input, 'operations { undoneJobs }')).extensions.code).toBe('FORBIDDEN');
    expect((await platform.anyone.refused('runJobAgain', input, 'operations { undoneJobs }')).extensions.code).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('is measured in the Prometheus text format, without a word about anybody', async () => {
    const response = await platform.anyone.fetch('/metrics');
    const text = await response.text();
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[\w.-]*"\})? [\d.e+-]+)$/);
    for (const name of [
      'log_waiting',
      'log_oldest_seconds',
      'jobs_undone',
      'jobs_oldest_seconds',
      'mails_waiting',
      'webhook_calls_waiting',
    ])
      expect(text).toContain(`# TYPE colloquy_${name} gauge\n`);
    expect(text).not.toContain('@');
  });
});
