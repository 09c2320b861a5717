import type { Client } from './client.js';

type Answer<T> = { data?: T; errors?: { message: string; extensions: { code: string } }[] };

/** Somebody who listens to a subscription over Server-Sent Events, and keeps what they were told. */
export class Listener<T> {
  readonly told: Answer<T>[] = [];
  /** Whether the server said that nothing more is to come. */
  isComplete = false;
  private readonly away = new AbortController();
  private ended!: Promise<void>;
  private wake: () => void = () => undefined;

  private constructor(readonly status: number) {}

  /** Subscribes as this person, by GET as a browser's `EventSource` does; resolved once the stream stands. */
  static async of<T>(client: Client, query: string, variables: object = {}): Promise<Listener<T>> {
    const away = new AbortController();
    const asked = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    const response = await fetch(`${client.url}/graphql/stream?${asked}`, {
      headers: { accept: 'text/event-stream', ...(client.token ? { authorization: `Bearer ${client.token}` } : {}) },
      signal: away.signal,
    });
    const listener = new Listener<T>(response.status);
    away.signal.throwIfAborted();
    listener.away.signal.addEventListener('abort', () => away.abort());
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    if (!isStream) listener.told.push((await response.json()) as Answer<T>);
    listener.ended = isStream && response.body ? listener.read(response.body) : Promise.resolve();
    return listener;
  }

  /** Waits until so many answers have come; fails after some seconds. */
  async until(count: number): Promise<Answer<T>[]> {
    await this.holds(() => this.told.length >= count, `${count} answers; ${this.told.length} came`);
    return this.told;
  }

  /** Waits until the stream ends by itself. */
  async complete(): Promise<void> {
    await this.holds(() => this.isComplete, 'the end of the stream');
  }

  /** Goes away. */
  async leave(): Promise<void> {
    this.away.abort();
    await this.ended;
  }

  private async holds(condition: () => boolean, what: string): Promise<void> {
    for (const deadline = Date.now() + 20_000; !condition();) {
      if (Date.now() > deadline) throw new Error(`In vain waited for ${what}.`);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        setTimeout(resolve, 1000).unref();
      });
    }
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    try {
      for await (const chunk of body.pipeThrough(new TextDecoderStream() as never) as unknown as AsyncIterable<string>) {
        const blocks = (text + chunk).split('\n\n');
        text = blocks.pop() ?? '';
        blocks.forEach((block) => this.take(block));
      }
    } catch (error) {
      if (!this.away.signal.aborted) throw error;
    }
  }

  private take(block: string): void {
    const field = (name: string): string | undefined =>
      block
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim();
    if (field('event') === 'next') this.told.push(JSON.parse(field('data') ?? '') as Answer<T>);
    if (field('event') === 'complete') this.isComplete = true;
    this.wake();
  }
}
