import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DestinationStream } from 'pino';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '#platform/config.js';
import { Ctx } from '#platform/ctx.js';
import { Database } from '#platform/database.js';
import { makeLogger } from '#platform/log.js';
import type { Platform } from '#platform/platform.module.js';
import { AccountService } from '#identity/account.service.js';
import { StaffService } from '#identity/staff.service.js';
import { tellOfEvent } from '#notifications/notification.jobs.js';
import type { StaffRole } from '#platform/schema.types.js';
import { makeApi } from '../../apps/api/src/api.js';
import { ENTITIES } from '../../apps/api/src/libs.js';
import { makeWorker, type Worker } from '../../apps/worker/src/worker.js';
import { Client } from './client.js';
import { createTestDatabase } from './database.js';
import { UNTOLD } from './untold.js';

const PASSWORD = 'a long enough test password';

/** The whole platform on a database of its own: the API over HTTP, the worker drained by hand, the clock moved at will. */
export class TestPlatform {
  private constructor(
    readonly platform: Platform,
    readonly url: string,
    readonly app: NestFastifyApplication,
    readonly worker: Worker,
    private readonly end: () => Promise<void>,
  ) {}

  /** `settings` beside those of every test; `log` gets every line that is logged, at the finest level. */
  static async start(settings: Record<string, string> = {}, log?: DestinationStream): Promise<TestPlatform> {
    const database = await createTestDatabase();
    const dataDir = await mkdtemp(join(tmpdir(), 'colloquy-'));
    const config = readConfig({
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'fatal',
      PORT: '0',
      ...settings,
    });
    const db = await Database.connect(config.databaseUrl ?? '', ENTITIES);
    const platform: Platform = {
      config,
      db,
      logger: log ? makeLogger('trace', 'test', log) : makeLogger(config.logLevel, 'test'),
    };
    const app = await makeApi(platform);
    await app.listen(0, '127.0.0.1');
    const worker = await makeWorker(platform);
    const end = async (): Promise<void> => {
      await worker.stop();
      await app.close();
      await db.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    };
    return new TestPlatform(platform, await app.getUrl(), app, worker, end);
  }

  get db(): Database {
    return this.platform.db;
  }

  /** Whoever is not signed in. */
  get anyone(): Client {
    return new Client(this.url, null);
  }

  /** Signs in a new account, verified, with the given staff roles everywhere. */
  async person(name: string, ...roles: StaffRole[]): Promise<Client> {
    const ctx = Ctx.system(this.db, 'test');
    const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@people.test`;
    await this.db.write(ctx, async (tx) => {
      const accountId = await this.app
        .get(AccountService, { strict: false })
        .create(tx, { email, password: PASSWORD, displayName: name });
      for (const role of roles) await this.app.get(StaffService, { strict: false }).grant(tx, { accountId, role });
    });
    return this.anyone.signIn(email, PASSWORD);
  }

  /** Runs all that is pending: the log is chained, jobs run, mails go out. */
  drain(): Promise<void> {
    return this.worker.drain();
  }

  /** Moves the database's clock, as every connection of this platform sees it, by so many ms from the real one. */
  setClock(offsetMs: number): void {
    this.db.pool.removeAllListeners('acquire');
    this.db.pool.on('acquire', (client) => void client.query(`set colloquy.clock_offset = '${offsetMs} milliseconds'`));
  }

  /** Ends it; fails where an event was told of which nobody decided whether anybody is to hear of it. */
  async stop(): Promise<void> {
    const told = await this.db.read<{ action: string }>('select distinct action from event');
    await this.end();
    const undecided = told.filter(({ action }) => !tellOfEvent.on.includes(action) && !(action in UNTOLD));
    if (undecided.length > 0) throw new Error(`Nobody decided who is told of ${JSON.stringify(undecided)}: see untold.ts.`);
  }
}
