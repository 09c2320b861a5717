import 'reflect-metadata';
import { readConfig } from '#platform/config.js';
import { Database } from '#platform/database.js';
import { makeLogger } from '#platform/log.js';
import { runUntilStopped } from '#platform/process.js';
import { ENTITIES } from '../../api/src/libs.js';
import { makeWorker } from './worker.js';

const config = readConfig(process.env);
const logger = makeLogger(config.logLevel, 'worker');
const db = await Database.connect(config.databaseUrl ?? '', ENTITIES);
const worker = await makeWorker({ config, db, logger });
worker.start({ databaseUrl: config.databaseUrl ?? '', redisUrl: config.redisUrl });
logger.info('the worker is ready');

runUntilStopped(logger, async () => {
  await worker.stop();
  await db.close();
});
