import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import type { Tx } from '#platform/tx.js';
import { REMINDER_DAYS } from './milestone.rules.js';
import { NormService } from './norm.service.js';

const WAIT_MS = 2000;

const ENDED = `select id from norm where status = 'ADOPTED' and norm_status(status, sunset_on, clock_now()) = 'EXPIRED'`;

/** Reminders whose day has begun (midnight UTC) and that were not told: the day itself always, earlier ones unless the date was set after them. */
const DUE = `select m.id, m.norm_id, m.kind, m.title, m.due_on::text as due_on, m.eids as "eIds", m.ends_norm, array_agg(d.days order by d.days) as days
  from milestone m join norm n on n.id = m.norm_id cross join unnest($1::int[]) as d (days)
  where m.done_at is null and m.due_on <= (clock_now() at time zone 'UTC')::date + d.days
    and (d.days = 0 or (m.due_on - d.days)::timestamp at time zone 'UTC' > m.set_at)
    and n.status <> 'WITHDRAWN' and norm_status(n.status, n.sunset_on, clock_now()) <> 'EXPIRED'
    and not exists (select 1 from milestone_reminder r where r.milestone_id = m.id and r.due_on = m.due_on and r.days_before = d.days)
  group by m.id order by m.due_on, m.id`;

interface DueMilestone {
  id: string;
  normId: string;
  kind: string;
  title: string;
  dueOn: string;
  eIds: string[];
  endsNorm: boolean;
  days: number[];
}

/**
 * Writes down that norms have expired, and tells of milestones that come near. A norm is EXPIRED by the database's clock with or
 * without it; what it misses while no worker runs it tells later, the latest reminder of each milestone alone.
 */
@Injectable()
export class NormClock {
  constructor(private readonly norms: NormService) {}

  /** Does what is due; answers in how many ms it wants to be asked again. */
  async pass(ctx: Ctx): Promise<number> {
    for (const { id } of await ctx.db.read<{ id: string }>(ENDED)) await ctx.db.write(ctx, (tx) => this.norms.held(tx, id));
    for (const milestone of await ctx.db.read<DueMilestone>(DUE, [REMINDER_DAYS]))
      await ctx.db.write(ctx, (tx) => this.remind(tx, milestone));
    return WAIT_MS;
  }

  private async remind(tx: Tx, { days, ...milestone }: DueMilestone): Promise<void> {
    const told = await tx.query<{ daysBefore: number }>(
      `insert into milestone_reminder (milestone_id, due_on, days_before, told_at) select $1, $2, unnest($3::int[]), $4
       on conflict do nothing returning days_before`,
      [milestone.id, milestone.dueOn, days, tx.now],
    );
    if (told.length === 0) return;
    const { id, normId, kind, title, dueOn, eIds, endsNorm } = milestone;
    const daysBefore = Math.min(...told.map((row) => row.daysBefore));
    const data = { kind, title, dueOn, daysBefore, eIds, endsNorm };
    await tx.tell({ action: 'milestone.due', subjectId: id, normId, data });
  }
}
