import type { Ctx } from './ctx.js';
import { Refusal } from './refusal.js';

/** What a subscriber is told, with the request as it was at that moment: who asks is worked out anew for each. */
export interface Told<T> {
  ctx: Ctx;
  value: T;
}

/** How a stream is fed and what is made of each signal. */
export interface LiveSource<Signal, T> {
  /** Begins to hand over signals; gives what ends that. */
  begin: (hand: (signal: Signal) => void) => Promise<() => void>;
  /** What the viewer may see of a signal at this moment, which may be nothing. */
  read: (ctx: Ctx, signal: Signal) => Promise<T[]>;
  /** Signals that wait are as good as their last one: a state is told, not each step to it. */
  latestOnly?: boolean;
  /** Told first, before any signal. */
  first?: Signal;
  /** After this value nothing more is to come. */
  isLast?: (value: T) => boolean;
}

const MOST_WAITING = 1000; // signals; who reads slower than that is told to ask for the list

/**
 * One subscriber's line of what happens. For every signal the caller is looked up again, so that who has signed out, or lost a role, is told
 * nothing more; what is told is read at that moment, through the rule of sight. The line is bounded.
 */
export class LiveStream<Signal, T> implements AsyncIterableIterator<Told<T>> {
  private readonly signals: Signal[] = [];
  private readonly told: Told<T>[] = [];
  private wake: () => void = () => undefined;
  private stop: () => void = () => undefined;
  private isOver = false;
  private hasOverflowed = false;

  private constructor(
    private readonly ctx: Ctx,
    private readonly source: LiveSource<Signal, T>,
  ) {}

  /** A stream that misses nothing from the moment that this is resolved. */
  static async open<Signal, T>(ctx: Ctx, source: LiveSource<Signal, T>): Promise<LiveStream<Signal, T>> {
    const stream = new LiveStream(ctx, source);
    stream.stop = await source.begin((signal) => stream.hand(signal));
    if (source.first !== undefined) stream.signals.unshift(source.first);
    return stream;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The next thing to tell; done when the caller has signed out or nothing more is to come. RATE_LIMITED where too much waited. */
  async next(): Promise<IteratorResult<Told<T>, undefined>> {
    for (;;) {
      const told = this.told.shift();
      if (told) return this.tell(told);
      if (this.isOver) return { done: true, value: undefined };
      if (this.hasOverflowed) return this.giveUp();
      const signal = this.take();
      if (signal === undefined) await new Promise<void>((resolve) => (this.wake = resolve));
      else await this.readFor(signal);
    }
  }

  return(): Promise<IteratorResult<Told<T>, undefined>> {
    this.isOver = true;
    this.told.length = 0;
    this.stop();
    this.wake();
    return Promise.resolve({ done: true, value: undefined });
  }

  private hand(signal: Signal): void {
    if (this.source.latestOnly) this.signals.length = 0;
    if (this.signals.length >= MOST_WAITING) this.hasOverflowed = true;
    else this.signals.push(signal);
    this.wake();
  }

  private take(): Signal | undefined {
    return this.signals.shift();
  }

  private async readFor(signal: Signal): Promise<void> {
    const ctx = await this.ctx.afresh();
    if (ctx === null) return void (await this.return());
    for (const value of await this.source.read(ctx, signal)) this.told.push({ ctx, value });
  }

  private async tell(told: Told<T>): Promise<IteratorResult<Told<T>, undefined>> {
    if (this.source.isLast?.(told.value)) await this.return();
    return { done: false, value: told };
  }

  private async giveUp(): Promise<never> {
    await this.return();
    throw new Refusal('RATE_LIMITED', 'More happened than could be told one by one. Ask for the list, then subscribe again.');
  }
}

/** What a subscription's field is resolved to. */
export const valueOf = <T>({ value }: Told<T>): T => value;
