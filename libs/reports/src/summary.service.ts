import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '#platform/canonical-json.js';
import type { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { newId } from '#platform/ids.js';
import { conflict, found } from '#platform/refusal.js';
import { roundsById } from '#rounds/round.queries.js';
import { ClusterService } from '#comments/cluster.service.js';
import type { Participation } from '#comments/participation-figures.rules.js';
import { participationIn } from '#comments/participation.queries.js';
import { reportPolicy } from './report.policy.js';
import { METHOD, summarise } from './summary.rules.js';
import type { SummaryInput, SummaryResult } from './summary.types.js';

/** A summary as it is kept. */
export interface FeedbackSummary {
  id: string;
  roundId: string;
  normId: string;
  status: 'QUEUED' | 'RUNNING' | 'READY' | 'FAILED';
  progress: number;
  error: string | null;
  inputHash: string | null;
  method: string | null;
  /** Figures as staff are told them, and as everybody is. */
  result: (SummaryResult & { participation: Participation; publicParticipation: Participation }) | null;
  publishedAt: Date | null;
  createdAt: Date;
}

export const SUMMARY_COLUMNS =
  'f.id, f.round_id, r.norm_id, f.status, f.progress, f.error, f.input_hash, f.method, f.result, f.published_at, f.created_at';

const INPUTS = `select c.id, c.number::int as number, c.revision, c.status, c.submission_id, c.organization_id, c.stakeholder_group as "group",
    c.position, c.blocking, c.eid as "eId", c.body, c.proposed_text, c.tlp, c.locale, d.outcome
  from comment c left join disposition d on d.comment_id = c.id and d.status <> 'PROPOSED'
  where c.round_id = $1 and c.number is not null and c.status <> 'WITHDRAWN' and not c.late order by c.number`;

/** Summaries of what a round brought: made by a job, published by a person. */
@Injectable()
export class SummaryService {
  constructor(private readonly clusters: ClusterService) {}

  /** Asks for a new summary of the round; the old ones stay. */
  async request(ctx: Ctx, roundId: string): Promise<FeedbackSummary> {
    const round = found(await ctx.load(roundsById, roundId), 'round');
    ctx.require(reportPolicy, 'summary.generate', round);
    return ctx.db.write(ctx, async (tx) => {
      const id = newId();
      await tx.query(`insert into feedback_summary (id, round_id, status, created_at) values ($1, $2, 'QUEUED', $3)`, [
        id,
        roundId,
        tx.now,
      ]);
      await tx.tell({ action: 'summary.requested', subjectId: id, normId: round.normId, roundId });
      const row = await tx.one<FeedbackSummary>(
        `select ${SUMMARY_COLUMNS} from feedback_summary f join round r on r.id = f.round_id where f.id = $1`,
        [id],
      );
      return found(row, 'summary');
    });
  }

  /** Makes the summary that an event asks for, on clusters of all its comments. Run twice, it makes one. */
  async make(ctx: Ctx, event: LogEvent): Promise<void> {
    const id = event.action === 'summary.requested' ? event.subjectId : await this.forClosing(ctx, event);
    const known = await ctx.db.readOne<{ status: string; roundId: string }>(
      'select status, round_id from feedback_summary where id = $1',
      [id],
    );
    if (!known || known.status === 'READY') return;
    await this.clusters.bringUpToDate(ctx, known.roundId);
    const inputs = await ctx.db.read<SummaryInput>(INPUTS, [known.roundId]);
    const round = found(await ctx.load(roundsById, known.roundId), 'round');
    const [participation, publicParticipation] = [
      await participationIn(ctx, round, 'ALL'),
      await participationIn(ctx, round, 'PUBLIC'),
    ];
    const result = { ...summarise(inputs), participation, publicParticipation };
    await this.keep(ctx, event, id, inputs, result);
  }

  /** Lets everyone read a finished summary. */
  async publish(ctx: Ctx, summaryId: string): Promise<FeedbackSummary> {
    return ctx.db.write(ctx, async (tx) => {
      const text = `select ${SUMMARY_COLUMNS} from feedback_summary f join round r on r.id = f.round_id where f.id = $1`;
      const summary = found(await tx.one<FeedbackSummary>(`${text} for update of f`, [summaryId]), 'summary');
      ctx.require(reportPolicy, 'summary.publish', summary);
      if (summary.status !== 'READY') throw conflict('Only a finished summary can be published.', summary.status);
      await tx.query('update feedback_summary set published_at = coalesce(published_at, $2) where id = $1', [summaryId, tx.now]);
      await tx.tell({ action: 'summary.published', subjectId: summaryId, normId: summary.normId, roundId: summary.roundId });
      return found(await tx.one<FeedbackSummary>(text, [summaryId]), 'summary');
    });
  }

  /** The closing of a round asks for one summary: its event's own. */
  private async forClosing(ctx: Ctx, event: LogEvent): Promise<string> {
    return ctx.db.write(ctx, async (tx) => {
      await tx.query(
        `insert into feedback_summary (id, round_id, event_id, status, created_at) values ($1, $2, $3, 'QUEUED', $4) on conflict (event_id) do nothing`,
        [newId(), event.roundId, event.id, tx.now],
      );
      return found(await tx.one<{ id: string }>('select id from feedback_summary where event_id = $1', [event.id]), 'summary').id;
    });
  }

  private async keep(ctx: Ctx, event: LogEvent, id: string, inputs: SummaryInput[], result: object): Promise<void> {
    const inputHash = createHash('sha256')
      .update(
        canonicalJson(inputs.map(({ id: comment, revision, status, tlp, outcome }) => [comment, revision, status, tlp, outcome])),
      )
      .digest('hex');
    await ctx.db.write(ctx, async (tx) => {
      const kept = await tx.one(
        `update feedback_summary set status = 'READY', progress = 1, error = null, input_hash = $2, method = $3, result = $4 where id = $1 and status <> 'READY' returning id`,
        [id, inputHash, METHOD, JSON.stringify(result)],
      );
      if (kept)
        await tx.tell({
          action: 'summary.ready',
          subjectId: id,
          normId: event.normId,
          roundId: event.roundId,
          data: { inputHash, method: METHOD },
        });
    });
  }
}
