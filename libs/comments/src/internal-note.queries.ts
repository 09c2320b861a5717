import { holds } from '#platform/actor.rules.js';
import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { commentsById } from './comment.queries.js';
import { isOwn } from './comment.visibility.js';

/** Whose note it is: the comment's own side's, or the staff's of its norm. */
export type NoteSide = 'AUTHORS' | 'STAFF';

/** A note that only one side reads. */
export interface InternalNote {
  id: string;
  commentId: string;
  accountId: string;
  side: NoteSide;
  body: string;
  createdAt: Date;
}

/** The notes of each comment that the viewer sees, those of the viewer's side or sides, oldest first. */
export async function notesOf(db: Database, ctx: Ctx, commentIds: readonly string[]): Promise<Map<string, InternalNote[]>> {
  if (ctx.actor.accountId === null) return new Map();
  const comments = await Promise.all(commentIds.map((id) => ctx.load(commentsById, id)));
  const seen = comments.flatMap((comment) => comment ?? []);
  const own = seen.filter((comment) => isOwn(ctx.actor, comment)).map(({ id }) => id);
  const staffed = seen.filter(({ normId }) => holds(ctx.actor, READERS, normId)).map(({ id }) => id);
  if (own.length + staffed.length === 0) return new Map();
  const rows = await db.read<InternalNote>(
    `select id, comment_id, account_id, side, body, created_at from internal_note
     where (side = 'AUTHORS' and comment_id = any($1)) or (side = 'STAFF' and comment_id = any($2)) order by id`,
    [own, staffed],
  );
  return new Map(commentIds.map((id) => [id, rows.filter((row) => row.commentId === id)]));
}

/** Staff who read the staff's notes; observers see that the process is honest, and so read them too. */
const READERS = ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'] as const;

/** Who of its own side supports each draft comment; to others nobody. */
export async function supportersOf(db: Database, ctx: Ctx, commentIds: readonly string[]): Promise<Map<string, string[]>> {
  if (ctx.actor.accountId === null) return new Map();
  const comments = await Promise.all(commentIds.map((id) => ctx.load(commentsById, id)));
  const own = comments.flatMap((comment) => (comment && isOwn(ctx.actor, comment) ? [comment.id] : []));
  if (own.length === 0) return new Map();
  const rows = await db.read<{ commentId: string; accountId: string }>(
    'select comment_id, account_id from draft_support where comment_id = any($1) order by at, account_id',
    [own],
  );
  return new Map(own.map((id) => [id, rows.filter((row) => row.commentId === id).map(({ accountId }) => accountId)]));
}
