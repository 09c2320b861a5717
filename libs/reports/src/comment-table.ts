import { wantedComments } from '#comments/comment.queries.js';
import { PSEUDONYM, type SqlCondition, visibleComments } from '#comments/comment.visibility.js';
import { ANONYMOUS } from '#platform/actor.rules.js';
import { Ctx } from '#platform/ctx.js';
import type {
  Attribution,
  ChangeRequest,
  CommentFilter,
  CommentStatus,
  CommentType,
  DispositionStatus,
  ExportTier,
  Outcome,
  Tlp,
} from '#platform/schema.types.js';

/** Which comments a table is to have. */
export interface TableScope {
  roundIds: readonly string[];
  tier: ExportTier;
  filter: CommentFilter | null;
}

/** A row of the table of comments, before it becomes cells. */
export interface TableRow {
  id: string;
  reference: string;
  submittedAt: Date;
  organization: string | null;
  displayName: string;
  pseudonym: string | null;
  attribution: Attribution;
  stakeholderGroup: string;
  region: string;
  sector: string | null;
  eId: string | null;
  provisionNumber: string | null;
  provisionHeading: string | null;
  type: CommentType;
  position: string;
  change: ChangeRequest;
  blocking: boolean;
  quoted: string | null;
  body: string;
  rationale: string | null;
  proposedText: string | null;
  tlp: Tlp;
  locale: string;
  status: CommentStatus;
  withheldReason: string | null;
  agree: number;
  disagree: number;
  pass: number;
  late: boolean;
  outcome: Outcome | null;
  /** With DUPLICATE: the reference of the comment that it is answered with. */
  duplicateOf: string | null;
  response: string | null;
  dispositionStatus: DispositionStatus | null;
  amended: string[];
  country: string | null;
  /** Where the table that it was imported from placed it, as it was written. */
  writtenClause: string | null;
  writtenParagraph: string | null;
  line: string | null;
}

const WITHHELD = '(not for this table: TLP:RED)';

/** One column: its heading in a table, its name in JSON, and what stands in it; `value` where JSON has something better than text. */
export interface TableColumn {
  heading: string;
  name: string;
  cell: (row: TableRow, tier: ExportTier) => string;
  value?: (row: TableRow) => unknown;
}

const yesNo = (name: 'blocking' | 'late', heading: string): TableColumn => ({
  heading,
  name,
  cell: (row) => (row[name] ? 'yes' : 'no'),
  value: (row) => row[name],
});

/** A column of a text that the author wrote or was answered. The text of a RED comment stands in no export; that there is one, does. */
const text = (name: 'body' | 'rationale' | 'proposedText' | 'response' | 'quoted', heading: string): TableColumn => ({
  heading,
  name,
  cell: (row) => unlessRed(row, row[name] ?? ''),
});

const plain = (
  name: 'reference' | 'stakeholderGroup' | 'region' | 'sector' | 'eId' | 'type' | 'position' | 'change' | 'locale' | 'status',
  heading: string,
): TableColumn => ({ heading, name, cell: (row) => row[name] ?? '' });

/** The columns in their order. The secretariat's table and the public one have the same, and so has JSON. */
export const COLUMNS: readonly TableColumn[] = [
  plain('reference', 'Reference'),
  { heading: 'Submitted at (UTC)', name: 'submittedAt', cell: (row) => row.submittedAt.toISOString() },
  {
    heading: 'Organization',
    name: 'organization',
    cell: (row, tier) => (tier === 'PUBLIC' && row.attribution === 'PSEUDONYMOUS' ? '' : (row.organization ?? '')),
  },
  { heading: 'Author', name: 'author', cell: author },
  plain('stakeholderGroup', 'Stakeholder group'),
  plain('region', 'Region'),
  plain('sector', 'Sector'),
  plain('eId', 'Provision'),
  { heading: 'Number', name: 'number', cell: (row) => row.provisionNumber ?? '' },
  { heading: 'Heading', name: 'heading', cell: (row) => row.provisionHeading ?? '' },
  text('quoted', 'Quoted words'),
  plain('type', 'Type'),
  plain('position', 'Position'),
  plain('change', 'Requested change'),
  yesNo('blocking', 'Blocking'),
  text('body', 'Comment'),
  text('rationale', 'Rationale'),
  text('proposedText', 'Proposed text'),
  { heading: 'TLP', name: 'tlp', cell: (row) => `TLP:${row.tlp.replace('_', '+')}` },
  plain('locale', 'Language'),
  plain('status', 'Status'),
  { heading: 'Withheld because', name: 'withheldReason', cell: (row) => unlessRed(row, row.withheldReason ?? '') },
  yesNo('late', 'Late'),
  { heading: 'Agree', name: 'agree', cell: (row) => String(row.agree), value: (row) => row.agree },
  { heading: 'Disagree', name: 'disagree', cell: (row) => String(row.disagree), value: (row) => row.disagree },
  { heading: 'Pass', name: 'pass', cell: (row) => String(row.pass), value: (row) => row.pass },
  { heading: 'Outcome', name: 'outcome', cell: (row) => row.outcome ?? '' },
  { heading: 'Duplicate of', name: 'duplicateOf', cell: (row) => row.duplicateOf ?? '' },
  text('response', 'Response'),
  { heading: 'Disposition', name: 'dispositionStatus', cell: (row) => row.dispositionStatus ?? '' },
  { heading: 'Amended provisions', name: 'amended', cell: (row) => row.amended.join(', '), value: (row) => row.amended },
];

