import { describe } from '@jest/globals';
import { createPostgresBackend, Queue, withBackend } from 'bullmq';
import { type JobPayload, JobQueues, type JobTroubles, type QueueSettings, JobWorkers } from '#platform/queue.js';
import type { Lane } from '#platform/job.types.js';

const REDIS = process.env['TEST_REDIS_URL'];
/** Where the queue is tested: on both, with a Redis that is named. */
export const BACKENDS = [
  { backend: 'PostgreSQL', given: describe, redisUrl: undefined },
  REDIS
    ? { backend: 'Redis', given: describe, redisUrl: REDIS }
    : {
        backend: 'Redis (skipped: set TEST_REDIS_URL to a Redis whose queues may be emptied)',
        given: describe.skip,
        redisUrl: undefined,
      },
];

type Run = (name: string, payload: JobPayload) => Promise<void>;

/** Opens a lane to look into it, as an operator would. */
export function laneOf({ databaseUrl, redisUrl }: QueueSettings, lane: Lane): Queue {
  if (redisUrl) return new Queue(lane, { connection: { url: redisUrl } });
  const classes = withBackend(createPostgresBackend) as unknown as { Queue: typeof Queue };
  return new classes.Queue(lane, { connection: { connectionString: databaseUrl, max: 2 } as never });
}

/** Forgets every job in every lane, as a Redis that is emptied does. */
export async function emptyQueues(settings: QueueSettings): Promise<void> {
  for (const name of ['work', 'mail'] as const) {
    const lane = laneOf(settings, name);
    await lane.obliterate({ force: true });
    await lane.close();
  }
}

/** The sending and the consuming side of the queue, with a tally of what was run and what went wrong. */
export class TestQueue {
  readonly runs: string[] = [];
  readonly errors: string[] = [];
  readonly queues: JobQueues;
  private readonly workers: JobWorkers[];
  private readonly lanes: Queue[];
  private notice: () => void = () => undefined;

  constructor(settings: QueueSettings, run: Run, workers = 1, more: Partial<JobTroubles> = {}) {
    const onError = (error: Error): void => this.note(() => this.errors.push(error.message));
    const tallied: Run = async (name, payload) => {
      this.note(() => this.runs.push(`${name} ${payload.event}`));
      await run(name, payload);
    };
    this.queues = new JobQueues(settings, onError);
    this.workers = Array.from({ length: workers }, () => new JobWorkers(settings, tallied, { ...more, error: onError }));
    this.lanes = (['work', 'mail'] as const).map((lane) => laneOf(settings, lane));
  }

  /** Comes back when the condition holds; it is asked after everything that happens. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => (this.notice = resolve));
  }

  /** Comes back when no job waits, is delayed or is at work in any lane. */
  async untilIdle(): Promise<void> {
    const pending = async (lane: Queue): Promise<number> => {
      const counts = await lane.getJobCounts('waiting', 'active', 'delayed', 'prioritized');
      return Object.values(counts).reduce((sum, n) => sum + n, 0);
    };
    while ((await Promise.all(this.lanes.map(pending))).some((n) => n > 0));
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    await this.queues.close();
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }

  private note(what: () => void): void {
    what();
    this.notice();
  }
}
