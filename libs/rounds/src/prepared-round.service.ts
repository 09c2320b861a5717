import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { Refusal } from '#platform/refusal.js';
import type { Tx } from '#platform/tx.js';
import { NormService } from '#norms/norm.service.js';
import { NormVersionService } from '#norms/norm-version.service.js';
import { type DueMilestone, type Preparation, reviewRound, standingRound } from './prepared-round.rules.js';
import { RoundLifecycleService } from './round-lifecycle.service.js';
import { RoundService } from './round.service.js';

const IN_FORCE = `select id from norm_version where norm_id = $1 and status in ('ADOPTED', 'PUBLISHED') order by status, number desc limit 1`;
const NOT_CLOSED = `select id from round where norm_id = $1
  and round_status(status, opens_at, closes_at, clock_now()) in ('DRAFT', 'SCHEDULED', 'OPEN', 'PAUSED') order by id`;

/** Rounds that the life of a norm asks for: prepared in DRAFT for an organizer to open, or cancelled with a norm that is given up. */
@Injectable()
export class PreparedRoundService {
  constructor(
    private readonly norms: NormService,
    private readonly versions: NormVersionService,
    private readonly rounds: RoundService,
    private readonly lifecycle: RoundLifecycleService,
  ) {}

  /** Prepares what follows from an adoption or a review's day, once for each. Nothing for a norm that is expired or withdrawn. */
  async prepare(ctx: Ctx, event: LogEvent): Promise<void> {
    const { normId, subjectId, action } = event;
    if (!normId) return;
    await ctx.db.write(ctx, async (tx) => {
      const norm = await this.norms.held(tx, normId);
      if (norm.status === 'EXPIRED' || norm.status === 'WITHDRAWN') return;
      if (action === 'norm_version.adopted')
        return this.make(tx, subjectId, standingRound(norm.title), `adoption:${subjectId}`, null);
      const due = event.data as unknown as DueMilestone;
      const [version] = await tx.query<{ id: string }>(IN_FORCE, [normId]);
      const wanted = reviewRound(due, norm.title);
      if (wanted && version) await this.make(tx, version.id, wanted, `milestone:${subjectId}:${due.dueOn}`, subjectId);
    });
  }

  /** Cancels the rounds of a norm that was withdrawn, for the same reason. */
  async cancelAll(ctx: Ctx, { normId, data }: LogEvent): Promise<void> {
    for (const { id } of await ctx.db.read<{ id: string }>(NOT_CLOSED, [normId]))
      await this.lifecycle.cancel(ctx, { roundId: id, reason: String(data['reason']) }).catch((error: unknown) => {
        if (!(error instanceof Refusal && error.code === 'CONFLICT')) throw error; // it closed meanwhile
      });
  }

  private async make(tx: Tx, versionId: string, round: Preparation, occasion: string, milestoneId: string | null): Promise<void> {
    if (await tx.one('select 1 from prepared_round where occasion = $1', [occasion])) return;
    const made = await this.rounds.make(tx, await this.versions.seen(tx, versionId), { ...round, versionId });
    const milestone = await tx.one<{ id: string }>('select id from milestone where id = $1', [milestoneId]);
    await tx.query('insert into prepared_round (round_id, occasion, milestone_id) values ($1, $2, $3)', [
      made.id,
      occasion,
      milestone?.id ?? null,
    ]);
    const data = { reference: made.reference, kind: made.kind, milestone: milestoneId };
    await tx.tell({ action: 'round.prepared', subjectId: made.id, normId: made.normId, roundId: made.id, data });
  }
}
