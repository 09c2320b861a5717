import type { Ctx } from '#platform/ctx.js';
import { badInput, found } from '#platform/refusal.js';
import type { CommentInput } from '#platform/schema.types.js';
import type { Quote } from './comment.types.js';
import type { DraftOrigin, DraftRow } from './draft-row.rules.js';
import type { Submission } from './submission.entity.js';
import { findSubmission, isSubmitter } from './submission.queries.js';

type Row = Omit<CommentInput, 'anchor'> &
  Omit<DraftOrigin, 'clause' | 'commentRevision'> & {
    id: string;
    submissionId: string;
    revision: number;
    eId: string | null;
    quote: Quote | null;
    clause: string | null;
    commentRevision: number | null;
  };

const COLUMNS = `c.id, c.submission_id, c.revision, c.eid as "eId", c.quote, c.type, c.position, c.change, c.blocking, c.body, c.rationale,
  c.proposed_text, c.tlp, c.attribution, c.locale, c.attachment_ids, o.row_id, o.clause, o.paragraph, o.line, o.comment_revision, o.offered_revision`;
const FROM = 'from comment c left join comment_origin o on o.comment_id = c.id';

/** Whoever reads: a database or a transaction. */
interface Reader {
  (text: string, values: unknown[]): Promise<Row[]>;
}

/** The draft comments of a submission, in the order of the text. The caller has asked whether they may be read. */
export const draftRows = async (read: Reader, submissionId: string): Promise<DraftRow[]> =>
  (
    await read(`select ${COLUMNS} ${FROM} where c.submission_id = $1 and c.status = 'DRAFT' order by c.place, c.id`, [
      submissionId,
    ])
  ).map(asDraft);

/** The comments that the same side has in the round under these codes (`codeOf`), handed in or not, but for what it took back. */
export const draftsByCode = async (read: Reader, submission: Submission, codes: readonly string[]): Promise<DraftRow[]> =>
  (
    await read(
      `select ${COLUMNS} ${FROM} join submission s on s.id = c.submission_id
       where s.round_id = $1 and s.status <> 'WITHDRAWN' and right(c.id::text, 12) = any($4)
         and case when $2::uuid is null then s.organization_id is null and s.account_id = $3 else s.organization_id = $2 end`,
      [submission.roundId, submission.organizationId, submission.accountId, codes],
    )
  ).map(asDraft);

/** The id of a submission of the caller's side in the round; NOT_FOUND for others, BAD_USER_INPUT for another round's. */
export async function ownSubmission(ctx: Ctx, roundId: string, id: string): Promise<string> {
  const seen = await findSubmission(ctx, id);
  const submission = found(seen && isSubmitter(ctx.actor, seen) ? seen : null, 'submission');
  if (submission.roundId !== roundId) throw badInput('submissionId', 'This submission is for another round.');
  return id;
}

/** The one draft that the caller has in the round, alone or with an organization; null where there is none, or more than one. */
export async function onlyDraft(ctx: Ctx, roundId: string): Promise<string | null> {
  const rows = await ctx.db.read<{ id: string }>(
    `select id from submission where round_id = $1 and status = 'DRAFT'
       and case when organization_id is null then account_id = $2 else organization_id = any($3) end limit 2`,
    [roundId, ctx.actor.accountId, ctx.actor.memberships.map(({ organizationId }) => organizationId)],
  );
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

function asDraft(row: Row): DraftRow {
  const { id, submissionId, revision, eId, quote, rowId, clause, paragraph, line, commentRevision, offeredRevision, ...said } =
    row;
  const anchor = eId === null ? null : { eId, ...quote };
  const origin =
    clause === null ? null : { rowId, clause, paragraph, line, commentRevision: commentRevision ?? 0, offeredRevision };
  return { id, submissionId, revision, comment: { ...said, anchor }, origin };
}
