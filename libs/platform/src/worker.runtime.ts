import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Ctx } from './ctx.js';
import type { Database } from './database.js';
import type { EventRelay } from './event-relay.service.js';
import type { LogEvent } from './event.types.js';
import type { Jobs } from './jobs.service.js';
import { JobQueues, JobWorkers, type JobPayload, type QueueSettings } from './queue.js';

/** Something that has to happen at an instant (a round opens or closes); answers when it wants to be asked again, in ms. */
export type Clock = (ctx: Ctx) => Promise<number>;

const IDLE_MS = 200; // how long an event may wait for the relay, at most

const EVENT = `select id, at, action, actor_id, subject_id, norm_id, round_id, data, sequence, hash from event where id = $1`;

/** What a worker process does: it relays the log into jobs, runs jobs, and keeps the clocks. */
export class WorkerRuntime {
  private readonly loops: Promise<void>[] = [];
  private readonly stopping = new AbortController();
  private queues: JobQueues | null = null;
  private workers: JobWorkers | null = null;

  constructor(
    private readonly db: Database,
    private readonly relay: EventRelay,
    private readonly jobs: Jobs,
    private readonly logger: Logger,
  ) {}

  /** Begins work on the configured queue and keeps the given clocks. */
  start(settings: QueueSettings, clocks: Clock[]): void {
    const onError = (error: Error): void => this.logger.error({ error: error.message }, 'queue');
    const queues = new JobQueues(settings, onError);
    this.queues = queues;
    this.workers = new JobWorkers(settings, (name, payload) => this.run(name, payload), onError);
    this.loop('relay', async () => ((await this.relay.pass((pairs) => queues.add(pairs))) > 0 ? 0 : IDLE_MS));
    for (const clock of clocks) this.loop('clock', () => clock(Ctx.system(this.db, 'clock')));
  }

  /** Finishes what is at work and lets go of the queue. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
    await this.workers?.close();
    await this.queues?.close();
  }

  /**
   * Runs everything pending, in its order, in this process, until nothing is left: for tests and for the command line, where
   * the next step needs what the jobs of the last one made.
   */
  async drain(): Promise<void> {
    const runAll = async (pairs: { job: { name: string }; event: LogEvent }[]): Promise<void> => {
      for (const { job, event } of pairs) await this.run(job.name, { event: event.id });
    };
    for (let seen = 1; seen > 0;) seen = await this.relay.pass(runAll);
  }

  private async run(name: string, payload: JobPayload): Promise<void> {
    const event = await this.db.readOne<LogEvent>(EVENT, [payload.event]);
    if (!event) throw new Error(`There is no event ${payload.event} for the job ${name}.`);
    const started = Date.now();
    await this.jobs.handlerOf(name)(Ctx.system(this.db, `${name}-${event.id}`), event);
    this.logger.debug({ job: name, event: event.id, ms: Date.now() - started }, 'job done');
  }

  private loop(name: string, turn: () => Promise<number>): void {
    this.loops.push(this.turnUntilStopped(name, turn));
  }

  private async turnUntilStopped(name: string, turn: () => Promise<number>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const wait = await turn().catch((error: Error) => {
        this.logger.error({ error: error.message }, name);
        return 1000;
      });
      await pause(wait, this.stopping.signal);
    }
  }
}

/** Waits, or returns at once when the worker is told to stop. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined); // it rejects only because it was told to stop
}
