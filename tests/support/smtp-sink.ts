import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the sink does with a mail: takes it, refuses it for now or for good, takes it and says nothing, or lets it wait for the others. */
export type SinkMode = 'accept' | 'refuse-now' | 'refuse-for-good' | 'drop-after-data' | 'hold';

/** What came in, by Message-ID: to whom, how often it was taken, and whether an answer was given each time. */
export interface Taken {
  to: string;
  times: number;
  unanswered: number;
  raw: string;
}

/** A mail server on this machine that keeps what it takes, and does as it is told for each recipient and attempt. */
export class SmtpSink {
  readonly taken = new Map<string, Taken>();
  refusals = 0;
  /** Mails of the mode `hold` are answered once so many others were. */
  holdUntil = 0;
  /** So many messages are answered; whoever sends more waits for an answer. */
  quota = Infinity;
  private answered = 0;
  private held: (() => void)[] = [];
  private overQuota = 0;

  private constructor(
    private readonly server: SMTPServer,
    readonly url: string,
    private readonly attempts: Map<string, number>,
  ) {}

  /** `modeOf` decides by the recipient's address and how often it was tried before; `keepRaw` keeps the whole text of each mail. */
  static async start(modeOf: (to: string, attempt: number) => SinkMode, keepRaw = true): Promise<SmtpSink> {
    const attempts = new Map<string, number>();
    const modes = new WeakMap<object, SinkMode>();
    const holder: { sink?: SmtpSink } = {};
    const refuse = (code: number): Error => {
      if (holder.sink) holder.sink.refusals += 1;
      return Object.assign(new Error(code === 450 ? 'Try again later' : 'No such mailbox'), { responseCode: code });
    };
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      maxClients: 100,
      closeTimeout: 100,
      onRcptTo({ address }, session, done) {
        const attempt = attempts.get(address) ?? 0;
        attempts.set(address, attempt + 1);
        const mode = modeOf(address, attempt);
        modes.set(session, mode);
        if (mode === 'refuse-now') return done(refuse(450));
        done(mode === 'refuse-for-good' ? refuse(550) : null);
      },
      onData(stream, session, done) {
        const mode = modes.get(session) ?? 'accept';
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const drops = mode === 'drop-after-data';
          const taken = holder.sink?.note(session.envelope.rcptTo[0]?.address ?? '', Buffer.concat(chunks), keepRaw);
          if (drops) return holder.sink?.cut(session.id);
          holder.sink?.answer(mode, () => {
            if (taken) taken.unanswered -= 1;
            done();
          });
        });
      },
    });
    server.on('error', () => undefined); // a sender that was killed leaves its connection so
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    holder.sink = new SmtpSink(server, `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, attempts);
    return holder.sink;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** How many wait for an answer that the quota does not allow. */
  get waiting(): number {
    return this.overQuota;
  }

  /** The senders that waited for an answer are gone: they never get one. */
  forgetWaiting(): void {
    this.overQuota = 0;
  }

  /** As if nothing had come in yet. */
  forget(): void {
    this.taken.clear();
    this.attempts.clear();
    this.refusals = 0;
    this.answered = 0;
  }

  private answer(mode: SinkMode, done: () => void): void {
    if (this.answered >= this.quota) return void this.overQuota++;
    if (mode === 'hold' && this.answered < this.holdUntil) return void this.held.push(done);
    this.answered += 1;
    done();
    if (this.answered >= this.holdUntil) for (const waiting of this.held.splice(0)) waiting();
  }

  /** A message that came in; it has no answer yet. */
  private note(to: string, raw: Buffer, keepRaw: boolean): Taken {
    const id = /^Message-ID: (.*)$/im.exec(raw.subarray(0, 4096).toString('latin1'))?.[1]?.trim() ?? '';
    const known = this.taken.get(id) ?? { to, times: 0, unanswered: 0, raw: '' };
    known.times += 1;
    known.unanswered += 1;
    if (keepRaw) known.raw = raw.toString('latin1');
    this.taken.set(id, known);
    return known;
  }

  /** Ends the connection of a session without a word. */
  private cut(sessionId: string): void {
    for (const connection of (this.server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> })
      .connections)
      if (connection.id === sessionId) connection._socket.destroy();
  }
}

/** What of a hundred recipients' attempts goes wrong, and how. */
export interface Trouble {
  now: number;
  forGood: number;
  dropped: number;
}

/** A mail server that does not always do as it should: the same in every run, by the address and how often it was tried before. */
export const troubled =
  ({ now, forGood, dropped }: Trouble) =>
  (to: string, attempt: number): SinkMode => {
    if (hash(to) % 100 < forGood) return 'refuse-for-good';
    const chance = hash(`${attempt} ${to}`) % 100;
    if (chance < now) return 'refuse-now';
    return chance < now + dropped ? 'drop-after-data' : 'accept';
  };

function hash(text: string): number {
  let value = 7;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value >>> 8;
}
