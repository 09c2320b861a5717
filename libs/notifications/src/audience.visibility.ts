import type { Actor } from '#platform/actor.types.js';
import type { Tx } from '#platform/tx.js';
import { type CommentFacts, seesComment } from '#comments/comment.visibility.js';

const FACTS = `select r.norm_id, c.account_id, c.organization_id, c.status, c.tlp, r.publication,
    round_status(r.status, r.opens_at, r.closes_at, clock_now()) as round_status
  from comment c join round r on r.id = c.round_id where c.id = $1`;

const VIEWERS = `select a.id as account_id,
    coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'normId', g.norm_id)) from staff_grant g where g.account_id = a.id), '[]') as staff,
    coalesce((select jsonb_agg(jsonb_build_object('organizationId', m.organization_id, 'role', m.role)) from membership m where m.account_id = a.id), '[]') as memberships,
    exists (select 1 from submission s join round r on r.id = s.round_id where r.norm_id = $2 and s.status = 'SUBMITTED'
      and (s.account_id = a.id or s.organization_id in (select organization_id from membership m where m.account_id = a.id))) as takes_part
  from account a where a.id = any($1)`;

type Viewer = Pick<Actor, 'staff' | 'memberships'> & { accountId: string; takesPart: boolean };

/** Of these people the ones who may see the comment: the one rule of sight, asked for each of them as they are at this moment. */
export async function onlyThoseWhoMaySee<P extends { accountId: string }>(
  tx: Tx,
  commentId: string,
  people: readonly P[],
): Promise<P[]> {
  const facts = await tx.one<CommentFacts>(FACTS, [commentId]);
  if (!facts || people.length === 0) return [];
  const viewers = await tx.query<Viewer>(VIEWERS, [people.map(({ accountId }) => accountId), facts.normId]);
  const seeing = new Set(
    viewers.filter((viewer) => seesComment(asActor(viewer), facts, viewer.takesPart)).map(({ accountId }) => accountId),
  );
  return people.filter(({ accountId }) => seeing.has(accountId));
}

const asActor = ({ accountId, staff, memberships }: Viewer): Actor =>
  ({ kind: 'account', accountId, staff, memberships }) as Actor;
