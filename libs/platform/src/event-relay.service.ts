import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Database } from './database.js';
import { CHAIN_LOCK, chainCommitted } from './event-chain.service.js';
import type { LogEvent } from './event.types.js';
import type { JobOrder } from './job.types.js';
import { JobLedger } from './job-ledger.service.js';
import { Jobs } from './jobs.service.js';

const BATCH = 200;
const MOST_OWED = 5000; // beyond it the log's entries wait in the log, and not in the queue

const PENDING = `select e.id, e.at, e.action, e.actor_id as "actorId", e.subject_id as "subjectId", e.norm_id as "normId",
    e.round_id as "roundId", e.data, e.sequence, e.hash
  from event e, event_relay r
  where r.name = 'jobs' and e.sequence > r.sequence order by e.sequence limit ${BATCH}`;
const ADVANCE = `update event_relay set sequence = $1 where name = 'jobs'`;

/** Hands one job for one event to whatever runs jobs; told twice of the same pair, it must keep one. */
export type Enqueue = (orders: JobOrder[]) => Promise<void>;

/**
 * Chains the log and turns its entries into jobs, in their order. An entry counts as relayed only after its jobs were taken,
 * so a relay that dies in between hands them over again, under the same job id.
 */
@Injectable()
export class EventRelay {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly ledger: JobLedger,
  ) {}

  /** Chains and relays one batch; answers how many entries it saw. 0 also where another worker is at it. */
  async pass(enqueue: Enqueue): Promise<number> {
    const client = await this.db.pool.connect();
    try {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [CHAIN_LOCK]);
      if (!rows[0]?.mine) return 0;
      const chained = await chainCommitted(client);
      if (chained > 0) await client.query('notify colloquy_log'); // whoever follows the log looks; it costs submitting nothing
      return chained + (await this.relay(client, enqueue));
    } finally {
      await client.query('select pg_advisory_unlock_all()').catch(() => undefined); // a broken connection holds no lock any more
      client.release();
    }
  }

  private async relay(client: PoolClient, enqueue: Enqueue): Promise<number> {
    if (await this.ledger.owes(MOST_OWED)) return 0;
    const { rows: events } = await client.query<LogEvent>({ name: 'pending-events', text: PENDING });
    const last = events.at(-1);
    if (!last) return 0;
    const orders = events.flatMap((event) => this.jobs.setOffBy(event.action).map((job) => ({ job, event })));
    await this.ledger.order(client, orders);
    await enqueue(orders);
    await client.query(ADVANCE, [last.sequence]);
    return events.length;
  }
}
