import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { reportPolicy } from './report.policy.js';
import { type FeedbackSummary, SUMMARY_COLUMNS } from './summary.service.js';

const FROM = 'feedback_summary f join round r on r.id = f.round_id';

/** A summary is read by the norm's staff, and by everyone once it is published. */
const isReadable = (ctx: Ctx, summary: FeedbackSummary): boolean =>
  summary.publishedAt !== null || reportPolicy['summary.read'](ctx.actor, summary);

/** The summaries of each round, the newest first, as far as the viewer may read them. */
export async function summariesByRound(
  db: Database,
  ctx: Ctx,
  roundIds: readonly string[],
): Promise<Map<string, FeedbackSummary[]>> {
  const rows = await db.read<FeedbackSummary>(
    `select ${SUMMARY_COLUMNS} from ${FROM} where f.round_id = any($1) order by f.id desc`,
    [roundIds],
  );
  const readable = rows.filter((row) => isReadable(ctx, row));
  return new Map(roundIds.map((id) => [id, readable.filter((row) => row.roundId === id)]));
}

/** The summary by id, or null where the viewer may not read it. */
export async function findSummary(ctx: Ctx, id: string): Promise<FeedbackSummary | null> {
  const row = await ctx.db.readOne<FeedbackSummary>(`select ${SUMMARY_COLUMNS} from ${FROM} where f.id = $1`, [id]);
  return row && isReadable(ctx, row) ? row : null;
}
