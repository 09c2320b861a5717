import { randomBytes } from 'node:crypto';
import type { Ctx } from '#platform/ctx.js';
import { statementName } from '#platform/database.js';
import { mismatch } from '#platform/idempotency.js';
import { newId } from '#platform/ids.js';
import { columnsToProperties } from '#platform/naming.js';
import { badInput, found, insist, notFound, type Refusal } from '#platform/refusal.js';
import type { CommentInput, RoundStatus, SubmitCommentInput } from '#platform/schema.types.js';
import { admits } from '#rounds/admission.queries.js';
import { counterOf } from '#rounds/round-number.queries.js';
import { prepareComment } from './anchor.queries.js';
import { attachmentHashes } from './attachment.queries.js';
import { COMMENT_COLUMNS, type CommentRow, toComment } from './comment.row.js';
import type { Comment, Quote } from './comment.types.js';
import { receiptComment, receiptParts } from './receipt.js';
import { speakerOf } from './speaker.queries.js';
import { asksFirst, notAdmitted, refuseSigner, roundNotOpen } from './submission.rules.js';

/**
 * One comment in one step, in one statement and so in one transaction: the round's row is locked against its closing, then the
 * clock is read, then right, provision and key are checked, and submission, receipt, comment and log entry are written, or
 * nothing is. `verdict` says which. docs/adr/0005-one-statement-submission.md tells why it is written so.
 */
const SUBMIT = `
with held as (
  select * from round where id = $1 for share
), r as materialized (
  select held.*, clock_now() as at from held where status <> 'DRAFT'
), a as materialized (
  select * from account where id = $2
), o as materialized (
  select * from organization where id = $3
), p as materialized (
  select min(position) as position from provision where version_id = (select version_id from r) and eid = $4
), ruled as materialized (
  select r.*, round_status(r.status, r.opens_at, r.closes_at, r.at) as now_status, case
    when not ${admits('r', '$2', '$3')} then 'NOT_ADMITTED'
    when round_takes(r.status, r.opens_at, r.closes_at, r.late_policy, r.grace_minutes, d.created_at, r.at) is null then 'ROUND_NOT_OPEN'
    when $4::text is not null and (select position from p) is null then 'NO_PROVISION'
    when exists (select 1 from round_question q where q.round_id = r.id and q.required) then 'ASKS'
    else round_takes(r.status, r.opens_at, r.closes_at, r.late_policy, r.grace_minutes, d.created_at, r.at) end as verdict
  from r
  left join submission d on d.round_id = r.id and d.status = 'DRAFT'
    and case when $3::uuid is null then d.account_id = $2 and d.organization_id is null else d.organization_id = $3 end
), claimed as (
  insert into idempotency (account_id, key, write, body_hash, result, created_at)
  select $2, $5, $6, $7, to_jsonb($8::text), at from ruled where verdict in ('IN_TIME', 'LATE') and $5::text is not null
  on conflict (account_id, key, write) do nothing returning key
), taken as materialized (
  select ruled.*, nextval((${counterOf('comment', 'ruled.id')})::regclass) as n, nextval((${counterOf('receipt', 'ruled.id')})::regclass) as s
  from ruled where verdict in ('IN_TIME', 'LATE') and ($5::text is null or exists (select 1 from claimed))
), receipted as materialized (
  select taken.*, reference || '-S' || lpad(s::text, greatest(4, length(s::text)), '0') as receipt from taken
), s as (
  insert into submission (id, round_id, organization_id, account_id, status, late, created_at, submitted_at, receipt_number, content_hash, salt)
  select $9, id, $3, $2, 'SUBMITTED', verdict = 'LATE', at, at, receipt,
    encode(sha256(convert_to($10 || receipt || $11 || reference || $12 ||
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"}', 'UTF8')), 'hex'), $13
  from receipted returning content_hash
), c as (
  insert into comment (id, round_id, submission_id, account_id, organization_id, stakeholder_group, region, reference, number, place, version_id,
    eid, quote, type, position, change, blocking, body, rationale, proposed_text, tlp, attribution, locale, attachment_ids, status, late, created_at, submitted_at)
  select $8::uuid, id, $9, $2, $3, coalesce((select stakeholder_group from o), 'INDIVIDUAL'),
    coalesce((select region from o), (select region from a), 'GLOBAL'),
    reference || '-' || lpad(n::text, greatest(4, length(n::text)), '0'), n, coalesce((select position from p), 0), version_id,
    $4, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
    case publication when 'AFTER_MODERATION' then 'PENDING_MODERATION' else 'PUBLISHED' end, verdict = 'LATE', at, at
  from receipted returning *
), told as (
  insert into event (id, at, action, actor_id, subject_id, norm_id, round_id, data)
  select $26, clock_now(), 'submission.submitted', $2, $9, norm_id, id,
    jsonb_build_object('receipt', receipt, 'contentHash', (select content_hash from s), 'submittedAt', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'late', verdict = 'LATE')
  from receipted
)
select ruled.verdict, ruled.now_status, ${COMMENT_COLUMNS}
from ruled left join r on true left join a on true left join c on true left join o on c.organization_id = o.id`;

