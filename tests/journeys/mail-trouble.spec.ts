import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ctx } from '#platform/ctx.js';
import { Database } from '#platform/database.js';
import { newId } from '#platform/ids.js';
import { ENTITIES } from '../../apps/api/src/libs.js';
import { makeCrowd } from '../support/crowd.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { sendAmidKills } from '../support/mail-trouble.js';
import { PlatformProcess } from '../support/processes.js';
import { SmtpSink, troubled } from '../support/smtp-sink.js';

const SIZE = Number(process.env['TROUBLED_MAILS'] ?? (process.env['CI'] ? 5000 : 1000));
const KILLS = process.env['CI'] ? 20 : 5; // a worker takes two seconds to come back

describe('mails amid refusals, lost answers and kills of the worker', () => {
  let database: TestDatabase;
  let dataDir: string;
  let db: Database;
  let sink: SmtpSink;
  let worker: PlatformProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'colloquy-trouble-'));
    db = await Database.connect(database.url, ENTITIES, 2);
    sink = await SmtpSink.start(troubled({ now: 10, forGood: 2, dropped: 1 }), false);
    const env = {
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'fatal',
      SMTP_URL: sink.url,
      MAIL_RETRY_SECONDS: '0',
    };
    worker = new PlatformProcess('worker', { ...env, PORT: '0' });
    await worker.start();
  });
  afterAll(async () => {
    await worker.stop();
    await sink.stop();
    await db.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('all end in a final state, twice only where an answer was lost, and then as the same message', async () => {
    const normId = newId();
    await db.pool.query(`insert into norm (id, slug, title, created_at) values ($1, 'a-norm', 'A norm', clock_now())`, [normId]);
    await makeCrowd(db, normId, SIZE, 200);
    await db.write(Ctx.system(db, 'test'), (tx) => tx.tell({ action: 'norm_version.published', subjectId: newId(), normId }));
    const { states, messages, recipients, doubled, unanswered, unnoted } = await sendAmidKills({ db, worker, sink }, SIZE, KILLS);

    expect(worker.kills).toBe(KILLS);
    expect(Object.keys(states)).toEqual(['bounced', 'sent']);
    expect(Object.values(states).reduce((sum, n) => sum + n)).toBe(SIZE);
    expect([messages, recipients]).toEqual([states['sent'], states['sent']]);
    expect(states['bounced']).toBeGreaterThan(SIZE / 100);
    expect(unanswered).toBeGreaterThan(0);
    expect(doubled).toBeGreaterThan(0);
    expect(doubled).toBeLessThanOrEqual(unanswered + unnoted);
  }, 480_000);
});
