import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import type { Tx } from '#platform/tx.js';
import type { Round } from './round.entity.js';
import { RoundLifecycleService } from './round-lifecycle.service.js';
import { REMINDED_BEFORE_HOURS, type ReminderFacts, reminderDue } from './round-reminder.rules.js';

const LONGEST_WAIT_MS = 10_000;

const NEAR = `select r.id from round r where r.status in ('SCHEDULED', 'OPEN') and r.closes_at > clock_now()
  and r.closes_at <= clock_now() + make_interval(hours => ${Math.max(...REMINDED_BEFORE_HOURS)})
  and not exists (select 1 from round_reminder m where m.round_id = r.id and m.closes_at = r.closes_at and m.hours = ${Math.min(...REMINDED_BEFORE_HOURS)})`;
const FACTS = `select greatest(r.opens_at, (select max(x.at) from round_extension x where x.round_id = r.id)) as settled_at,
    array(select m.hours from round_reminder m where m.round_id = r.id and m.closes_at = r.closes_at) as told
  from round r where r.id = $1`;

/**
 * Tells the log 7 days, 48 hours and 3 hours before a round closes, once for each closing time, whatever the number of workers.
 * Whom it concerns is worked out when the mails are made (`round.closing_soon`).
 */
@Injectable()
export class RoundReminderClock {
  constructor(private readonly lifecycle: RoundLifecycleService) {}

  /** Tells of what is due; answers in how many ms it wants to be asked again. */
  async pass(ctx: Ctx): Promise<number> {
    const near = await ctx.db.read<{ id: string }>(NEAR);
    for (const { id } of near) await ctx.db.write(ctx, (tx) => this.remind(tx, id));
    return LONGEST_WAIT_MS;
  }

  private async remind(tx: Tx, roundId: string): Promise<void> {
    const round = await this.lifecycle.caughtUp(tx, roundId);
    const hours = round.status === 'OPEN' ? await this.due(tx, round) : null;
    if (hours === null) return;
    const { id, reference, normId, closesAt } = round;
    const noted = 'insert into round_reminder (round_id, closes_at, hours, told_at) values ($1, $2, $3, $4)';
    await tx.query(noted, [id, closesAt, hours, tx.now]);
    await tx.tell({ action: 'round.closing_soon', subjectId: id, normId, roundId: id, data: { reference, closesAt, hours } });
  }

  private async due(tx: Tx, { id, closesAt }: Round): Promise<number | null> {
    const facts = await tx.one<Omit<ReminderFacts, 'closesAt'>>(FACTS, [id]);
    return closesAt && facts ? reminderDue({ ...facts, closesAt }, tx.now) : null;
  }
}