type SubmitRow = CommentRow & {
  verdict: 'IN_TIME' | 'LATE' | 'ROUND_NOT_OPEN' | 'NOT_ADMITTED' | 'NO_PROVISION' | 'ASKS';
  nowStatus: RoundStatus;
};

/** The comment as it was taken, or the id of what an earlier request with the same key made. */
export type SubmitResult = { comment: Comment } | { repeated: string };

/** Takes one comment for the account, or for an organization it signs for. Errors as of `submitComment` in the contract. */
export async function submitInOneStep(ctx: Ctx, { roundId, comment: given, ...side }: SubmitCommentInput): Promise<SubmitResult> {
  const accountId = ctx.requireAccount();
  const organizationId = await speakerOf(ctx, side.organizationId);
  insist(refuseSigner(ctx.actor, organizationId));
  const comment = await prepareComment(ctx, { roundId }, given);
  const hashes = await attachmentHashes(ctx, comment, null);
  const id = newId();
  const values = [
    roundId,
    accountId,
    organizationId,
    comment.anchor?.eId ?? null,
    ...keyOf(ctx, id),
    ...receiptValues(ctx, comment, hashes),
  ];
  const text = { name: statementName(SUBMIT), text: SUBMIT, rowMode: 'array' as const };
  const result = await ctx.db.pool.query({ ...text, values: [...values, ...commentValues(ctx, comment), newId()] });
  const [row] = columnsToProperties<SubmitRow>(SUBMIT, result);
  if (row?.id) return { comment: toComment(ctx.actor, row) };
  const earlier = await earlierResult(ctx, accountId); // asked before any refusal: a repeated request was taken, whatever is now
  if (earlier === null) insist(verdictRefusal(row));
  return { repeated: found(earlier, 'comment') };
}

const keyOf = (ctx: Ctx, id: string): unknown[] => [
  ctx.idempotency?.key ?? null,
  ctx.idempotency ? ctx.idempotency.writes++ : 0,
  ctx.idempotency?.bodyHash ?? null,
  id,
];

function receiptValues(ctx: Ctx, comment: CommentInput, hashes: string[]): unknown[] {
  const salt = randomBytes(32).toString('hex');
  return [newId(), ...receiptParts([receiptComment(comment, ctx.locale, hashes)], [], salt), salt];
}

/** The columns of a comment as it was given, from `quote` to `attachment_ids`. */
export function commentValues(ctx: Ctx, comment: CommentInput): unknown[] {
  const { type, position = 'NEUTRAL', change = 'NONE', blocking = false, body, rationale = null, proposedText = null } = comment;
  const { tlp = 'CLEAR', attribution = 'NAMED', locale } = comment;
  return [
    quoteOf(comment),
    type,
    position,
    change,
    blocking,
    body,
    rationale,
    proposedText,
    tlp,
    attribution,
    locale ?? ctx.locale,
    comment.attachmentIds ?? [],
  ];
}

/** What an anchor quotes; null where it stands on the whole provision. */
export function quoteOf({ anchor }: CommentInput): Quote | null {
  if (!anchor) return null;
  const { eId: _eId, ...quote } = anchor;
  const given = Object.entries(quote).filter(([, value]) => value !== null && value !== undefined);
  return given.length > 0 ? Object.fromEntries(given) : null;
}

function verdictRefusal(row: SubmitRow | undefined): Refusal | null {
  if (!row) return notFound('round');
  switch (row.verdict) {
    case 'ROUND_NOT_OPEN':
      return roundNotOpen(row.nowStatus);
    case 'NOT_ADMITTED':
      return notAdmitted();
    case 'NO_PROVISION':
      return badInput('comment.anchor.eId', 'The version of this round has no such provision. Take an eId from its provisions.');
    case 'ASKS':
      return asksFirst();
    case 'IN_TIME':
    case 'LATE':
      return null;
  }
}

/** The comment that the same key made before, null where it made none; IDEMPOTENCY_MISMATCH where it was another request. */
async function earlierResult({ db, idempotency }: Ctx, accountId: string): Promise<string | null> {
  if (!idempotency) return null;
  const earlier = await db.unwalled.readOne<{ bodyHash: string; result: string }>(
    'select body_hash, result from idempotency where account_id = $1 and key = $2 and write = $3',
    [accountId, idempotency.key, idempotency.writes - 1],
  );
  if (earlier && earlier.bodyHash !== idempotency.bodyHash) throw mismatch();
  return earlier?.result ?? null;
}
