import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { join } from 'node:path';
import { AuditLog } from './audit-log.service.js';
import type { Config } from './config.js';
import { Database } from './database.js';
import { EventRelay } from './event-relay.service.js';
import { EventTail } from './event-tail.service.js';
import { FileScanService } from './file-scan.service.js';
import { scanFile } from './file.jobs.js';
import { FileService } from './file.service.js';
import { FileSweep } from './file-sweep.service.js';
import { FileStore } from './file-store.js';
import { JobLedger } from './job-ledger.service.js';
import { Jobs } from './jobs.service.js';
import { Metrics } from './metrics.service.js';
import { Nodes } from './node.service.js';
import { Notices } from './notices.service.js';
import { CONFIG, LOGGER } from './settings.js';

export { CONFIG, LOGGER };

/** What the application makes before Nest starts. */
export interface Platform {
  config: Config;
  db: Database;
  logger: Logger;
}

/** What every lib builds on: the database, files, jobs, the log, `node`. */
@Global()
@Module({})
export class PlatformModule {
  static with({ config, db, logger }: Platform): DynamicModule {
    const given = [
      { provide: CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
      { provide: Database, useValue: db },
      { provide: FileStore, useValue: new FileStore(join(config.dataDir, 'files')) },
    ];
    const services = [
      AuditLog,
      EventRelay,
      EventTail,
      FileScanService,
      FileService,
      FileSweep,
      JobLedger,
      Jobs,
      Metrics,
      Nodes,
      Notices,
    ];
    return {
      module: PlatformModule,
      providers: [...given, ...services],
      exports: [...given.map((one) => one.provide), ...services],
    };
  }

  constructor(jobs: Jobs, scans: FileScanService) {
    jobs.handle(scanFile, (ctx, event) => scans.scan(ctx, event.subjectId));
  }
}
