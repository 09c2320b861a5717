import type { Ctx } from '#platform/ctx.js';
import { type Page, type PageArgs, sliceOf, toPage } from '#platform/page.js';
import { commentsById } from '#comments/comment.queries.js';
import type { Comment } from '#comments/comment.types.js';
import { visibleComments } from '#comments/comment.visibility.js';
import { provisionsByVersion } from '#norms/norm-version.queries.js';
import type { Provision } from '#norms/provision.store.js';
import type { Amendment } from './amendment.entity.js';
import type { Disposition } from './disposition.entity.js';
import type { ReviewCycle } from './review-cycle.entity.js';
import { amendmentsByComment, dispositionsByComment } from './review.queries.js';

/** A comment with what became of it, down to the provisions of the next draft. */
export interface TraceRow {
  comment: Comment;
  disposition: Disposition | null;
  amendments: Amendment[];
  provisions: Provision[];
}

const FROM = `review_cycle_round kr join comment c on c.round_id = kr.round_id and c.number is not null join round r on r.id = c.round_id`;

/** The comments of a cycle in the order of the document, each with its trail. The statements do not grow with the page. */
export async function traceCycle(ctx: Ctx, cycle: ReviewCycle, args: PageArgs): Promise<Page<TraceRow>> {
  const slice = sliceOf(args, 3);
  const visible = visibleComments(ctx.actor, 2);
  const where = `kr.cycle_id = $1 and ${visible.text}`;
  const values = [cycle.id, ...visible.values];
  const [place, number, id] = slice.key ?? [null, null, null];
  const n = values.length;
  const keys = await ctx.db.read<{ id: string; place: number; number: string }>(
    `select c.id, c.place, c.number from ${FROM} where ${where}
       and ($${n + 1}::int is null or (c.place, c.number, c.id) > ($${n + 1}, $${n + 2}::bigint, $${n + 3}::uuid))
     order by c.place, c.number, c.id limit $${n + 4}`,
    [...values, place, number, id, slice.limit + 1],
  );
  const rows = await Promise.all(keys.map((key) => trail(ctx, cycle, key.id)));
  const count = async (): Promise<number> =>
    Number((await ctx.db.readOne<{ count: string }>(`select count(*) as count from ${FROM} where ${where}`, values))?.count ?? 0);
  const present = rows.filter((row) => row !== null);
  return toPage(present, slice, (row) => [row.comment.place, row.comment.number ?? 0, row.comment.id], count);
}

async function trail(ctx: Ctx, cycle: ReviewCycle, commentId: string): Promise<TraceRow | null> {
  const [comment, disposition, amendments] = await Promise.all([
    ctx.load(commentsById, commentId),
    ctx.load(dispositionsByComment, commentId),
    ctx.load(amendmentsByComment, commentId),
  ]);
  if (!comment) return null;
  return { comment, disposition, amendments: amendments ?? [], provisions: await changed(ctx, cycle, amendments ?? []) };
}

async function changed(ctx: Ctx, cycle: ReviewCycle, amendments: Amendment[]): Promise<Provision[]> {
  if (!cycle.resultVersionId || amendments.length === 0) return [];
  const provisions = (await ctx.load(provisionsByVersion, cycle.resultVersionId)) ?? [];
  const eIds = new Set(amendments.map((amendment) => amendment.newEId ?? amendment.eId));
  return provisions.filter((provision) => eIds.has(provision.eId));
}
