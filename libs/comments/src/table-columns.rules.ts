import type { ImportField } from '#platform/schema.types.js';
import { TEMPLATE_COLUMNS } from './commenting-template.rules.js';

/** Which column of a table, from 0, holds what. */
export type Columns = Partial<Record<ImportField, number>>;

/** A heading of somebody's table and what it means. */
export interface ColumnMeaning {
  heading: string;
  field: ImportField;
}

/** The headings of the tables that are known, each with what it means: our own exports, ISO of 2012 and 2001, NIST, Codex. */
export const PRESETS: Readonly<Record<string, Readonly<Record<string, ImportField>>>> = {
  COLLOQUY: {
    reference: 'ROW_ID',
    provision: 'PROVISION',
    number: 'CLAUSE',
    'quoted words': 'QUOTE',
    type: 'TYPE',
    position: 'POSITION',
    'requested change': 'CHANGE',
    blocking: 'BLOCKING',
    comment: 'COMMENT',
    rationale: 'RATIONALE',
    'proposed text': 'PROPOSED_CHANGE',
    tlp: 'TLP',
    language: 'LOCALE',
  },
  ISO: {
    'mb nc': 'MEMBER_BODY',
    'line number': 'LINE',
    'clause subclause': 'CLAUSE',
    'paragraph figure table': 'PARAGRAPH',
    'type of comment': 'TYPE',
    comments: 'COMMENT',
    'proposed change': 'PROPOSED_CHANGE',
    'observations of the secretariat': 'OBSERVATIONS',
  },
  ISO_2001: {
    mb: 'MEMBER_BODY',
    'clause subclause annex figure table': 'CLAUSE',
    'clause no subclause no annex': 'CLAUSE',
    'paragraph list item note': 'PARAGRAPH',
    'paragraph figure table note': 'PARAGRAPH',
    'type of comment': 'TYPE',
    'comment by the mb': 'COMMENT',
    'proposed change by the mb': 'PROPOSED_CHANGE',
    'secretariat observations': 'OBSERVATIONS',
    'secretariat observations on each comment submitted': 'OBSERVATIONS',
  },
  NIST: {
    'comment #': 'ROW_ID',
    organization: 'MEMBER_BODY',
    organisation: 'MEMBER_BODY',
    'submitted by': 'MEMBER_BODY',
    document: 'DOCUMENT',
    publication: 'DOCUMENT',
    type: 'TYPE',
    'starting page #': 'PARAGRAPH',
    'starting line #': 'LINE',
    'section #': 'CLAUSE',
    reference: 'CLAUSE',
    comment: 'COMMENT',
    'suggested change': 'PROPOSED_CHANGE',
  },
  CODEX: {
    section: 'CLAUSE',
    'para nber': 'PARAGRAPH',
    paragraph: 'PARAGRAPH',
    'sentence row indent': 'LINE',
    type: 'TYPE',
    category: 'TYPE',
    'proposed rewording': 'PROPOSED_CHANGE',
    explanation: 'COMMENT',
    country: 'MEMBER_BODY',
  },
};

/** The seven columns of FORM 13B (2001-09), which has no line number. */
const OLDER = TEMPLATE_COLUMNS.filter((_, i) => i !== 1).length;
const BY_POSITION: readonly ImportField[] = [
  'MEMBER_BODY',
  'LINE',
  'CLAUSE',
  'PARAGRAPH',
  'TYPE',
  'COMMENT',
  'PROPOSED_CHANGE',
  'OBSERVATIONS',
];
const NAMES: Readonly<Partial<Record<ImportField, string>>> = { CLAUSE: 'clause', COMMENT: 'comments' };

/** A heading as it is compared: no case, no footnote marks, nothing in brackets. */
export const plainHeading = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim()
    .replace(/(?<=\p{L}) ?\d$/u, '')
    .trim();

/** What a table's columns mean by one set of headings; the first of two that mean the same counts. */
function columnsBy(meanings: Readonly<Record<string, ImportField>>, headings: readonly string[]): Columns {
  const columns: Columns = {};
  headings.forEach((heading, i) => {
    const field = meanings[plainHeading(heading)];
    if (field && columns[field] === undefined) columns[field] = i;
  });
  return columns;
}

const size = (columns: Columns): number => Object.keys(columns).length;
const ENOUGH = 3;

/** The preset that knows most of the headings; null where none knows three. */
export function presetOf(headings: readonly string[]): { name: string; columns: Columns } | null {
  const [best] = Object.entries(PRESETS)
    .map(([name, meanings]) => ({ name, columns: columnsBy(meanings, headings) }))
    .sort((a, b) => size(b.columns) - size(a.columns));
  return best && size(best.columns) >= ENOUGH ? best : null;
}

/** The headings that a mapping names, in their plain form. */
const meaningsOf = (mapping: readonly ColumnMeaning[]): Record<string, ImportField> =>
  Object.fromEntries(mapping.map(({ heading, field }) => [plainHeading(heading), field]));

/** What the columns of somebody's table mean: as they say for this file, or as their organization kept it for files that fit. */
export interface Mapping {
  columns: readonly ColumnMeaning[];
  isKept: boolean;
}

const fits = ({ columns }: Mapping, cells: readonly string[]): boolean =>
  columns.length > 0 && columns.every(({ heading }) => cells.some((cell) => plainHeading(cell) === plainHeading(heading)));

/** Whether a row is the headings: of the table that the mapping describes, or of a known one where none is given for this file. */
export const isHeadingRow =
  (mapping: Mapping) =>
  (cells: readonly string[]): boolean =>
    fits(mapping, cells) || ((mapping.isKept || mapping.columns.length === 0) && presetOf(cells) !== null);

/** What the columns mean: by the mapping where it fits, by their position in the template's own forms, else by their headings. */
export function columnsOf(headings: readonly string[], mapping: Mapping): Columns {
  if (fits(mapping, headings)) return columnsBy(meaningsOf(mapping.columns), headings);
  const preset = presetOf(headings);
  if (!preset) return {};
  if (preset.name !== 'ISO' && preset.name !== 'ISO_2001') return preset.columns;
  const positions = headings.length === OLDER ? BY_POSITION.filter((field) => field !== 'LINE') : BY_POSITION;
  const isInPlace = Object.entries(preset.columns).every(([field, column]) => positions[column] === field);
  if (headings.length !== positions.length || !isInPlace) return preset.columns;
  return Object.fromEntries(positions.map((field, column) => [field, column])) as Columns;
}

/** What a table of comments has to have, by the columns that are missing; in words. Empty where it is all there. */
export function missingColumns(columns: Columns): string[] {
  const missing: string[] = [];
  if (columns.CLAUSE === undefined && columns.PROVISION === undefined) missing.push(NAMES.CLAUSE ?? '');
  if (columns.COMMENT === undefined) missing.push(NAMES.COMMENT ?? '');
  return missing;
}
