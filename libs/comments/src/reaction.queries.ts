import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import type { ReactionKind } from '#platform/schema.types.js';

/** How people have reacted to a comment. */
export interface Reactions {
  commentId: string;
  agree: number;
  disagree: number;
  pass: number;
}

/** The viewer's own reaction to each comment they reacted to. */
export async function ownReactions(db: Database, ctx: Ctx, commentIds: readonly string[]): Promise<Map<string, ReactionKind>> {
  if (ctx.actor.accountId === null) return new Map();
  const rows = await db.read<{ commentId: string; kind: ReactionKind }>(
    'select comment_id, kind from reaction where account_id = $1 and comment_id = any($2)',
    [ctx.actor.accountId, commentIds],
  );
  return new Map(rows.map(({ commentId, kind }) => [commentId, kind]));
}
