import type { CommentType } from '#platform/schema.types.js';
import { type Referable, resolveReference } from './reference.rules.js';

/** A column of the ISO/IEC/CEN/CENELEC commenting template, version 2012-03: its heading and its width in twentieths of a point. */
export interface TemplateColumn {
  heading: string;
  width: number;
}

export const TEMPLATE_TITLE = 'Template for comments and secretariat observations';
export const TEMPLATE_VERSION = 'ISO/IEC/CEN/CENELEC electronic balloting commenting template/version 2012-03';

/** The eight columns in their order. */
export const TEMPLATE_COLUMNS: readonly TemplateColumn[] = [
  { heading: 'MB/NC ¹', width: 606 },
  { heading: 'Line number (e.g. 17)', width: 908 },
  { heading: 'Clause/Subclause (e.g. 3.1)', width: 1209 },
  { heading: 'Paragraph/Figure/Table (e.g. Table 1)', width: 1209 },
  { heading: 'Type of comment ²', width: 1115 },
  { heading: 'Comments', width: 4177 },
  { heading: 'Proposed change', width: 4233 },
  { heading: 'Observations of the secretariat', width: 2419 },
];

/** The notes under the table. */
export const TEMPLATE_NOTES: readonly string[] = [
  '1 MB = Member body / NC = National Committee (enter the ISO 3166 two-letter country code, e.g. CN for China; comments from the ISO/CS editing unit are identified by **)',
  '2 Type of comment: ge = general te = technical ed = editorial',
];

/** What stands in the clause column of a comment on the whole draft. */
export const WHOLE_DRAFT = 'General';

/** The codes of the template for each type; there is none for lessons learned, which go as general. */
export const TYPE_CODES: Readonly<Record<CommentType, string>> = {
  GENERAL: 'ge',
  SUBSTANTIVE: 'te',
  TECHNICAL: 'te',
  EDITORIAL: 'ed',
  TRANSLATION: 'ed',
  LESSON_LEARNED: 'ge',
};

const TYPE_WORDS: Readonly<Record<string, CommentType>> = {
  ge: 'GENERAL',
  g: 'GENERAL',
  gen: 'GENERAL',
  general: 'GENERAL',
  te: 'TECHNICAL',
  t: 'TECHNICAL',
  tech: 'TECHNICAL',
  technical: 'TECHNICAL',
  ed: 'EDITORIAL',
  e: 'EDITORIAL',
  edit: 'EDITORIAL',
  editorial: 'EDITORIAL',
  su: 'SUBSTANTIVE',
  substantive: 'SUBSTANTIVE',
  tr: 'TRANSLATION',
  translation: 'TRANSLATION',
  'lesson learned': 'LESSON_LEARNED',
};

/** The type that a cell names: a code or word of ISO, NIST or Codex, or ours; null where it names none. */
export const typeNamed = (cell: string): CommentType | null =>
  TYPE_WORDS[
    cell
      .toLowerCase()
      .replace(/[_\s]+/g, ' ')
      .replace(/^[\s(]+|[\s.):;]+$/g, '')
  ] ?? null;

const WHOLE =
  /^(?:general(?: comments?)?|generally|whole (?:draft|document|standard)|entire (?:draft|document)|all|overall)[\s.,:]*$/i;
const PARAGRAPH = /^(?:para(?:graph)?s?\.?|¶)?\s*(\d+)\.?$/i;
const BY_EID = /(?:^|[\s(])([a-z]+(?:_[\w-]+)+)\)?$/i;

/** Where a row of a table is to be anchored: a provision, the whole draft (null), or why that cannot be told. */
export type RowPlace = { eId: string | null } | { reason: string; column: 'CLAUSE' | 'PARAGRAPH' | 'DOCUMENT' };

/**
 * Finds the provision that the clause and paragraph columns of a row name. `isNumber`: the file has the clause as a number, so that
 * 4.10 has become 4.1; it is taken only where no other clause could be meant.
 */
