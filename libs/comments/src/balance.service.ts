import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { Jobs } from '#platform/jobs.service.js';
import { roundsById } from '#rounds/round.queries.js';
import { tellBalance } from './balance.jobs.js';
import { participationFor } from './participation.queries.js';
import { underTarget } from './participation.rules.js';

/** Of the reminders before a closing, those from which on a group under its target is told of: earlier, most have yet to write. */
const TOLD_FROM_HOURS = 48;

const NOTE = `insert into balance_told (round_id, stakeholder_group, told_at) select $1, g, $3 from unnest($2::text[]) with ordinality u (g, n)
  order by n on conflict do nothing returning stakeholder_group as "group"`;

/** Tells of groups that are under their target before a round closes (domain.md, Participation). */
@Injectable()
export class BalanceService implements OnModuleInit {
  constructor(private readonly jobs: Jobs) {}

  onModuleInit(): void {
    this.jobs.handle(tellBalance, (ctx, event) => this.tell(ctx, event));
  }

  /** Tells the log of each group that is under its target, `round.balance_below_target`, once for each round and group. */
  async tell(ctx: Ctx, { roundId, data }: LogEvent): Promise<void> {
    if (roundId === null || Number(data['hours']) > TOLD_FROM_HOURS) return;
    const round = await ctx.load(roundsById, roundId);
    if (!round?.balanceTargets.length || round.status !== 'OPEN') return;
    const groups = underTarget(round.balanceTargets, (await participationFor(ctx, round)).byGroup).map(({ group }) => group);
    await ctx.db.write(ctx, async (tx) => {
      const news = await tx.query<{ group: string }>(NOTE, [roundId, groups, tx.now]);
      const { normId, reference } = round;
      await tx.tellAll(
        news.map(({ group }) => ({
          action: 'round.balance_below_target',
          subjectId: roundId,
          normId,
          roundId,
          data: { reference, group },
        })),
      );
    });
  }
}
