import { Refusal } from '#platform/refusal.js';

/** Lets so many works run at once and so many more wait, in order; RATE_LIMITED for whoever comes beyond that. */
export class Gate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mayWait: number,
  ) {}

  /** Goes on where somebody could still wait, else RATE_LIMITED: asked before work that would be for nothing. */
  insistRoom(): void {
    if (this.waiting.length >= this.mayWait) throw crowded();
  }

  /** Runs the work when its turn comes. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<void> | undefined {
    if (this.running < this.atOnce) {
      this.running++;
      return undefined;
    }
    this.insistRoom();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** The place is handed on, so that nobody who comes later slips in before who waits. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running--;
  }
}

const crowded = (): Refusal =>
  new Refusal('RATE_LIMITED', 'Many people are signing in at this moment. Try again in a few seconds.', { retryAfter: 3 });
