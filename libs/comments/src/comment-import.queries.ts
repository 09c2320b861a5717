import { holds, belongsTo } from '#platform/actor.rules.js';
import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';

/** Where the table that a comment was imported from placed it. */
export interface WrittenPlace {
  rowId: string | null;
  clause: string;
  paragraph: string | null;
  line: string | null;
}

type Row = WrittenPlace & { commentId: string; accountId: string; organizationId: string | null; normId: string };

/** The written places of imported comments that are the viewer's own or that they answer: a row's number can tell who wrote. */
export async function writtenPlaces(db: Database, ctx: Ctx, ids: readonly string[]): Promise<Map<string, WrittenPlace>> {
  const rows = await db.read<Row>(
    `select o.comment_id, o.row_id, o.clause, o.paragraph, o.line, c.account_id, c.organization_id, r.norm_id
     from comment_origin o join comment c on c.id = o.comment_id join round r on r.id = c.round_id where o.comment_id = any($1)`,
    [ids],
  );
  const mayKnow = ({ accountId, organizationId, normId }: Row): boolean =>
    (organizationId ? belongsTo(ctx.actor, organizationId) : accountId === ctx.actor.accountId) ||
    holds(ctx.actor, ['SECRETARIAT'], normId);
  return new Map(rows.filter(mayKnow).map((row) => [row.commentId, row]));
}
