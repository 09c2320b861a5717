/** What a reference may point to. */
export interface Referable {
  eId: string;
  parentEId: string | null;
  number: string | null;
  heading: string | null;
}

/** Where a written reference leads, or why it leads nowhere in particular. */
export type ResolvedReference = { eId: string } | { reason: string };

const NUMBER = /(?<![\w.-])(?:\d+(?:\.\d+)+|\d+(?=\.?(?:\s|,|;|\)|$))|[A-Z](?:\.\d+)+)(?![\w-])/g;
const DIVISION = /\b(section|sec|clause|article|appendix|annex|chapter|part)s?\b\.?\s*((?:\d+|[A-Z])(?:\.\d+)*)\b/gi;
const NOT_A_CLAUSE = /\b(?:table|figure|fig|line|lines|page|pages|p\.|pp\.)\s*[\d.-]+(?:\s*(?:-|–|to|and)\s*\d+)*/gi;
const RANGE = /^(?:[A-Za-z]+\.?\s+)?\d+(?:\.\d+)*\s*(?:and|&|to|through|or|-|–|\/|;)\s*\d/i;
const PLURAL = /\b(?:sections|clauses|articles|chapters|parts)\b/i;
const PARAGRAPH = /(?:^|[\s,;(])(?:para(?:graph)?s?\.?|¶)\s*(\d+)\b(?!\s*[-–,]\s*\d)/i;

/**
 * Finds the provision that a free-text reference names ("5.1.3.2, 2", "Appendix A.2", "Section 9.3 (Use Limitations), Para 1").
 * It leads to the paragraph where one is named and there, else to the division. Whatever could mean several places, or names
 * none that the draft has, is left unresolved with the reason: nothing is ever anchored to a wrong clause.
 */
export function resolveReference(reference: string, provisions: readonly Referable[]): ResolvedReference {
  const text = reference.replace(/\s+/g, ' ').trim();
  if (!text || /^\[?blank\]?$/i.test(text)) return { reason: 'No reference was given.' };
  const clauses = text.replace(NOT_A_CLAUSE, ' ');
  if (/\d\.x\b|\bx\.\d/i.test(clauses)) return { reason: `"${text}" names a pattern of clauses, not one.` };
  if (RANGE.test(clauses.trim())) return { reason: `"${text}" names several clauses.` };
  const named = divisionsIn(clauses, provisions);
  if (named.length === 0) return { reason: `The draft has no clause that "${text}" names.` };
  if (named.length > 1) return { reason: `"${text}" names several clauses.` };
  const [division] = named as [Referable];
  return { eId: paragraphOf(clauses, division, provisions) ?? division.eId };
}

/** Which divisions a word before a number can mean, by the abbreviations of their eIds; a word that is not here means any. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  article: ['art'],
  chapter: ['chp'],
  part: ['part'],
  appendix: ['app'],
  annex: ['app'],
};

/** The divisions that a reference names, each once: those called so, a number it begins with, and every dotted number. */
function divisionsIn(text: string, provisions: readonly Referable[]): Referable[] {
  const numbers = [...text.matchAll(NUMBER)].map(([number]) => number);
  const explicit = [...text.matchAll(DIVISION)].map(([, word = '', number = '']) => ({
    number: number.toUpperCase(),
    called: CALLED[word.toLowerCase()],
  }));
  const leading = /^\s*(\d+)\b/.exec(text)?.[1];
  const listed = PLURAL.test(text) ? numbers : [];
  const bare = [...listed, ...(leading ? [numbers[0] ?? leading] : []), ...numbers.filter((number) => number.includes('.'))];
  const wanted = [
    ...explicit,
    ...bare
      .filter((number) => !explicit.some((named) => named.number === number))
      .map((number) => ({ number, called: undefined })),
  ];
  const index = divisionsByNumber(provisions);
  const found = wanted.map(({ number, called }) => (index.get(number) ?? []).filter((division) => isCalled(division, called)));
  // A number that the draft does not have makes the whole reference doubtful; one that it has twice leads to both.
  return found.some((list) => list.length === 0) ? [] : [...new Set(found.flat())];
}

const DIVISION_EID = /(?:^|__)(sec|app|art|chp|part)_[^_]+$/;

const indexes = new WeakMap<readonly Referable[], Map<string, Referable[]>>();

/** The divisions of a draft by their bare numbers; worked out once for each draft. */
function divisionsByNumber(provisions: readonly Referable[]): Map<string, Referable[]> {
  const known = indexes.get(provisions);
  if (known) return known;
  const index = new Map<string, Referable[]>();
  for (const provision of provisions.filter(({ number, eId }) => number !== null && DIVISION_EID.test(eId)))
    index.set(numberOf(provision), [...(index.get(numberOf(provision)) ?? []), provision]);
  indexes.set(provisions, index);
  return index;
}

const isCalled = ({ eId }: Referable, called: readonly string[] | undefined): boolean =>
  called?.includes(DIVISION_EID.exec(eId)?.[1] ?? '') ?? true;

/** The bare number: "Appendix A" is A, "5.1.1" itself. */
const numberOf = ({ number }: Referable): string => (number ?? '').replace(/^[A-Za-z]+\s+/, '').toUpperCase();

/** The paragraph that is named with the division: "…, 2" after a number, or "para 2"; null where none is, or several are. */
function paragraphOf(text: string, division: Referable, provisions: readonly Referable[]): string | null {
  const rest = text.slice(text.indexOf(numberOf(division)) + numberOf(division).length);
  const named = PARAGRAPH.exec(text)?.[1] ?? /^[^,]*,\s*(\d+)\s*(?:\([^)]*\))?$/.exec(rest)?.[1];
  const eId = named ? `${division.eId}__para_${named}` : null;
  return eId !== null && provisions.some((provision) => provision.eId === eId) ? eId : null;
}

const DESIGNATION = /[\p{L}\d./-]*\d[\p{L}\d./-]*/gu;

/**
 * Why a row of a table on several documents is not about this one, whose title and slug are given; null where it is, or where the cell
 * names none by a number. "63B" is "SP 800-63B", and "800-63A" is not; two documents at once are no one place.
 */
export function otherDocument(cell: string, names: readonly string[]): string | null {
  const designations = (text: string): string[] => text.toLowerCase().match(DESIGNATION) ?? [];
  const own = names.flatMap(designations);
  const named = designations(cell);
  const isOwn = (word: string): boolean => own.some((name) => name === word || name.endsWith(`-${word}`));
  if (named.every(isOwn)) return null;
  return `The row is on "${cell.trim()}", which is not the name of this draft (${names[0] ?? ''}). Leave the document blank where the draft is meant.`;
}
