import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '#platform/database.js';
import type { PlatformProcess } from './processes.js';
import type { SmtpSink } from './smtp-sink.js';

const PATIENCE_MS = 300_000;
const MAILS = 'select count(*)::int as n from mail';
const OPEN = `select count(*)::int as n from mail where status in ('queued', 'sending', 'uncertain')`;
const STATES = 'select status, count(*)::int as n from mail group by status order by status';
const SENT = `select message_id from mail where status = 'sent'`;

/** How a run with trouble ended. */
export interface TroubleReport {
  /** How many mails stand in which state. */
  states: Record<string, number>;
  /** Messages that the mail server took, by their Message-ID, and the addresses that got one. */
  messages: number;
  recipients: number;
  /** So many it took beside the first of each. */
  doubled: number;
  /** So often it took one without an answer, or its answer was lost with a worker that was killed before it noted it. */
  unanswered: number;
  unnoted: number;
}

/**
 * Lets a worker send the mails of an event that was told, to so many recipients, and kills it so often, each time while the mail
 * server has messages of it that it has not answered. Ends when no mail is open any more.
 */
export async function sendAmidKills(
  { db, worker, sink }: { db: Database; worker: PlatformProcess; sink: SmtpSink },
  size: number,
  kills: number,
): Promise<TroubleReport> {
  const countOf = async (sql: string): Promise<number> => (await db.readOne<{ n: number }>(sql))?.n ?? -1;
  const unnoted = new Unnoted(db, sink);
  for (let kill = 1; kill <= kills; kill++) {
    sink.quota = Math.floor((kill * size) / (kills + 2));
    await until('messages without an answer', () => sink.waiting > 0);
    if (kill === 1) await until('everybody in the outbox', async () => (await countOf(MAILS)) >= size);
    await worker.kill();
    await unnoted.count();
    sink.forgetWaiting();
    await worker.start();
  }
  sink.quota = Infinity;
  await until('every mail in a final state', async () => (await countOf(OPEN)) === 0);
  const states = await db.read<{ status: string; n: number }>(STATES);
  const taken = [...sink.taken.values()];
  return {
    states: Object.fromEntries(states.map(({ status, n }) => [status, n])),
    messages: taken.length,
    recipients: new Set(taken.map(({ to }) => to)).size,
    doubled: taken.reduce((sum, { times }) => sum + times - 1, 0),
    unanswered: taken.reduce((sum, { unanswered }) => sum + unanswered, 0),
    unnoted: unnoted.sum,
  };
}

/** Answers that the mail server gave, and that no worker lives to note. */
class Unnoted {
  sum = 0;
  private readonly counted = new Map<string, number>();

  constructor(
    private readonly db: Database,
    private readonly sink: SmtpSink,
  ) {}

  /** To be asked while no worker lives. */
  async count(): Promise<void> {
    const sent = new Set((await this.db.read<{ messageId: string }>(SENT)).map(({ messageId }) => messageId));
    for (const [id, { times, unanswered }] of this.sink.taken) {
      if (sent.has(id)) continue;
      this.sum += times - unanswered - (this.counted.get(id) ?? 0);
      this.counted.set(id, times - unanswered);
    }
  }
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await wait(20)) if (await holds()) return;
  throw new Error(`In vain: ${what}`);
}
