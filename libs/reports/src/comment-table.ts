import { PSEUDONYM, visibleComments } from '#comments/comment.visibility.js';
import { ANONYMOUS } from '#platform/actor.rules.js';
import type { Attribution, ExportTier, Tlp } from '#platform/schema.types.js';

/** A row of the table of comments, before it becomes cells. */
export interface TableRow {
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
  type: string;
  position: string;
  change: string;
  blocking: boolean;
  body: string;
  rationale: string | null;
  proposedText: string | null;
  tlp: Tlp;
  locale: string;
  status: string;
  late: boolean;
  outcome: string | null;
  response: string | null;
  dispositionStatus: string | null;
  amended: string[];
  place: number;
  number: number;
}

const WITHHELD = '(not for this table: TLP:RED)';

/** The columns in their order: heading, and what stands in it. The secretariat's table and the public one have the same. */
export const COLUMNS: readonly [string, (row: TableRow, tier: ExportTier) => string][] = [
  ['Reference', (row) => row.reference],
  ['Submitted at (UTC)', (row) => row.submittedAt.toISOString()],
  ['Organization', (row, tier) => (tier === 'PUBLIC' && row.attribution === 'PSEUDONYMOUS' ? '' : (row.organization ?? ''))],
  ['Author', author],
  ['Stakeholder group', (row) => row.stakeholderGroup],
  ['Region', (row) => row.region],
  ['Sector', (row) => row.sector ?? ''],
  ['Provision', (row) => row.eId ?? ''],
  ['Number', (row) => row.provisionNumber ?? ''],
  ['Heading', (row) => row.provisionHeading ?? ''],
  ['Type', (row) => row.type],
  ['Position', (row) => row.position],
  ['Requested change', (row) => row.change],
  ['Blocking', (row) => (row.blocking ? 'yes' : 'no')],
  ['Comment', (row) => unlessRed(row, row.body)],
  ['Rationale', (row) => unlessRed(row, row.rationale ?? '')],
  ['Proposed text', (row) => unlessRed(row, row.proposedText ?? '')],
  ['TLP', (row) => `TLP:${row.tlp.replace('_', '+')}`],
  ['Language', (row) => row.locale],
  ['Status', (row) => row.status],
  ['Late', (row) => (row.late ? 'yes' : 'no')],
  ['Outcome', (row) => row.outcome ?? ''],
  ['Response', (row) => unlessRed(row, row.response ?? '')],
  ['Disposition', (row) => row.dispositionStatus ?? ''],
  ['Amended provisions', (row) => row.amended.join(', ')],
];

/** The text of a RED comment stands in no export (domain.md, Who sees what); that there is one, does. */
const unlessRed = (row: TableRow, text: string): string => (row.tlp === 'RED' && text ? WITHHELD : text);

const WIDTHS: Readonly<Record<string, number>> = { Comment: 60, Rationale: 40, 'Proposed text': 50, Response: 50, Heading: 30 };

/** How wide each column is in a spreadsheet, in characters. */
export const COLUMN_WIDTHS: readonly number[] = COLUMNS.map(([heading]) => WIDTHS[heading] ?? 18);

function author(row: TableRow, tier: ExportTier): string {
  if (tier === 'SECRETARIAT' || row.attribution === 'NAMED') return row.displayName;
  return row.pseudonym ?? '';
}

/** A page of the table in document order; `$1` round, `$2`/`$3` the place and number after which it goes on, `$4` how many rows. */
export function tablePage(tier: ExportTier): { text: string; values: unknown[] } {
  const visible = tier === 'PUBLIC' ? visibleComments(ANONYMOUS, 5) : { text: 'true', values: [] };
  const told = tier === 'PUBLIC' ? 'and k.concluded_at is not null' : '';
  const text = `select c.reference, c.submitted_at, o.name as organization, a.display_name, c.attribution, c.stakeholder_group, c.region, o.sector,
      ${PSEUDONYM} as pseudonym,
      c.eid as "eId", p.number as provision_number, coalesce(p.heading, parent.heading) as provision_heading, c.type, c.position, c.change, c.blocking,
      c.body, c.rationale, c.proposed_text, c.tlp, c.locale, c.status, c.late, d.outcome, d.response, d.status as disposition_status,
      coalesce((select array_agg(coalesce(m.new_eid, m.eid) order by m.id) from amendment_comment mc join amendment m on m.id = mc.amendment_id
                where mc.comment_id = c.id and d.id is not null), '{}') as amended, c.place, c.number::int as number
    from comment c join round r on r.id = c.round_id join account a on a.id = c.account_id join norm_version v on v.id = c.version_id
    left join organization o on o.id = c.organization_id
    left join provision p on p.version_id = c.version_id and p.eid = c.eid and p.locale = v.locales[1]
    left join provision parent on parent.version_id = p.version_id and parent.eid = p.parent_eid and parent.locale = p.locale
    left join (disposition d join review_cycle k on k.id = d.cycle_id) on d.comment_id = c.id ${told}
    where c.round_id = $1 and c.number is not null and (c.place, c.number) > ($2::int, $3::bigint) and ${visible.text}
    order by c.place, c.number limit $4`;
  return { text, values: visible.values };
}
