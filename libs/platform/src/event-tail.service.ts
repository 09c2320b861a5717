import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database } from './database.js';
import type { LogEvent } from './event.types.js';
import { Notices } from './notices.service.js';
import { LOGGER } from './settings.js';

type Heed = (event: LogEvent) => void;

const BATCH = 500;
const SINCE = `select id, at, action, actor_id, subject_id, norm_id, round_id, data, sequence, hash
  from event where sequence > $1::bigint order by sequence limit ${BATCH}`;

/**
 * Follows the log as it grows, in its order and without a gap, for whoever wants to know at once: each API process reads it for all its
 * readers together, and only while there are some. What it gives is the platform's own knowledge; who hands it on asks the rule of
 * sight first.
 */
@Injectable()
export class EventTail {
  private readonly followers = new Set<Heed>();
  private begun: Promise<() => void> | null = null;
  private mark = '0';
  private looking = false;
  private grew = false;

  constructor(
    private readonly db: Database,
    private readonly notices: Notices,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Hands over each entry that gets its number after this is resolved, until the function that it gives is called. */
  async follow(heed: Heed): Promise<() => void> {
    this.followers.add(heed);
    try {
      await (this.begun ??= this.begin());
    } catch (error) {
      this.leave(heed);
      throw error;
    }
    return () => this.leave(heed);
  }

  private leave(heed: Heed): void {
    this.followers.delete(heed);
    if (this.followers.size > 0) return;
    const begun = this.begun;
    this.begun = null;
    void begun?.then((stop) => stop()).catch(() => undefined); // what never began has nothing to stop
  }

  private async begin(): Promise<() => void> {
    const stop = await this.notices.listen('colloquy_log', () => void this.look());
    const last = await this.db.readOne<{ sequence: string }>('select coalesce(max(sequence), 0)::text as sequence from event');
    this.mark = last?.sequence ?? '0';
    return stop;
  }

  /** Reads on; told of more while it reads, it reads again afterwards. */
  private async look(): Promise<void> {
    this.grew = true;
    if (this.looking) return;
    this.looking = true;
    try {
      while (this.grew && this.followers.size > 0) {
        this.grew = false;
        if ((await this.readOn()) === BATCH) this.grew = true;
      }
    } catch (error) {
      this.logger.warn({ error: (error as Error).message }, 'the log could not be followed; the next entry is another try');
    } finally {
      this.looking = false;
    }
  }

  private async readOn(): Promise<number> {
    const events = await this.db.read<LogEvent>(SINCE, [this.mark]);
    for (const event of events) for (const heed of [...this.followers]) heed(event);
    this.mark = events.at(-1)?.sequence ?? this.mark;
    return events.length;
  }
}
