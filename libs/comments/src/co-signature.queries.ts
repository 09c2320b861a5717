import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { visibleComments } from './comment.visibility.js';

/** The organizations that signed each comment, in the order in which they did. */
export async function coSignersOf(db: Database, _ctx: Ctx, commentIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.read<{ commentId: string; organizationId: string }>(
    'select comment_id, organization_id from co_signature where comment_id = any($1) and withdrawn_at is null order by signed_at, organization_id',
    [commentIds],
  );
  const of = (id: string): string[] => rows.filter((row) => row.commentId === id).map(({ organizationId }) => organizationId);
  return new Map(commentIds.map((id) => [id, of(id)]));
}

/** How many organizations take part in a round by their signatures alone, as far as the viewer may see what they signed. */
export async function onlyCoSigning(ctx: Ctx, roundId: string): Promise<number> {
  const visible = visibleComments(ctx.actor, 2);
  // Past the wall: whether an organization handed in something itself is asked of all submissions, and told of none.
  const row = await ctx.db.unwalled.readOne<{ count: number }>(
    `select count(distinct s.organization_id)::int as count from co_signature s join comment c on c.id = s.comment_id join round r on r.id = c.round_id
     where c.round_id = $1 and s.withdrawn_at is null and c.status = 'PUBLISHED' and not c.late and ${visible.text}
       and not exists (select 1 from submission w where w.round_id = $1 and w.organization_id = s.organization_id and w.status = 'SUBMITTED')`,
    [roundId, ...visible.values],
  );
  return row?.count ?? 0;
}
