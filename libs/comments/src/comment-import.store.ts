import { newId } from '#platform/ids.js';
import type { Tx } from '#platform/tx.js';
import type { ImportedRow, RowRemark } from './comment-import.types.js';
import type { Referable } from './reference.rules.js';
import type { Submission } from './submission.entity.js';
import { commentValues } from './submit-comment.js';

/** The text that a round is on. */
export interface RoundText {
  title: string;
  slug: string;
  version: number;
  provisions: Referable[];
  /** The text of each provision by its eId, in every language there is. */
  texts: Map<string, string[]>;
}

/** An imported row as it is kept with its comment. */
interface Origin {
  commentId: string;
  submissionId: string;
  rowId: string | null;
  rowHash: string;
  isEdited: boolean;
}

/** What is done with each row. */
export interface ImportPlan {
  added: ImportedRow[];
  /** `offeredRevision`: which one of its draft the file was offered with; null for rows known by their number. */
  rewritten: { commentId: string; row: ImportedRow; offeredRevision: number | null }[];
  unchanged: number;
  errors: RowRemark[];
}

/** The provisions of the round's version in document order, in its first language. */
export async function provisionsOf(tx: Tx, roundId: string): Promise<RoundText> {
  const text = await tx.one<{ title: string; slug: string; version: number; versionId: string; locale: string }>(
    `select n.title, n.slug, v.number as version, v.id as version_id, v.locales[1] as locale from round r
     join norm_version v on v.id = r.version_id join norm n on n.id = r.norm_id where r.id = $1`,
    [roundId],
  );
  const provisions = await tx.query<Referable>(
    `select eid as "eId", parent_eid as "parentEId", number, heading from provision where version_id = $1 and locale = $2 order by position`,
    [text?.versionId, text?.locale],
  );
  const texts = await tx.query<{ eId: string; texts: string[] }>(
    `select eid as "eId", array_agg(text order by locale <> $2, locale) as texts from provision where version_id = $1 group by eid`,
    [text?.versionId, text?.locale],
  );
  return {
    title: text?.title ?? '',
    slug: text?.slug ?? '',
    version: text?.version ?? 0,
    provisions,
    texts: new Map(texts.map((row) => [row.eId, row.texts])),
  };
}

/** The rows that the same side has brought into the round before, but for what it took back. */
export const originsOf = (tx: Tx, submission: Submission): Promise<Origin[]> =>
  tx.query<Origin>(
    `select o.comment_id, o.submission_id, o.row_id, o.row_hash, c.revision <> o.comment_revision as is_edited
     from comment_origin o join comment c on c.id = o.comment_id join submission s on s.id = o.submission_id
     where s.round_id = $1 and s.status <> 'WITHDRAWN'
       and case when $2::uuid is null then s.organization_id is null and s.account_id = $3 else s.organization_id = $2 end`,
    [submission.roundId, submission.organizationId, submission.accountId],
  );

/** Which rows without a draft's mark are new, which are there as they are, and which take the place of an earlier one with their number. */
export function planOf(rows: readonly ImportedRow[], origins: readonly Origin[], submissionId: string): ImportPlan {
  const plan: ImportPlan = { added: [], rewritten: [], unchanged: 0, errors: [] };
  const hashes = new Set(origins.map(({ rowHash }) => rowHash));
  const byId = new Map(origins.filter((origin) => origin.submissionId === submissionId).map((origin) => [origin.rowId, origin]));
  for (const row of rows.filter(({ mark }) => mark === null)) {
    const earlier = row.rowId === null ? undefined : byId.get(row.rowId);
    if (hashes.has(row.hash)) plan.unchanged++;
    else if (!earlier) plan.added.push(row);
    else if (!earlier.isEdited) plan.rewritten.push({ commentId: earlier.commentId, row, offeredRevision: null });
    else
      plan.errors.push({
        row: row.row,
        column: null,
        message: `The comment of ${row.rowId ?? ''} was edited here since it was imported. Take the row out, or delete the comment first.`,
      });
  }
  return plan;
}

