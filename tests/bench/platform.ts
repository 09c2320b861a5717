import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '#platform/config.js';
import { Database } from '#platform/database.js';
import { startEmbedded } from '#platform/embedded-postgres.js';
import { makeLogger } from '#platform/log.js';
import { migrate } from '#platform/migrate.js';
import { makeApi } from '../../apps/api/src/api.js';
import { ENTITIES } from '../../apps/api/src/libs.js';

/** The API in this process on an empty database of its own, with the durable settings. */
export interface BenchPlatform {
  db: Database;
  app: NestFastifyApplication;
  stop(): Promise<void>;
}

export async function startPlatform(poolSize = 10): Promise<BenchPlatform> {
  const dataDir = await mkdtemp(join(tmpdir(), 'colloquy-bench-'));
  const postgres = await startEmbedded({ dir: join(dataDir, 'postgres') });
  await migrate(postgres.url);
  const db = await Database.connect(postgres.url, ENTITIES, poolSize);
  const config = readConfig({ DATABASE_URL: postgres.url, DATA_DIR: dataDir, LOG_LEVEL: 'fatal', PORT: '0' });
  const app = await makeApi({ config, db, logger: makeLogger('fatal', 'bench') });
  await app.init();
  const stop = async (): Promise<void> => {
    await app.close();
    await db.close();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { db, app, stop };
}
