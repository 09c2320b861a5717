import type { Ctx } from './ctx.js';
import type { LogEvent } from './event.types.js';

/** `mail` never waits behind a long summary: each lane has workers of its own. */
export type Lane = 'work' | 'mail';

/** What a job is; its work is registered apart (`Jobs.handle`), so that the API may know a job without loading its work. */
export interface JobDeclaration {
  /** `<lib>.<verb>`; with the event's id it makes the job's id, which is its idempotency key: an event gives each job once. */
  name: string;
  /** The events that set it off. */
  on: readonly string[];
  lane: Lane;
  /** How often it is run at most before it is parked for somebody to look at; a second and more lie between two runs. */
  tries: number;
  /** After so long a run counts as failed. A job that has more to do than fits leaves the rest to its next run. */
  timeoutSeconds: number;
}

/** One job for one event; `run` above 0 where it is put into the queue again. */
export interface JobOrder {
  job: JobDeclaration;
  event: { id: string };
  run?: number;
}

/** Hears that a job was run as often as it may be and did not succeed, so that whoever waits for it can be told. May be called twice. */
export type GivenUp = (ctx: Ctx, event: LogEvent) => Promise<void>;

/** Does the work of a job for one event. It may be run twice, and must have one effect. */
export type JobHandler = (ctx: Ctx, event: LogEvent) => Promise<void>;
