import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Logger } from 'pino';
import { Database } from './database.js';
import { LOGGER } from './settings.js';

/** What a process is told of by PostgreSQL: that the log has grown, that somebody's inbox has. */
export type Channel = 'colloquy_log' | 'colloquy_inbox';
type Hear = (payload: string) => void;

const PAUSE_MS = 1000; // between tries to be connected again

/**
 * Hears what other processes announce by NOTIFY, over one connection of the pool that is held only while somebody listens here.
 * An announcement says that it is worth while to look; after a lost connection everybody is told to look (with an empty payload),
 * since something may have been missed.
 */
@Injectable()
export class Notices implements OnModuleDestroy {
  private readonly heeding = new Map<Channel, Set<Hear>>();
  private line: Promise<PoolClient> | null = null;
  private isOver = false;

  constructor(
    private readonly db: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Hears a channel from the moment that this is resolved, until the function that it gives is called. */
  async listen(channel: Channel, hear: Hear): Promise<() => void> {
    const hearers = this.heeding.get(channel) ?? new Set();
    this.heeding.set(channel, hearers.add(hear));
    const stop = (): void => this.forget(channel, hear);
    try {
      const client = await (this.line ??= this.connect());
      await client.query(`listen ${channel}`);
    } catch (error) {
      stop();
      throw error;
    }
    return stop;
  }

  onModuleDestroy(): void {
    this.isOver = true;
    this.heeding.clear();
    this.hangUp();
  }

  private forget(channel: Channel, hear: Hear): void {
    const hearers = this.heeding.get(channel);
    hearers?.delete(hear);
    if (hearers?.size === 0) this.heeding.delete(channel);
    if (this.heeding.size === 0) this.hangUp();
  }

  private hangUp(): void {
    const line = this.line;
    this.line = null;
    void line?.then((client) => client.release(true)).catch(() => undefined); // it had failed, and is gone already
  }

  private async connect(): Promise<PoolClient> {
    const client = await this.db.pool.connect().catch((error: unknown) => {
      this.line = null;
      throw error;
    });
    client.on('notification', ({ channel, payload }) => this.spread(channel as Channel, payload ?? ''));
    client.on('error', (error) => {
      this.logger.warn({ error: error.message }, 'the connection that listens was lost');
      client.release(true);
      void this.again();
    });
    return client;
  }

  private spread(channel: Channel, payload: string): void {
    for (const hear of [...(this.heeding.get(channel) ?? [])]) hear(payload);
  }

  private async again(): Promise<void> {
    this.line = null;
    while (!this.isOver && this.heeding.size > 0) {
      try {
        const client = await (this.line ??= this.connect());
        for (const channel of this.heeding.keys()) await client.query(`listen ${channel}`);
        for (const channel of this.heeding.keys()) this.spread(channel, '');
        return;
      } catch {
        await wait(PAUSE_MS, undefined, { ref: false }); // the database is not there yet
      }
    }
  }
}
