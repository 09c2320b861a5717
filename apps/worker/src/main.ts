import 'reflect-metadata';
import { constants, setPriority } from 'node:os';
import { databaseOf, readConfig } from '#platform/config.js';
import { Database } from '#platform/database.js';
import { makeLogger } from '#platform/log.js';
import { runUntilStopped } from '#platform/process.js';
import { ENTITIES } from '../../api/src/libs.js';
import { serveProbes } from './probes.js';
import { makeWorker } from './worker.js';

setPriority(constants.priority.PRIORITY_BELOW_NORMAL); // whoever waits for a page goes before what nobody waits for
const config = readConfig(process.env);
const logger = makeLogger(config.logLevel, 'worker');
const databaseUrl = databaseOf(config);
const db = await Database.connect(databaseUrl, ENTITIES);
const worker = await makeWorker({ config, db, logger });
worker.start({ databaseUrl, redisUrl: config.redisUrl });
const probes = config.port > 0 ? await serveProbes(db, config.port) : null;
logger.info({ port: config.port }, 'the worker is ready');

runUntilStopped(logger, async () => {
  await worker.stop();
  probes?.close();
  await db.close();
});
