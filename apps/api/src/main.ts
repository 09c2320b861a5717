import 'reflect-metadata';
import { databaseOf, readConfig } from '#platform/config.js';
import { Database } from '#platform/database.js';
import { makeLogger } from '#platform/log.js';
import { runUntilStopped } from '#platform/process.js';
import { makeApi } from './api.js';
import { ENTITIES } from './libs.js';

const config = readConfig(process.env);
const logger = makeLogger(config.logLevel, 'api');
const db = await Database.connect(databaseOf(config), ENTITIES);
const app = await makeApi({ config, db, logger });
if (!(await db.hasReader()))
  logger.warn(
    'The user of DATABASE_URL may not use the role colloquy_reader. Row-level security holds it all the same, but secret columns are not ' +
      'kept from reads. Have an administrator run: create role colloquy_reader; grant colloquy_reader to <that user>; then `colloquy migrate`.',
  );
await app.listen(config.port, '0.0.0.0');
logger.info({ port: config.port }, 'the API is ready');

runUntilStopped(logger, async () => {
  await app.close();
  await db.close();
});
