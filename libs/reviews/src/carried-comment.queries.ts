import type { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { type Page, type PageArgs, sliceOf, toPage } from '#platform/page.js';
import type { CarriedReason } from '#platform/schema.types.js';
import { visibleComments } from '#comments/comment.visibility.js';

/**
 * Objections count as open until an answer that is out accepts them; an answer that is not out yet, like none, leaves them open,
 * so that the list betrays no answer. Comments were put off where the answer that is out says so.
 */
const CARRY = `insert into carried_comment (round_id, comment_id, reason)
  select p.round_id, c.id, case when d.outcome = 'DEFERRED' then 'DEFERRED' else 'OBJECTION' end
  from prepared_round p join round own on own.id = p.round_id
  join round r on r.norm_id = own.norm_id and r.id <> own.id and round_status(r.status, r.opens_at, r.closes_at, clock_now()) in ('CLOSED', 'IN_REVIEW', 'CONCLUDED')
  join comment c on c.round_id = r.id and c.number is not null and c.status <> 'WITHDRAWN'
  left join (disposition d join review_cycle k on k.id = d.cycle_id and k.concluded_at is not null) on d.comment_id = c.id
  where p.round_id = $1 and (d.outcome = 'DEFERRED' or (c.blocking and coalesce(d.outcome, '') not in ('ACCEPTED', 'ACCEPTED_WITH_MODIFICATION')))
  on conflict do nothing returning comment_id`;

/** Attaches to a prepared round what is open still, when it is prepared and once more when it opens. Safe to run twice. */
export async function carryComments(ctx: Ctx, { subjectId, normId }: LogEvent): Promise<void> {
  await ctx.db.write(ctx, async (tx) => {
    const carried = await tx.query(CARRY, [subjectId]);
    if (carried.length === 0) return;
    const data = { comments: carried.length };
    await tx.tell({ action: 'round.comments_carried', subjectId, normId, roundId: subjectId, data });
  });
}

/** A comment that a round takes along. */
export interface CarriedComment {
  commentId: string;
  reason: CarriedReason;
}

/** A page of what a round takes along, as far as the viewer may see it: by the one rule of sight, in lists and in counts. */
export async function carriedInto(ctx: Ctx, roundId: string, args: PageArgs): Promise<Page<CarriedComment>> {
  const slice = sliceOf(args);
  const visible = visibleComments(ctx.actor, 2);
  const from = `from carried_comment x join comment c on c.id = x.comment_id join round r on r.id = c.round_id
    where x.round_id = $1 and ${visible.text}`;
  const values = [roundId, ...visible.values];
  const [after, limit] = [values.length + 1, values.length + 2];
  const rows = await ctx.db.read<CarriedComment>(
    `select x.comment_id, x.reason ${from} and ($${after}::uuid is null or x.comment_id > $${after}) order by x.comment_id limit $${limit}`,
    [...values, slice.key?.[0] ?? null, slice.limit + 1],
  );
  const count = async (): Promise<number> =>
    (await ctx.db.readOne<{ n: number }>(`select count(*)::int as n ${from}`, values))?.n ?? 0;
  return toPage(rows, slice, (row) => [row.commentId], count);
}
