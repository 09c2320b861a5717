import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database.js';
import { Notices } from '#platform/notices.service.js';

const TOLD = 'select account_id from notification where event_id = $1 and account_id = any($2)';

/**
 * Whose list of notifications has changed, for those who look at it in this process. An announcement names an event, whose recipients
 * may be many: one statement finds those of them who look; or it names an account that has read something.
 */
@Injectable()
export class InboxLive {
  private readonly looking = new Map<string, Set<() => void>>();
  private begun: Promise<() => void> | null = null;

  constructor(
    private readonly db: Database,
    private readonly notices: Notices,
  ) {}

  /** Calls `changed` whenever the account's list may have changed, until the function that it gives is called. */
  async follow(accountId: string, changed: () => void): Promise<() => void> {
    const own = this.looking.get(accountId) ?? new Set();
    this.looking.set(accountId, own.add(changed));
    const stop = (): void => this.leave(accountId, changed);
    try {
      await (this.begun ??= this.notices.listen('colloquy_inbox', (named) => void this.spread(named)));
    } catch (error) {
      stop();
      throw error;
    }
    return stop;
  }

  private leave(accountId: string, changed: () => void): void {
    const own = this.looking.get(accountId);
    own?.delete(changed);
    if (own?.size === 0) this.looking.delete(accountId);
    if (this.looking.size > 0) return;
    const begun = this.begun;
    this.begun = null;
    void begun?.then((stop) => stop()).catch(() => undefined); // what never began has nothing to stop
  }

  private async spread(named: string): Promise<void> {
    const accounts = await this.concerned(named).catch(() => [...this.looking.keys()]); // unknown who: everybody looks again
    for (const account of accounts) for (const changed of this.looking.get(account) ?? []) changed();
  }

  private async concerned(named: string): Promise<string[]> {
    if (named === '') return [...this.looking.keys()];
    if (this.looking.has(named)) return [named];
    const rows = await this.db.read<{ accountId: string }>(TOLD, [named, [...this.looking.keys()]]);
    return rows.map(({ accountId }) => accountId);
  }
}
