import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Ctx } from './ctx.js';
import type { Database } from './database.js';
import type { EventRelay } from './event-relay.service.js';
import type { LogEvent } from './event.types.js';
import type { JobLedger } from './job-ledger.service.js';
import type { JobOrder } from './job.types.js';
import type { Jobs } from './jobs.service.js';
import { JobQueues, JobWorkers, type JobPayload, type QueueSettings } from './queue.js';

/** Something that has to happen at an instant (a round opens or closes); answers when it wants to be asked again, in ms. */
export type Clock = (ctx: Ctx) => Promise<number>;

/** Work that lies in a table of its own and is taken from there as long as there is some; answers how much it did. */
export type Pump = (ctx: Ctx) => Promise<number>;

/** What a worker keeps doing beside its jobs. */
export interface Standing {
  clocks: readonly Clock[];
  pumps: readonly Pump[];
}

const IDLE_MS = 200; // how long an event may wait for the relay, at most

const REFILL_MS = 10_000;
const REFILL_AFTER_S = 30; // what has been owed for so long and is not in the queue was lost there

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
    private readonly ledger: JobLedger,
    private readonly logger: Logger,
  ) {}

  /** Begins work on the configured queue, and keeps the given clocks and pumps going. */
  start(settings: QueueSettings, { clocks, pumps }: Standing): void {
    const error = ({ message }: Error): void => this.logger.error({ error: message }, 'queue');
    const queues = new JobQueues(settings, error);
    this.queues = queues;
    setMaxListeners(0, this.stopping.signal); // each loop waits with it
    const parked = (name: string, { event }: JobPayload, { message }: Error): void => {
      this.giveUp(name, event, message).catch(error);
    };
    this.workers = new JobWorkers(settings, (name, payload) => this.run(name, payload), { error, parked });
    this.loop('relay', async () => ((await this.relay.pass((orders) => queues.add(orders))) > 0 ? 0 : IDLE_MS));
    this.loop('refill', () => this.ledger.refill(queues, REFILL_AFTER_S).then(() => REFILL_MS));
    for (const clock of clocks) this.loop('clock', () => clock(Ctx.system(this.db, 'clock')));
    for (const pump of pumps) this.loop('pump', async () => ((await pump(Ctx.system(this.db, 'pump'))) > 0 ? 0 : IDLE_MS));
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
  async drain(pumps: readonly Pump[]): Promise<void> {
    const runAll = async (orders: JobOrder[]): Promise<void> => {
      for (const { job, event } of orders) await this.run(job.name, { event: event.id });
    };
    for (let done = 1; done > 0;) {
      done = await this.relay.pass(runAll);
      for (const pump of pumps) done += await pump(Ctx.system(this.db, 'pump'));
    }
  }

  /** The job was run as often as it may be: it is parked with the reason, and whoever waits for it hears of it. */
  async giveUp(name: string, eventId: string, reason: string): Promise<void> {
    await this.ledger.park(name, eventId, reason);
    const event = await this.db.readOne<LogEvent>(EVENT, [eventId]);
    if (event) await this.jobs.givenUpOf(name)?.(Ctx.system(this.db, `${name}-${eventId}`), event);
  }

  private async run(name: string, payload: JobPayload): Promise<void> {
    const event = await this.db.readOne<LogEvent>(EVENT, [payload.event]);
    if (!event) throw new Error(`There is no event ${payload.event} for the job ${name}.`);
    const started = Date.now();
    const work = this.jobs.handlerOf(name)(Ctx.system(this.db, `${name}-${event.id}`), event);
    await inTime(work, this.jobs.declarationOf(name)?.timeoutSeconds ?? 0, name);
    await this.ledger.done(name, event.id);
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

/** The work's result; an error where it takes longer. What it is at then may still be finished, once, as if twice begun. */
async function inTime(work: Promise<void>, seconds: number, name: string): Promise<void> {
  const late = new AbortController();
  const limit = wait(seconds * 1000, undefined, { signal: late.signal, ref: false }).then(() => {
    throw new Error(`${name} took longer than ${seconds} s.`);
  });
  limit.catch(() => undefined); // it is put off when the work ends first
  await Promise.race([work, limit]).finally(() => late.abort());
}

/** Waits, or returns at once when the worker is told to stop. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined); // it rejects only because it was told to stop
}