export function placeOfRow(
  { clause, paragraph, isNumber = false }: { clause: string; paragraph: string; isNumber?: boolean },
  provisions: readonly Referable[],
): RowPlace {
  const [written, detail] = [clause.replace(/\s+/g, ' ').trim(), paragraph.replace(/\s+/g, ' ').trim()];
  const named = BY_EID.exec(detail)?.[1] ?? (BY_EID.exec(written)?.[0] === written ? written : undefined);
  if (named)
    return provisions.some(({ eId }) => eId === named)
      ? { eId: named }
      : { reason: `The draft has no provision "${named}".`, column: 'PARAGRAPH' };
  if (WHOLE.test(written)) return { eId: null };
  if (!written || /^(?:\[?blank\]?|n\/?a|-+)$/i.test(written))
    return {
      reason: `No clause is named. Write its number as the draft has it, or "${WHOLE_DRAFT}" for the whole draft.`,
      column: 'CLAUSE',
    };
  const twins = isNumber ? sameNumber(written, provisions) : [];
  if (twins.length > 1)
    return {
      reason: `The cell is a number, which can be ${twins.join(' or ')}. Format the column as text and write it again.`,
      column: 'CLAUSE',
    };
  return resolved(twins[0] ?? written, detail, provisions);
}

function resolved(clause: string, detail: string, provisions: readonly Referable[]): RowPlace {
  const reference = /^[A-Z]$/.test(clause) ? `Annex ${clause}` : clause;
  const number = PARAGRAPH.exec(detail)?.[1];
  const place = resolveReference(number ? `${reference}, para ${number}` : reference, provisions);
  if ('eId' in place) return place;
  return { reason: `${place.reason} Write one clause number as the draft has it, or "${WHOLE_DRAFT}".`, column: 'CLAUSE' };
}

/** The clauses whose numbers are the same to a spreadsheet: 4.1 and 4.10. */
const sameNumber = (written: string, provisions: readonly Referable[]): string[] => [
  ...new Set(
    provisions.flatMap(({ eId, number }) =>
      number && DIVISION.test(eId) && PLAIN.test(number) && Number(number) === Number(written) ? number : [],
    ),
  ),
];
const PLAIN = /^\d+(?:\.\d+)?$/;
const DIVISION = /(?:^|__)(?:sec|app|art|chp|part|cl)_[^_]+$/;

/** What the clause and paragraph columns say of a provision, so that `placeOfRow` finds it again and no other. */
export function writtenPlace(eId: string | null, provisions: readonly Referable[]): { clause: string; paragraph: string } {
  if (eId === null) return { clause: WHOLE_DRAFT, paragraph: '' };
  const division = divisionOf(eId, provisions);
  const clause = division ? bareNumber(division) : eId;
  const number = /__para_(\d+)$/.exec(eId)?.[1];
  const paragraph = number ? `para ${number}` : '';
  for (const said of [
    { clause, paragraph: '' },
    { clause, paragraph },
    { clause, paragraph: `${paragraph} (${eId})`.trim() },
  ]) {
    const place = placeOfRow(said, provisions);
    if ('eId' in place && place.eId === eId) return said;
  }
  return { clause: eId, paragraph: '' };
}

type Place = { clause: string; paragraph: string };

/** What a table says of the place of one comment after another; each place is worked out once. */
export class WrittenPlaces {
  private readonly places = new Map<string, Place>();

  constructor(private readonly provisions: readonly Referable[]) {}

  /** As the commenter's own table placed it, where that leads to the same provision; else by the draft's own numbers. */
  of(eId: string | null, own: Place | null): Place {
    const key = JSON.stringify([eId, own]);
    const known = this.places.get(key) ?? (own && this.leadsTo(own, eId) ? own : writtenPlace(eId, this.provisions));
    this.places.set(key, known);
    return known;
  }

  private leadsTo(place: Place, eId: string | null): boolean {
    const found = placeOfRow(place, this.provisions);
    return 'eId' in found && found.eId === eId;
  }
}

/** The nearest provision at or above this one that has a number of its own and is no paragraph of another. */
function divisionOf(eId: string, provisions: readonly Referable[]): Referable | null {
  const byEId = new Map(provisions.map((provision) => [provision.eId, provision]));
  for (let at = byEId.get(eId); at; at = at.parentEId ? byEId.get(at.parentEId) : undefined)
    if (at.number !== null && DIVISION.test(at.eId)) return at;
  return null;
}

/** "Article 4" is 4 in a table, and so is "4". */
const bareNumber = ({ number }: Referable): string => (number ?? '').replace(/^(?:Section|Article|Clause)\s+/i, '');