/** The text, unless the comment is RED (domain.md, Who sees what). */
export const unlessRed = (row: Pick<TableRow, 'tlp'>, words: string): string => (row.tlp === 'RED' && words ? WITHHELD : words);

const WIDTHS: Readonly<Record<string, number>> = {
  Comment: 60,
  Rationale: 40,
  'Quoted words': 40,
  'Proposed text': 50,
  Response: 50,
  Heading: 30,
};

/** How wide each column is in a spreadsheet, in characters. */
export const COLUMN_WIDTHS: readonly number[] = COLUMNS.map(({ heading }) => WIDTHS[heading] ?? 18);

function author(row: TableRow, tier: ExportTier): string {
  if (tier === 'SECRETARIAT' || row.attribution === 'NAMED') return row.displayName;
  return row.pseudonym ?? '';
}

/**
 * The rows of the table in document order, what is general first. The secretariat has every submitted comment,
 * those that are withheld or withdrawn marked; the public has what everyone may see, and its answers once they are out. A filter
 * takes some of them, by what the tier may know.
 */
export function tableRows(ctx: Ctx, { roundIds, tier, filter }: TableScope): SqlCondition {
  const viewer = tier === 'PUBLIC' ? new Ctx(ctx.db, ANONYMOUS, ctx.requestId) : Ctx.system(ctx.db, ctx.requestId);
  const visible = visibleComments(viewer.actor, 2);
  const wanted = wantedComments(viewer, roundIds, filter ?? {}, 2 + visible.values.length);
  const told = tier === 'PUBLIC' ? 'and k.concluded_at is not null' : '';
  const text = `select c.id, c.reference, c.submitted_at, o.name as organization, o.country, a.display_name, c.attribution, c.stakeholder_group, c.region, o.sector,
      ${PSEUDONYM} as pseudonym,
      c.eid as "eId", p.number as provision_number, coalesce(p.heading, parent.heading) as provision_heading, c.quote ->> 'exact' as quoted,
      c.type, c.position, c.change, c.blocking, c.body, c.rationale, c.proposed_text, c.tlp, c.locale, c.status, c.withheld_reason, c.late,
      c.agree, c.disagree, c.pass, d.outcome, d.response, d.status as disposition_status, duplicate.reference as duplicate_of,
      w.clause as written_clause, w.paragraph as written_paragraph, w.line,
      coalesce((select array_agg(coalesce(m.new_eid, m.eid) order by m.id) from amendment_comment mc join amendment m on m.id = mc.amendment_id
                where mc.comment_id = c.id and d.id is not null), '{}') as amended
    from comment c join round r on r.id = c.round_id join account a on a.id = c.account_id join norm_version v on v.id = c.version_id
    left join organization o on o.id = c.organization_id
    left join provision p on p.version_id = c.version_id and p.eid = c.eid and p.locale = v.locales[1]
    left join provision parent on parent.version_id = p.version_id and parent.eid = p.parent_eid and parent.locale = p.locale
    left join (disposition d join review_cycle k on k.id = d.cycle_id) on d.comment_id = c.id ${told}
    left join comment duplicate on duplicate.id = d.duplicate_of left join comment_origin w on w.comment_id = c.id
    where c.round_id = any($1::uuid[]) and c.number is not null and ${visible.text} and ${wanted.text}
    order by c.place, c.number, c.round_id`;
  return { text, values: [roundIds, ...visible.values, ...wanted.values] };
}
