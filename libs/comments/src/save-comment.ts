import { newId } from '#platform/ids.js';
import { badInput, conflict, found, insist, notFound } from '#platform/refusal.js';
import type { CommentInput, SaveCommentInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { refuseStale } from '#norms/norm.rules.js';
import { COMMENT_COLUMNS, type CommentRow } from './comment.row.js';
import { Submission } from './submission.entity.js';
import { isTheirs, refuseEditBy } from './submission.rules.js';
import { commentValues } from './submit-comment.js';

/**
 * A draft saved, in one statement: people's drafts are saved as they type, so this is asked far more often than anything else is
 * written. Under the submission's lock it is checked whose it is, whether it may be changed now, the provision and the revision; then
 * comment, revision of the submission and log entry are written, or nothing is, and no row comes back.
 */
const SAVE = `
with held as (
  select * from submission where id = $2 for update
), mine as materialized (
  select held.*, clock_now() as at from held
  where status = 'DRAFT' and case when organization_id is null then account_id = $3 else organization_id = any($4::uuid[]) end
), s as materialized (
  select mine.*, r.version_id, (select min(position) from provision p where p.version_id = r.version_id and p.eid = $8) as place
  from mine join round r on r.id = mine.round_id
  where organization_id is null or internal_deadline is null or at < internal_deadline or organization_id = any($5::uuid[])
), made as (
  insert into comment (id, round_id, submission_id, account_id, organization_id, stakeholder_group, region, version_id, place, eid,
    quote, type, position, change, blocking, body, rationale, proposed_text, tlp, attribution, locale, attachment_ids, status, created_at)
  select $1, s.round_id, s.id, $3, s.organization_id, coalesce(o.stakeholder_group, 'INDIVIDUAL'), coalesce(o.region, a.region, 'GLOBAL'),
    s.version_id, coalesce(s.place, 0), $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 'DRAFT', s.at
  from s join account a on a.id = $3 left join organization o on o.id = s.organization_id
  where not $6 and ($8::text is null or s.place is not null)
  returning *
), rewritten as (
  update comment c set place = coalesce(s.place, 0), eid = $8, quote = $9, type = $10, position = $11, change = $12, blocking = $13, body = $14,
    rationale = $15, proposed_text = $16, tlp = $17, attribution = $18, locale = $19, attachment_ids = $20, revision = c.revision + 1
  from s where $6 and c.id = $1 and c.submission_id = s.id and ($7::int is null or c.revision = $7) and ($8::text is null or s.place is not null)
  returning c.*
), c as (
  select * from made union all select * from rewritten
), touched as (
  update submission set revision = submission.revision + 1 from c where submission.id = c.submission_id
), told as (
  insert into event (id, at, action, actor_id, subject_id, norm_id, round_id, data)
  select $21, clock_now(), 'comment.saved', $3, c.id, null, c.round_id, '{}' from c
)
select ${COMMENT_COLUMNS} from c join round r on r.id = c.round_id join account a on a.id = c.account_id
  left join organization o on o.id = c.organization_id`;

/** Stores the comment as a draft; where it cannot be, finds out why and refuses it: NOT_FOUND, CONFLICT, BAD_USER_INPUT. */
export async function saveInOneStep(tx: Tx, input: SaveCommentInput, comment: CommentInput): Promise<CommentRow> {
  const { actor } = tx.ctx;
  const { submissionId, commentId, expectedRevision } = input;
  const row = await tx.one<CommentRow>(SAVE, [
    commentId ?? newId(),
    submissionId,
    tx.ctx.requireAccount(),
    actor.memberships.map(({ organizationId }) => organizationId),
    actor.memberships.filter(({ role }) => role === 'APPROVER').map(({ organizationId }) => organizationId),
    Boolean(commentId),
    expectedRevision ?? null,
    comment.anchor?.eId ?? null,
    ...commentValues(tx.ctx, comment),
    newId(),
  ]);
  return row ?? refuse(tx, input);
}

async function refuse(tx: Tx, { submissionId, commentId, expectedRevision, comment }: SaveCommentInput): Promise<never> {
  const submission = await tx.find(Submission, submissionId);
  if (!submission || !isTheirs(tx.ctx.actor, submission)) throw notFound('submission');
  insist(refuseEditBy(tx.ctx.actor, submission, tx.now));
  if (commentId) {
    const values = [commentId, submissionId];
    const present = await tx.one<{ revision: number }>(
      'select revision from comment where id = $1 and submission_id = $2',
      values,
    );
    insist(refuseStale(found(present, 'comment').revision, expectedRevision));
  }
  if (comment.anchor) {
    throw badInput('comment.anchor.eId', 'The version of this round has no such provision. Take an eId from its provisions.');
  }
  throw conflict('Somebody changed this meanwhile. Load it again.', submission.status);
}
