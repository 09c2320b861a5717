import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { RoundLifecycleService } from './round-lifecycle.service.js';

const LONGEST_WAIT_MS = 500;

const DUE = `select id from round
  where status in ('SCHEDULED', 'OPEN') and case status when 'SCHEDULED' then opens_at else closes_at end <= clock_now()`;
const NEXT = `select extract(epoch from min(case status when 'SCHEDULED' then opens_at else closes_at end) - clock_now()) * 1000 as wait
  from round where status in ('SCHEDULED', 'OPEN')`;

/**
 * Writes down openings and closings as they fall due, and so sets off what follows from them. Nothing depends on it being in
 * time: what a round is, and what it accepts, is decided by the database's clock with or without it.
 */
@Injectable()
export class RoundClock {
  constructor(private readonly lifecycle: RoundLifecycleService) {}

  /** Does what is due; answers in how many ms it wants to be asked again. */
  async pass(ctx: Ctx): Promise<number> {
    const due = await ctx.db.read<{ id: string }>(DUE);
    for (const { id } of due) await ctx.db.write(ctx, (tx) => this.lifecycle.caughtUp(tx, id));
    const next = await ctx.db.readOne<{ wait: string | null }>(NEXT);
    const wait = next?.wait === null || next?.wait === undefined ? LONGEST_WAIT_MS : Math.ceil(Number(next.wait));
    return Math.min(Math.max(wait, 0), LONGEST_WAIT_MS);
  }
}
