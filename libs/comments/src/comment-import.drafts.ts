import type { Tx } from '#platform/tx.js';
import { readRows } from './comment-import.rules.js';
import type { ImportPlan, RoundText } from './comment-import.store.js';
import type { ImportedRow, RowRemark } from './comment-import.types.js';
import { TEMPLATE_COLUMNS, WrittenPlaces } from './commenting-template.rules.js';
import { draftsByCode } from './draft-row.queries.js';
import { changedDraft, codeOf, draftCells, type DraftMark, type DraftRow } from './draft-row.rules.js';
import type { Submission } from './submission.entity.js';
import { columnsOf } from './table-columns.rules.js';

type MarkedRow = ImportedRow & { mark: DraftMark };

/** Adds to a plan what becomes of the rows that were offered with a draft in them: each leads back to its draft, and to no new one. */
export async function planDrafts(
  tx: Tx,
  plan: ImportPlan,
  { submission, rows, text }: { submission: Submission; rows: readonly ImportedRow[]; text: RoundText },
): Promise<void> {
  const marked = rows.filter((row): row is MarkedRow => row.mark !== null);
  if (marked.length === 0) return;
  const drafts = await draftsByCode((statement, values) => tx.query(statement, values), submission, [
    ...new Set(marked.map(({ mark }) => mark.code)),
  ]);
  const offered = asOffered(drafts, text);
  const byCode = new Map(drafts.map((draft) => [codeOf(draft.id), draft]));
  for (const row of marked) {
    const decided = decide(row, byCode.get(row.mark.code), { offered: offered.get(row.mark.code), submission });
    if (decided === null) plan.unchanged++;
    else if ('message' in decided) plan.errors.push(decided);
    else plan.rewritten.push(decided);
  }
}

/** The drafts read as the rows that they are offered in, by their codes. */
function asOffered(drafts: readonly DraftRow[], { provisions, title, slug }: RoundText): Map<string, ImportedRow> {
  const headings = TEMPLATE_COLUMNS.map(({ heading }) => heading);
  const places = new WrittenPlaces(provisions);
  const rows = drafts.map((draft, row) => ({ row, cells: draftCells(draft, places), numbers: new Set<number>() }));
  const reading = readRows({
    table: { head: {}, headings, rows, faults: [] },
    columns: columnsOf(headings, { columns: [], isKept: false }),
    provisions,
    names: [title, slug],
    unresolved: 'WHOLE_DRAFT',
    hold: (comment) => comment,
  });
  return new Map(reading.rows.flatMap((row) => (row.mark ? [[row.mark.code, row]] : [])));
}

type Decided = ImportPlan['rewritten'][number] | RowRemark | null;

function decide(
  row: MarkedRow,
  draft: DraftRow | undefined,
  { offered, submission }: { offered: ImportedRow | undefined; submission: Submission },
): Decided {
  const wrong = (message: string): RowRemark => ({ row: row.row, column: null, message });
  if (!draft || !offered) return wrong(GONE);
  const changed = changedDraft(draft.comment, offered.comment, row.comment);
  const isMoved = row.clause !== offered.clause || row.paragraph !== offered.paragraph || row.line !== offered.line;
  if (!changed && !isMoved) return null;
  if (draft.submissionId !== submission.id) return wrong(HANDED_IN);
  if (!isOffered(row.mark, draft)) return wrong(EDITED);
  const comment = changed ?? draft.comment;
  return { commentId: draft.id, row: { ...row, comment }, offeredRevision: row.mark.revision };
}

/** Whether nobody has changed the draft since it was offered, or only this same file did. */
const isOffered = ({ revision }: DraftMark, draft: DraftRow): boolean =>
  draft.revision === revision || (draft.origin?.offeredRevision === revision && draft.origin.commentRevision === draft.revision);

const GONE =
  'The draft that this row was offered for is not there: it was deleted, or is another side’s. Take its number (D-…) out of the first column to add the row as a new comment.';
const HANDED_IN =
  'The comment of this row is in another submission, and what was handed in does not change. Take the row out, or its number (D-…) to add it as a new comment.';
const EDITED =
  'The comment of this row was edited here since the table was offered. Take a new table and make the change there, or take the row out.';
