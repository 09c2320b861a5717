import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx } from '#platform/ctx.js';
import { Database } from '#platform/database.js';
import { EventRelay } from '#platform/event-relay.service.js';
import { FileSweep } from '#platform/file-sweep.service.js';
import { forgetOldKeys } from '#platform/idempotency.js';
import { JobLedger } from '#platform/job-ledger.service.js';
import { Jobs } from '#platform/jobs.service.js';
import { NestLog } from '#platform/log.js';
import { type Platform, PlatformModule } from '#platform/platform.module.js';
import type { QueueSettings } from '#platform/queue.js';
import { type Clock, type Standing, WorkerRuntime } from '#platform/worker.runtime.js';
import { forgetOldAccess } from '#identity/access-clock.service.js';
import { NormClock } from '#norms/norm-clock.service.js';
import { ParticipationClock } from '#comments/participation-clock.service.js';
import { RoundRecordService } from '#comments/round-record.service.js';
import { DigestService } from '#notifications/digest.service.js';
import { MailPump } from '#notifications/mail-pump.service.js';
import { forgetOldCalls } from '#notifications/webhook-ledger.service.js';
import { WebhookPump } from '#notifications/webhook-pump.service.js';
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
  /** Writes down, once and now, what the database's clock has brought about for norms and rounds. */
  passInstants(): Promise<void>;
  /** Writes the digests that are due, as a worker does all the time. */
  passDigests(ctx: Ctx): Promise<number>;
  /** Throws away what nobody has kept for a day before `now`, as a worker does all the time. */
  passSweep(ctx: Ctx, now: Date): Promise<number>;
  /** Does what follows when a job has failed as often as it may. */
  giveUp(job: string, eventId: string, reason: string): Promise<void>;
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
    passInstants: async () => {
      for (const clock of instantsOf(app)) await clock(Ctx.system(platform.db, 'clock'));
    },
    giveUp: (job, eventId, reason) => runtime.giveUp(job, eventId, reason),
    passDigests: (ctx) => app.get(DigestService).pass(ctx),
    passSweep: (ctx, now) => app.get(FileSweep).pass(ctx, now),
    stop: async () => {
      await runtime.stop();
      await app.get(WebhookPump).stop();
      await app.get(MailPump).stop(Ctx.system(app.get(Database), 'stop'));
      await app.close();
    },
  };
}

/** What goes on beside the jobs: the clocks of every lib, and the mails. */
function standingOf(app: INestApplicationContext): Standing {
  const records = app.get(RoundRecordService);
  const participation = app.get(ParticipationClock);
  const reminders = app.get(RoundReminderClock);
  const clocks: Clock[] = [
    ...instantsOf(app),
    () => records.pass(),
    (ctx) => participation.pass(ctx),
    (ctx) => reminders.pass(ctx),
  ];
  const [digests, mails, webhooks] = [app.get(DigestService), app.get(MailPump), app.get(WebhookPump)];
  return {
    clocks: [...clocks, (ctx) => app.get(FileSweep).pass(ctx), forgetOldKeys, forgetOldAccess, forgetOldCalls],
    pumps: [(ctx) => digests.pass(ctx), (ctx) => mails.pass(ctx), (ctx) => webhooks.pass(ctx)],
  };
}

/** The clocks by which norms and rounds move on. */
function instantsOf(app: INestApplicationContext): Clock[] {
  const [rounds, norms] = [app.get(RoundClock), app.get(NormClock)];
  return [(ctx) => rounds.pass(ctx), (ctx) => norms.pass(ctx)];
}
