import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import type { Ctx } from './ctx.js';
import { Database } from './database.js';
import type { JobOrder } from './job.types.js';
import { Jobs } from './jobs.service.js';
import type { JobQueues } from './queue.js';

/** A job that failed for good, with the event that set it off. */
export interface ParkedJob {
  job: string;
  eventId: string;
  action: string;
  since: Date;
  parkedAt: Date;
  error: string;
}

/** How much is still to be done. */
export interface JobBacklog {
  undone: number;
  oldestUndoneAt: Date | null;
  parked: number;
}

const ORDER = `insert into job_pending (job, event_id, lane, since)
  select job, event_id, lane, clock_now() from unnest($1::text[], $2::uuid[], $3::text[]) as t (job, event_id, lane) on conflict do nothing`;
const UNDONE = 'select count(*)::int as n from (select from job_pending where parked_at is null limit $1) t';
const BACKLOG = `select count(*) filter (where parked_at is null)::int as undone, min(since) filter (where parked_at is null) as oldest_undone_at,
  count(*) filter (where parked_at is not null)::int as parked from job_pending`;
const PARKED = `select p.job, p.event_id, e.action, p.since, p.parked_at, p.error from job_pending p join event e on e.id = p.event_id
  where p.parked_at is not null order by p.parked_at desc limit 200`;
const OLD = `select job, event_id as "eventId", runs from job_pending
  where parked_at is null and since < clock_now() - make_interval(secs => $1) order by since limit 500`;
const AGAIN = 'update job_pending set runs = runs + 1 where job = $1 and event_id = $2 and runs = $3';
const DONE = 'delete from job_pending where job = $1 and event_id = $2';
const PARK = 'update job_pending set parked_at = clock_now(), error = $3 where job = $1 and event_id = $2';
const RETRY = `update job_pending set parked_at = null, error = null, runs = runs + 1
  where job = $1 and event_id = $2 and parked_at is not null returning job`;

/** An error without what it quotes: words of a comment or an address may stand there, and an administrator is not to read them. */
export const masked = (error: string): string => error.replace(/\S+@\S+/g, '…').replace(/(["'`“(])[^"'`”)]*(["'`”)])/g, '$1…$2');

/** What the queue owes, kept where it cannot be lost: the queue is filled again from here, whatever became of it. */
@Injectable()
export class JobLedger {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
  ) {}

  /** Notes jobs as owed, before the queue gets them; what is noted already stays as it is. */
  async order(client: PoolClient, orders: readonly JobOrder[]): Promise<void> {
    if (orders.length === 0) return;
    const values = [orders.map((o) => o.job.name), orders.map((o) => o.event.id), orders.map((o) => o.job.lane)];
    await client.query({ name: 'order-jobs', text: ORDER, values });
  }

  /** Whether at least so many jobs are owed: then the relay waits, so that the queue's size is bounded. */
  async owes(atLeast: number): Promise<boolean> {
    return ((await this.db.readOne<{ n: number }>(UNDONE, [atLeast]))?.n ?? 0) >= atLeast;
  }

  /** The job's work is done. */
  async done(job: string, eventId: string): Promise<void> {
    await this.db.pool.query({ name: 'job-done', text: DONE, values: [job, eventId] });
  }

  /** The job failed as often as it may: it waits for somebody to read why, and to run it again. */
  async park(job: string, eventId: string, error: string): Promise<void> {
    await this.db.pool.query(PARK, [job, eventId, masked(error).slice(0, 4000) || 'no reason given']);
  }

  /** Has a parked job run again, and tells of it; false where there is no such one. The refilling puts it into the queue. */
  async retry(ctx: Ctx, job: string, eventId: string): Promise<boolean> {
    return this.db.writeAfresh(ctx, async (tx) => {
      const again = await tx.one(RETRY, [job, eventId]);
      if (again) await tx.tell({ action: 'job.run_again', subjectId: eventId, data: { job } });
      return again !== null;
    });
  }

  /** Puts into the queue what has been owed for longer and is not there, or ended there without a word. Answers how many. */
  async refill(queues: JobQueues, olderThanSeconds: number): Promise<number> {
    const { rows } = await this.db.pool.query<{ job: string; eventId: string; runs: number }>(OLD, [olderThanSeconds]);
    let refilled = 0;
    for (const { job, eventId, runs } of rows) {
      const order = { job: this.jobs.declarationOf(job), event: { id: eventId }, run: runs };
      const state = order.job ? await queues.stateOf(order as JobOrder) : null;
      if (!order.job || state === 'waits') continue;
      if (state === 'ended') await this.db.pool.query(AGAIN, [job, eventId, runs]);
      await queues.add([{ ...(order as JobOrder), run: state === 'ended' ? runs + 1 : runs }]);
      refilled += 1;
    }
    return refilled;
  }

  /** How much is owed, and since when. */
  async backlog(): Promise<JobBacklog> {
    return (await this.db.readOne<JobBacklog>(BACKLOG)) ?? { undone: 0, oldestUndoneAt: null, parked: 0 };
  }

  /** The newest 200 jobs that failed for good. */
  parked(): Promise<ParkedJob[]> {
    return this.db.read<ParkedJob>(PARKED);
  }
}
