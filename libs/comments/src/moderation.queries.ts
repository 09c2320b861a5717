import { holds } from '#platform/actor.rules.js';
import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import type { FlagKind } from '#platform/schema.types.js';
import { commentsById } from './comment.queries.js';

/** A request to look at a comment, for moderators. */
export interface CommentFlag {
  id: string;
  commentId: string;
  kind: FlagKind;
  reason: string;
  reporterId: string;
  createdAt: Date;
  decidedAt: Date | null;
}

/** The flags of each comment, oldest first, for those who moderate it. */
export async function flagsOf(db: Database, ctx: Ctx, commentIds: readonly string[]): Promise<Map<string, CommentFlag[]>> {
  const comments = await Promise.all(commentIds.map((id) => ctx.load(commentsById, id)));
  const ids = comments.flatMap((comment) =>
    comment && holds(ctx.actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT'], comment.normId) ? [comment.id] : [],
  );
  if (ids.length === 0) return new Map();
  const rows = await db.read<CommentFlag>(
    `select id, comment_id, kind, reason, account_id as reporter_id, created_at, decided_at from comment_flag
     where comment_id = any($1) order by id`,
    [ids],
  );
  return new Map(ids.map((id) => [id, rows.filter((row) => row.commentId === id)]));
}
