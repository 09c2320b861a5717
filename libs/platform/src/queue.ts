import { createPostgresBackend, Queue, Worker, withBackend, type JobsOptions } from 'bullmq';
import type { JobOrder, Lane } from './job.types.js';

/** Where jobs wait: BullMQ on Redis where one is configured, else on PostgreSQL. */
export interface QueueSettings {
  databaseUrl: string;
  redisUrl?: string | undefined;
}

/** The payload of a job: the event's id and number, never rows; the work reads what is true when it runs. */
export interface JobPayload {
  event: string;
}

const LANES: readonly Lane[] = ['work', 'mail'];
const RETRY_MS = 1000; // after a restart of the engine, ask again after a second, not BullMQ's fifteen
const KEPT = { completed: 24 * 3600, failed: 14 * 24 * 3600 }; // seconds; a completed job's id guards against a second one

type QueueClass = typeof Queue;
type WorkerClass = typeof Worker;

function engine(settings: QueueSettings): { Queue: QueueClass; Worker: WorkerClass; connection: never } {
  if (settings.redisUrl) {
    return { Queue, Worker, connection: { url: settings.redisUrl, maxRetriesPerRequest: null } as never };
  }
  const classes = withBackend(createPostgresBackend) as unknown as { Queue: QueueClass; Worker: WorkerClass };
  return { ...classes, connection: { connectionString: settings.databaseUrl, max: 4 } as never };
}

/** The sending side. Only the relay uses it: a request never waits for the queue. */
export class JobQueues {
  private readonly queues: Map<Lane, Queue>;

  constructor(settings: QueueSettings, onError: (error: Error) => void) {
    const { Queue: LaneQueue, connection } = engine(settings);
    this.queues = new Map(LANES.map((lane) => [lane, new LaneQueue(lane, { connection })]));
    for (const queue of this.queues.values()) queue.on('error', onError);
  }

  /** Puts a job for each pair; the id of event and job makes a second one impossible while the first is kept. */
  async add(orders: readonly JobOrder[]): Promise<void> {
    for (const lane of LANES) {
      const jobs = orders.filter((order) => order.job.lane === lane).map(toJob);
      if (jobs.length > 0) await this.queues.get(lane)?.addBulk(jobs);
    }
  }

  /** Whether the queue has the job before it, has done with it, or does not know it (any more). */
  async stateOf(order: JobOrder): Promise<'waits' | 'ended' | 'unknown'> {
    const state = await this.queues.get(order.job.lane)?.getJobState(idOf(order));
    if (!state || state === 'unknown') return 'unknown';
    return state === 'completed' || state === 'failed' ? 'ended' : 'waits';
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }
}

const idOf = ({ job, event, run = 0 }: JobOrder): string => `${job.name}-${event.id}${run > 0 ? `-${run}` : ''}`;

function toJob(order: JobOrder): { name: string; data: JobPayload; opts: JobsOptions } {
  const { job, event } = order;
  return {
    name: job.name,
    data: { event: event.id },
    opts: {
      jobId: idOf(order),
      attempts: job.tries,
      backoff: { type: 'exponential', delay: 1000 },
      removeOnComplete: { age: KEPT.completed },
      removeOnFail: { age: KEPT.failed },
    },
  };
}

/** Hears of what goes wrong; `parked` when a job has failed as often as it may. */
export interface JobTroubles {
  error(error: Error): void;
  parked?(name: string, payload: JobPayload, error: Error): void;
}

/** The consuming side: one BullMQ worker a lane. */
export class JobWorkers {
  private readonly workers: Worker[];

  constructor(settings: QueueSettings, run: (name: string, payload: JobPayload) => Promise<void>, troubles: JobTroubles) {
    const { Worker: LaneWorker, connection } = engine(settings);
    this.workers = LANES.map(
      (lane) =>
        new LaneWorker(lane, (job) => run(job.name, job.data as JobPayload), {
          connection,
          concurrency: 4,
          lockDuration: 10_000,
          stalledInterval: 5_000,
          maxStalledCount: 10, // a job is not to blame when its worker was killed
          runRetryDelay: RETRY_MS,
        }),
    );
    for (const worker of this.workers) worker.on('error', (error) => troubles.error(error));
    for (const worker of this.workers) {
      worker.on('failed', (job, error) => {
        troubles.error(error);
        if (job && job.attemptsMade >= (job.opts.attempts ?? 1)) troubles.parked?.(job.name, job.data as JobPayload, error);
      });
    }
  }

  /** Stops taking jobs and waits for those at work. */
  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }
}