const RECORD = `(id uuid, eid text, quote jsonb, type text, position text, change text, blocking boolean, body text, rationale text, proposed_text text,
  tlp text, attribution text, locale text, offered_revision int, row_id text, row_hash text, clause text, paragraph text, line text)`;

const INSERT = `with given as (select * from jsonb_to_recordset($1) as x${RECORD}), made as (
  insert into comment (id, round_id, submission_id, account_id, organization_id, stakeholder_group, region, version_id, place, eid,
      quote, type, position, change, blocking, body, rationale, proposed_text, tlp, attribution, locale, status, created_at)
    select x.id, s.round_id, s.id, a.id, s.organization_id, coalesce(o.stakeholder_group, 'INDIVIDUAL'), coalesce(o.region, a.region, 'GLOBAL'),
      r.version_id, coalesce((select min(p.position) from provision p where p.version_id = r.version_id and p.eid = x.eid), 0), x.eid,
      x.quote, x.type, x.position, x.change, x.blocking, x.body, x.rationale, x.proposed_text, x.tlp, x.attribution, x.locale, 'DRAFT', clock_now()
    from given x, submission s join round r on r.id = s.round_id join account a on a.id = $2 left join organization o on o.id = s.organization_id
    where s.id = $3 returning id, submission_id, revision)
  insert into comment_origin (comment_id, submission_id, row_id, row_hash, clause, paragraph, line, comment_revision)
    select m.id, m.submission_id, x.row_id, x.row_hash, x.clause, x.paragraph, x.line, m.revision from made m join given x on x.id = m.id`;

const REWRITE = `with given as (select * from jsonb_to_recordset($1) as x${RECORD}), made as (
  update comment c set place = coalesce((select min(p.position) from provision p where p.version_id = c.version_id and p.eid = x.eid), 0),
      eid = x.eid, quote = x.quote, type = x.type, position = x.position, change = x.change, blocking = x.blocking, body = x.body,
      rationale = x.rationale, proposed_text = x.proposed_text, tlp = x.tlp, attribution = x.attribution, locale = x.locale, revision = c.revision + 1
    from given x where c.id = x.id and c.submission_id = $2 returning c.id, c.revision)
  insert into comment_origin (comment_id, submission_id, row_id, row_hash, clause, paragraph, line, comment_revision, offered_revision)
    select m.id, $2, x.row_id, x.row_hash, x.clause, x.paragraph, x.line, m.revision, x.offered_revision from made m join given x on x.id = m.id
  on conflict (comment_id) do update set clause = excluded.clause, paragraph = excluded.paragraph, line = excluded.line,
    comment_revision = excluded.comment_revision, offered_revision = excluded.offered_revision,
    row_hash = case when excluded.offered_revision is null then excluded.row_hash else comment_origin.row_hash end`; // its own file is known still

const BATCH = 1000;

/** Stores rows as draft comments, a thousand in a statement. */
export async function insertRows(tx: Tx, submission: Submission, rows: readonly ImportedRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) {
    const records = rows.slice(at, at + BATCH).map((row) => recordOf(tx, newId(), row, null));
    await tx.query(INSERT, [JSON.stringify(records), tx.ctx.requireAccount(), submission.id]);
  }
}

/** Gives earlier rows their new words. */
export async function rewriteRows(tx: Tx, submission: Submission, rows: ImportPlan['rewritten']): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) {
    const records = rows
      .slice(at, at + BATCH)
      .map(({ commentId, row, offeredRevision }) => recordOf(tx, commentId, row, offeredRevision));
    await tx.query(REWRITE, [JSON.stringify(records), submission.id]);
  }
}

function recordOf(tx: Tx, id: string, row: ImportedRow, offered_revision: number | null): object {
  const { rowId, hash, clause, paragraph, line, comment } = row;
  const [quote, type, position, change, blocking, body, rationale, proposed_text, tlp, attribution, locale] = commentValues(
    tx.ctx,
    comment,
  );
  const given = { quote, type, position, change, blocking, body, rationale, proposed_text, tlp, attribution, locale };
  const origin = { offered_revision, row_id: rowId, row_hash: hash, clause, paragraph: paragraph || null, line: line || null };
  return { id, eid: comment.anchor?.eId ?? null, ...given, ...origin };
}
