import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#platform/database.js';
import { ENTITIES } from '../../apps/api/src/libs.js';
import { ApiClient } from '../../apps/cli/src/demo/api-client.js';
import { signIn } from '../../apps/cli/src/demo/cast.js';
import { nistRows, organizationOf } from '../../apps/cli/src/demo/nist-data.js';
import { answerNistComments, openNistRound, submitNistComments } from '../../apps/cli/src/demo/nist-story.js';
import { DEMO_PEOPLE, type DemoPerson } from '../../apps/cli/src/demo/people.js';
import { demo, type Stage } from '../../apps/cli/src/demo/stage.js';
import { brokenLinks } from '../support/chain.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { freePort, PlatformProcess } from '../support/processes.js';
import { laneOf } from '../support/queue.js';

const HOUR = 3_600_000;
const PATIENCE_MS = 120_000;
const rows = nistRows();
const commenters = new Set(rows.map(organizationOf).filter(Boolean)).size + rows.filter((row) => !organizationOf(row)).length;

/** A client as good ones are: what got no answer is sent again, under the same key. */
class PatientClient extends ApiClient {
  protected override async post(path: string, body: BodyInit, headers: Record<string, string>): Promise<object> {
    for (const deadline = Date.now() + PATIENCE_MS; ; await wait(20)) {
      try {
        return await super.post(path, body, headers);
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
  }
}

describe('killing the worker and the API while they work', () => {
  let database: TestDatabase;
  let dataDir: string;
  let db: Database;
  let api: PlatformProcess;
  let worker: PlatformProcess;
  let stage: Stage;
  let lanes: ReturnType<typeof laneOf>[];

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'colloquy-crash-'));
    db = await Database.connect(database.url, ENTITIES, 4);
    const port = await freePort();
    const env = { DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: 'fatal' };
    api = new PlatformProcess('api', { ...env, PORT: String(port) });
    worker = new PlatformProcess('worker', { ...env, PORT: '0' });
    await Promise.all([api.start(), worker.start()]);
    lanes = (['work', 'mail'] as const).map((lane) => laneOf({ databaseUrl: database.url }, lane));
    stage = await stageOn(db, `http://127.0.0.1:${port}`);
  });
  afterAll(async () => {
    await Promise.all([api.stop(), worker.stop()]);
    await Promise.all(lanes.map((lane) => lane.close()));
    await db.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await wait(50)) if (await holds()) return;
    throw new Error(`In vain: ${what}`);
  };
  const count = async (sql: string): Promise<number> =>
    (await db.readOne<{ n: number }>(`select count(*)::int as n from ${sql}`))?.n ?? -1;
  const settled = async (): Promise<boolean> =>
    (await count(`event where sequence is null`)) === 0 &&
    (await count(`event e join event_relay r on e.sequence > r.sequence`)) === 0 &&
    (await count('job_pending')) === 0 &&
    (await count(`mail where status <> 'sent'`)) === 0;

  /** Nothing is queued or at work: what a killed worker had begun was taken up again, which is some seconds later. */
  const idle = async (): Promise<boolean> => {
    const counts = await Promise.all(lanes.map((lane) => lane.getJobCounts('waiting', 'active', 'delayed', 'prioritized')));
    return counts.flatMap((count) => Object.values(count)).every((n) => n === 0);
  };

  /**
   * Does the work while both processes are killed again and again, at instants that differ in every run. A process lives for
   * about as long as it took to start, and at least about a second, so that on a busy machine too it gets something done.
   */
  const amidKills = async <T>(work: () => Promise<T>): Promise<T> => {
    const over = new AbortController();
    const saboteur = async (victim: PlatformProcess): Promise<void> => {
      for (let took = 0; !over.signal.aborted;) {
        const life = Math.max(1000, took) * (0.3 + Math.random() * 0.9);
        await wait(life, undefined, { signal: over.signal }).catch(() => undefined);
        await victim.kill();
        const began = Date.now();
        await victim.start();
        took = Date.now() - began;
      }
    };
    const sabotage = Promise.all([saboteur(api), saboteur(worker)]);
    try {
      return await work();
    } finally {
      over.abort();
      await sabotage;
    }
  };

  it('loses nothing and doubles nothing', async () => {
    const round = await openNistRound(stage, { opensAt: new Date(), closesAt: new Date(Date.now() + HOUR) });
    const comments = await amidKills(() => submitNistComments(stage, round));
    const organizer = await stage.as(demo('organizer'));
    await amidKills(async () => {
      await organizer.call('closeRound', { roundId: round.roundId }, 'round { status }', 'RoundTransitionInput');
      await until('a summary', async () => (await count(`feedback_summary where status = 'READY'`)) > 0);
    });
    await amidKills(() => answerNistComments(stage, round, comments));
    await until('everybody told of everything', async () => (await idle()) && (await settled()));

    expect(comments).toHaveLength(rows.length);
    expect(await count('comment')).toBe(rows.length);
    expect(await count('submission')).toBe(commenters);
    expect(await count('disposition')).toBe(rows.length);
    expect(await count(`feedback_summary`)).toBe(1);
    expect(await count(`norm_version`)).toBe(2);
    expect(await count(`event where action in ('round.closed', 'review.concluded')`)).toBe(2);
    expect(await count(`mail m join mail_body b on b.id = m.body_id where b.subject like 'Received: %'`)).toBe(commenters);
    expect(await count(`mail m join mail_body b on b.id = m.body_id where b.subject like 'Closed: %'`)).toBe(commenters + 2); // and the secretariat; the organizer closed it
    expect(await count(`mail m join mail_body b on b.id = m.body_id where b.subject like '%Your comments were answered%'`)).toBe(
      commenters,
    );
    expect(await count(`(select event_id, to_email from mail group by 1, 2 having count(*) > 1) twice`)).toBe(0);
    expect(await brokenLinks(db)).toEqual([]);
    expect(api.kills).toBeGreaterThan(2);
    expect(worker.kills).toBeGreaterThan(2);
  }, 480_000);
});

async function stageOn(db: Database, url: string): Promise<Stage> {
  const clients = new Map<string, ApiClient>();
  const make = async (person: DemoPerson): Promise<ApiClient> => {
    const client = new PatientClient(url, await signIn(db, person));
    clients.set(person.email, client);
    return client;
  };
  for (const person of DEMO_PEOPLE) await make(person);
  const nobody = (email: string): never => {
    throw new Error(`Nobody has the address ${email}.`);
  };
  return {
    as: (email) => Promise.resolve(clients.get(email) ?? nobody(email)),
    cast: ({ email, name }) => make({ email, name, password: 'a long enough test password', role: '' }),
    close: () => Promise.reject(new Error('The test closes the round itself.')),
    until: () => Promise.reject(new Error('The test waits itself.')),
  };
}
