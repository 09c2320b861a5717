import { Worker } from 'node:worker_threads';
import { type DraftFault, DraftRefusal } from './draft.types.js';
import type { DraftReading } from './provision.types.js';

/** What the thread answers: a reading, a refusal, or where a reader failed, how. */
export interface DraftAnswer {
  reading?: DraftReading;
  refusal?: { message: string; line: number | undefined; faults: readonly DraftFault[] };
  failure?: string;
}

export interface DeskLimits {
  /** The longest that one draft is read, in milliseconds. */
  milliseconds: number;
  /** The most memory that the thread's JavaScript may take, in megabytes. */
  megabytes: number;
  /** How many drafts may wait. */
  waiting: number;
  /** How long an idle thread is kept, in milliseconds. */
  idle: number;
}

export const DESK_LIMITS: DeskLimits = { milliseconds: 15_000, megabytes: 224, waiting: 16, idle: 60_000 };

/**
 * Reads drafts that people send in a thread of its own, one at a time, within limits of time and memory: whatever is in a file, the
 * process goes on answering. A draft over a limit is refused, and the next one gets a new thread.
 */
export class DraftDesk {
  private worker: Worker | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly limits: DeskLimits = DESK_LIMITS) {}

  /** The reading of a draft. Throws `DraftRefusal` with place and reason. */
  async read(bytes: Buffer): Promise<DraftReading> {
    if (this.waiting >= this.limits.waiting) throw new DraftRefusal('Too many drafts are being read. Try again in a minute.');
    this.waiting += 1;
    const turn = this.last.then(() => this.readNow(bytes)).finally(() => (this.waiting -= 1));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the thread; the next draft gets a new one. */
  async close(): Promise<void> {
    clearTimeout(this.idle);
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  private async readNow(bytes: Buffer): Promise<DraftReading> {
    clearTimeout(this.idle);
    const worker = (this.worker ??= this.hire());
    worker.ref();
    try {
      return reading(await this.ask(worker, bytes));
    } finally {
      worker.unref();
      this.idle = setTimeout(() => void this.close(), this.limits.idle).unref();
    }
  }

  private hire(): Worker {
    return new Worker(new URL('./draft.worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.limits.megabytes, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      execArgv: [],
    });
  }

  private async ask(worker: Worker, bytes: Buffer): Promise<DraftAnswer> {
    let timer: NodeJS.Timeout | undefined;
    const over = (message: string): DraftAnswer => ({ refusal: { message, line: undefined, faults: [{ message }] } });
    const answer = await new Promise<DraftAnswer>((resolve) => {
      worker.removeAllListeners();
      worker.once('message', resolve);
      worker.once('error', (error) => resolve(isOutOfMemory(error) ? over(TOO_LARGE) : { failure: String(error) }));
      worker.once('exit', () => resolve(over(TOO_LARGE)));
      timer = setTimeout(() => resolve(over(TOO_SLOW)), this.limits.milliseconds);
      worker.postMessage(bytes);
    });
    clearTimeout(timer);
    if (answer.refusal?.message === TOO_LARGE || answer.refusal?.message === TOO_SLOW || answer.failure !== undefined)
      await this.close();
    return answer;
  }
}

const TOO_LARGE = 'The draft needs more memory than a draft may take. Split it, or leave tables and pictures out.';
const TOO_SLOW = 'The draft takes longer to read than a draft may. Split it, or simplify its lists and tables.';

const isOutOfMemory = (error: Error): boolean => (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';

function reading(answer: DraftAnswer): DraftReading {
  if (answer.reading) return answer.reading;
  if (answer.refusal) throw new DraftRefusal(answer.refusal.message, answer.refusal.line, answer.refusal.faults);
  throw new Error(`A draft could not be read: ${answer.failure ?? 'no answer'}`);
}
