import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Database } from '#platform/database.js';
import { EventRelay } from '#platform/event-relay.service.js';
import { forgetOldKeys } from '#platform/idempotency.js';
import { JobLedger } from '#platform/job-ledger.service.js';
import { Jobs } from '#platform/jobs.service.js';
import { NestLog } from '#platform/log.js';
import { type Platform, PlatformModule } from '#platform/platform.module.js';
import type { QueueSettings } from '#platform/queue.js';
import { type Standing, WorkerRuntime } from '#platform/worker.runtime.js';
import { forgetOldAccess } from '#identity/access-clock.service.js';
import { RoundRecordService } from '#comments/round-record.service.js';
import { RoundClock } from '#rounds/round-clock.service.js';
import { RoundReminderClock } from '#rounds/round-reminder-clock.service.js';
import { LIB_MODULES } from '../../api/src/libs.js';
import { ALL_JOBS } from './jobs.js';

@Module({})
class WorkerModule {
  static with(platform: Platform): DynamicModule {
    return { module: WorkerModule, imports: [PlatformModule.with(platform), ...LIB_MODULES] };
  }
}

/** A worker: every lib's jobs and clocks, no HTTP. `drain` runs what is pending in this process, for tests and commands. */
export interface Worker {
  start(settings: QueueSettings): void;
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** Builds a worker, and refuses to where a job has no work or two. Does not begin yet. */
export async function makeWorker(platform: Platform): Promise<Worker> {
  const app = await NestFactory.createApplicationContext(WorkerModule.with(platform), {
    logger: new NestLog(platform.logger),
    abortOnError: false,
  });
  const jobs = app.get(Jobs);
  jobs.assertComplete(ALL_JOBS);
  const runtime = new WorkerRuntime(app.get(Database), app.get(EventRelay), jobs, app.get(JobLedger), platform.logger);
  const standing = standingOf(app);
  return {
    start: (settings) => runtime.start(settings, standing),
    drain: () => runtime.drain(standing.pumps),
    stop: async () => {
      await runtime.stop();
      await app.close();
    },
  };
}

/** What goes on beside the jobs: the clocks of every lib, and the mails. */
function standingOf(app: INestApplicationContext): Standing {
  const rounds = app.get(RoundClock);
  const records = app.get(RoundRecordService);
  const reminders = app.get(RoundReminderClock);
  return {
    clocks: [(ctx) => rounds.pass(ctx), () => records.pass(), (ctx) => reminders.pass(ctx), forgetOldKeys, forgetOldAccess],
    pumps: [],
  };
}
