import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { type Page, type PageArgs, sliceOf, toPage } from '#platform/page.js';
import { found } from '#platform/refusal.js';
import type { CarryFate } from '#platform/schema.types.js';
import { versionsById } from '#norms/norm-version.queries.js';
import { carryPolicy } from './carry.policy.js';
import type { CarryPlace } from './carry.rules.js';
import { commentsById } from './comment.queries.js';
import type { Comment, Quote } from './comment.types.js';
import { visibleComments } from './comment.visibility.js';

/** A row of the ledger: what became of a comment's anchor in one later version. Whoever sees the comment sees it. */
export interface CarryRow {
  commentId: string;
  versionId: string;
  fate: CarryFate;
  eid: string | null;
  quote: Quote | null;
  similarity: number;
  parts: CarryPlace[];
  mergedFrom: string[];
  candidates: CarryPlace[];
  standsAfter: string | null;
  decidedAt: Date | null;
  reason: string | null;
  askedAt: Date | null;
  standing: boolean | null;
}

const COLUMNS = `k.comment_id, k.version_id, k.fate, k.eid, k.quote, k.similarity, k.parts, k.merged_from, k.candidates, k.stands_after,
  k.decided_at, k.reason, k.asked_at, k.standing`;

/** The ledger of each comment that the viewer may see, the oldest version first. */
export async function carriesByComment(db: Database, ctx: Ctx, commentIds: readonly string[]): Promise<Map<string, CarryRow[]>> {
  const visible = visibleComments(ctx.actor, 2);
  const rows = await db.read<CarryRow>(
    `select ${COLUMNS} from carry k join norm_version v on v.id = k.version_id join comment c on c.id = k.comment_id
       join round r on r.id = c.round_id where k.comment_id = any($1) and ${visible.text} order by k.comment_id, v.number`,
    [commentIds, ...visible.values],
  );
  const ledger = new Map<string, CarryRow[]>(commentIds.map((id) => [id, []]));
  for (const row of rows) ledger.get(row.commentId)?.push(row);
  return ledger;
}

/** Whether the text that a comment was made on is gone, as far as the newest version that it was carried to tells. */
export async function isOrphaned(ctx: Ctx, commentId: string): Promise<boolean> {
  return (await ctx.load(carriesByComment, commentId))?.at(-1)?.fate === 'DELETED';
}

/** A comment that waits for somebody to say where it stands in a version. */
export interface UndecidedCarry {
  comment: Comment;
  carry: CarryRow;
}

const FROM = `carry k join comment c on c.id = k.comment_id join round r on r.id = c.round_id`;

/** The comments that wait for a decision about a version, as far as the viewer may see them. FORBIDDEN, NOT_FOUND. */
export async function undecidedCarries(
  ctx: Ctx,
  versionId: string,
  args: Pick<PageArgs, 'first' | 'after'>,
): Promise<Page<UndecidedCarry>> {
  const version = found(await ctx.load(versionsById, versionId), 'version');
  ctx.require(carryPolicy, 'carry.decide', version);
  const slice = sliceOf(args);
  const visible = visibleComments(ctx.actor, 2);
  const where = `k.version_id = $1 and k.fate = 'AMBIGUOUS' and c.status <> 'WITHDRAWN' and ${visible.text}`;
  const values = [versionId, ...visible.values];
  const n = values.length;
  const rows = await ctx.db.read<CarryRow>(
    `select ${COLUMNS} from ${FROM} where ${where} and ($${n + 1}::uuid is null or k.comment_id > $${n + 1})
     order by k.comment_id limit $${n + 2}`,
    [...values, slice.key?.[0] ?? null, slice.limit + 1],
  );
  const comments = await Promise.all(rows.map(({ commentId }) => ctx.load(commentsById, commentId)));
  const waiting = rows.flatMap((carry, i) => {
    const comment = comments[i];
    return comment ? [{ comment, carry }] : [];
  });
  const count = async (): Promise<number> =>
    Number((await ctx.db.readOne<{ count: string }>(`select count(*) as count from ${FROM} where ${where}`, values))?.count ?? 0);
  return toPage(waiting, slice, ({ carry }) => [carry.commentId], count);
}
