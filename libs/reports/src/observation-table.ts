import type { SentTable } from '#platform/table.types.js';
import { TEMPLATE_COLUMNS } from '#comments/commenting-template.rules.js';
import { columnsOf, presetOf } from '#comments/table-columns.rules.js';
import { COLUMNS, type TableRow } from './comment-table.js';
import type { IsoRows } from './iso-table.js';
import { type Observation, readObservations } from './observation.rules.js';

/** A form in which the secretariat's table goes out and comes back. */
export interface TableForm {
  /** The comment's reference in a row; null where it has none. */
  referenceIn: (cells: readonly string[]) => string | null;
  /** The observations in a row, and the heading of their column; `said` null where they begin with no keyword. */
  observationsIn: (cells: readonly string[]) => { text: string; said: Observation | null; heading: string };
  /** The observations as the table would have them now, in the words of `observationsIn`. */
  present: (row: TableRow) => string;
  /** The headings of cells that are not as they went out, observations left aside. */
  changed: (cells: readonly string[], row: TableRow) => string[];
}

const REFERENCE = /(?<![A-Z0-9-])[A-Z0-9][A-Z0-9-]*-\d{4,}(?![\w-])/;
const OBSERVATIONS = TEMPLATE_COLUMNS.length - 1;

/** The form of a table by its headings; null where it is none that goes out. */
export function formOf(table: SentTable, iso: IsoRows): TableForm | null {
  const mapping = { columns: [], isKept: false };
  if (presetOf(table.headings)?.name === 'COLLOQUY') return ownForm(table.headings);
  const columns = columnsOf(table.headings, mapping);
  return columns.OBSERVATIONS === OBSERVATIONS && table.headings.length === TEMPLATE_COLUMNS.length
    ? templateForm(table.headings, iso)
    : null;
}

/** The commenting template: the reference stands in the first column, the observations in the last. */
const templateForm = (headings: readonly string[], iso: IsoRows): TableForm => ({
  referenceIn: (cells) => REFERENCE.exec(cells[0] ?? '')?.[0] ?? null,
  observationsIn: (cells) => {
    const text = (cells[OBSERVATIONS] ?? '').trim();
    return { text, said: readObservations(text), heading: headings[OBSERVATIONS] ?? '' };
  },
  present: (row) => iso.cells(row)[OBSERVATIONS] ?? '',
  changed: (cells, row) => {
    const sent = iso.cells(row);
    return headings.filter((_, i) => i !== OBSERVATIONS && !isSame(cells[i] ?? '', sent[i] ?? ''));
  },
});

const ANSWERS = ['outcome', 'duplicateOf', 'response'];
/** What goes on changing while a table is out. */
const LIVE = [...ANSWERS, 'status', 'withheldReason', 'agree', 'disagree', 'pass', 'dispositionStatus', 'amended'];

/** Our own table: outcome, duplicate and response have a column each. */
function ownForm(headings: readonly string[]): TableForm {
  const at = (name: string): number => headings.indexOf(COLUMNS.find((column) => column.name === name)?.heading ?? '');
  const cellOf = (cells: readonly string[], name: string): string => (cells[at(name)] ?? '').trim();
  const fixed = COLUMNS.filter(({ name }) => !LIVE.includes(name) && at(name) !== -1);
  return {
    referenceIn: (cells) => cellOf(cells, 'reference') || null,
    observationsIn: (cells) => {
      const outcome = cellOf(cells, 'outcome').toUpperCase().replace(/\s+/g, '_');
      const text = joined(outcome, cellOf(cells, 'response'), cellOf(cells, 'duplicateOf'));
      const said = OUTCOMES.find((name) => name === outcome);
      const heading = headings[at('outcome')] ?? '';
      if (!said) return { text, heading, said: null };
      return {
        text,
        heading,
        said: { outcome: said, response: cellOf(cells, 'response'), duplicateOf: cellOf(cells, 'duplicateOf') || null },
      };
    },
    present: (row) => {
      const cell = (name: string): string => COLUMNS.find((column) => column.name === name)?.cell(row, 'SECRETARIAT') ?? '';
      return joined(cell('outcome'), cell('response'), cell('duplicateOf'));
    },
    changed: (cells, row) =>
      fixed.filter(({ name, cell }) => !isSame(cells[at(name)] ?? '', cell(row, 'SECRETARIAT'))).map(({ heading }) => heading),
  };
}

const OUTCOMES = [
  'ACCEPTED',
  'ACCEPTED_WITH_MODIFICATION',
  'NOTED',
  'NOT_ACCEPTED',
  'OUT_OF_SCOPE',
  'DEFERRED',
  'DUPLICATE',
] as const;
const joined = (...parts: string[]): string => (parts.every((part) => part === '') ? '' : parts.join(' | '));

const CELL = 32_767;

/** Whether two cells say the same: programs change blanks and line ends, and a spreadsheet's cell ends somewhere. */
export function isSame(sent: string, present: string): boolean {
  const plain = (text: string): string => text.replace(/[\p{Cc}\s\uFFFE\uFFFF]+/gu, ' ').trim();
  if (plain(sent) === plain(present)) return true;
  return present.length > CELL && sent.endsWith('…') && plain(present).startsWith(plain(sent.slice(0, -1)));
}
