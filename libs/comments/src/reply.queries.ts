import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { type Page, type PageArgs, sliceOf, toPage } from '#platform/page.js';
import { type AuthorRow, AUTHOR_COLUMNS, authorOf } from './comment.row.js';
import { commentsById } from './comment.queries.js';
import type { Reply } from './reply.types.js';

type ReplyRow = AuthorRow & Omit<Reply, 'author'>;

/** Replies of comments that the caller may see: whoever may see a comment may see what was answered. `c` is the reply. */
const REPLIES = `select c.id, c.comment_id, c.body, c.created_at, r.norm_id, c.account_id, c.organization_id, c.attribution, ${AUTHOR_COLUMNS}
  from (select p.*, k.round_id from reply p join comment k on k.id = p.comment_id where ?) c
  join round r on r.id = c.round_id join account a on a.id = c.account_id left join organization o on o.id = c.organization_id`;

const replies = (where: string): string => REPLIES.replace('?', where);

const toReply = (ctx: Ctx, { id, commentId, body, createdAt, ...row }: ReplyRow): Reply => ({
  id,
  commentId,
  body,
  createdAt,
  author: authorOf(ctx.actor, row),
});

/** A reply by id, for whoever may see its comment. */
export async function findReply(ctx: Ctx, id: string): Promise<Reply | null> {
  const row = await ctx.db.readOne<ReplyRow>(replies('p.id = $1'), [id]);
  return row && (await ctx.load(commentsById, row.commentId)) ? toReply(ctx, row) : null;
}

/** How many replies each comment has. */
export async function replyCounts(db: Database, _ctx: Ctx, commentIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.read<{ commentId: string; count: number }>(
    'select comment_id, count(*)::int as count from reply where comment_id = any($1) group by comment_id',
    [commentIds],
  );
  return new Map(rows.map(({ commentId, count }) => [commentId, count]));
}

const PAGES = `${replies(`p.id in (select n.id from unnest($1::uuid[]) w (id),
  lateral (select l.id from reply l where l.comment_id = w.id and ($2::uuid is null or l.id > $2) order by l.id limit $3) n)`)} order by c.id`;

/** Pages of the replies to comments, asked for as `<comment> <after or nothing> <limit>`: one statement for all that ask alike. */
async function replyPages(db: Database, ctx: Ctx, keys: readonly string[]): Promise<Map<string, Reply[]>> {
  const pages = new Map<string, Reply[]>();
  for (const shape of new Set(keys.map((key) => key.slice(36)))) {
    const ids = keys.filter((key) => key.slice(36) === shape).map((key) => key.slice(0, 36));
    const [, after, limit] = shape.split(' ');
    const rows = (await db.read<ReplyRow>(PAGES, [ids, after || null, Number(limit)])).map((row) => toReply(ctx, row));
    for (const id of ids) {
      pages.set(
        id + shape,
        rows.filter((row) => row.commentId === id),
      );
    }
  }
  return pages;
}

/** A page of what was answered to a comment that the viewer sees, oldest first. */
export async function repliesTo(ctx: Ctx, commentId: string, args: Pick<PageArgs, 'first' | 'after'>): Promise<Page<Reply>> {
  const slice = sliceOf(args);
  const rows = (await ctx.load(replyPages, `${commentId} ${slice.key?.[0] ?? ''} ${slice.limit + 1}`)) ?? [];
  const count = async (): Promise<number> => (await ctx.load(replyCounts, commentId)) ?? 0;
  return toPage(rows, slice, (row) => [row.id], count);
}
