/** The namespace of Akoma Ntoso 3.0 (OASIS Standard, 29 August 2018). */
export const AKN = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';
/** The namespace of the public review draft of 2016, which published samples have. */
export const AKN_DRAFT = `${AKN}/WD17`;
/** What the platform adds to an element: the days of review and sunset. */
export const AKN_OURS = 'urn:colloquy:norm';

/** The elements of the legislative hierarchy, with the abbreviation of each in eIds (Naming Convention, 4.4); most have none. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  alinea: 'al',
  article: 'art',
  chapter: 'chp',
  clause: 'cl',
  division: 'dvs',
  hcontainer: 'hcontainer',
  paragraph: 'para',
  section: 'sec',
  subchapter: 'subchp',
  subclause: 'subcl',
  subdivision: 'subdvs',
  subparagraph: 'subpara',
  subsection: 'subsec',
};
const UNABBREVIATED =
  'book indent level list part point proviso rule sublist subpart subrule subtitle title tome transitional'.split(' ');

/** Names of elements that are provisions wherever they stand in the hierarchy. */
export const HIERARCHY: ReadonlySet<string> = new Set([...Object.keys(ABBREVIATIONS), ...UNABBREVIATED]);

const ELEMENTS: ReadonlyMap<string, string> = new Map([
  ...UNABBREVIATED.map((name) => [name, name] as const),
  ...Object.entries(ABBREVIATIONS).map(([name, abbreviation]) => [abbreviation, name] as const),
]);

/** The element that an eId's last part names; a provision of another name is an hcontainer. */
export const elementOfEId = (eId: string): string =>
  ELEMENTS.get(/(?:^|__)([A-Za-z]+)_[^_]*(?:_\d+)?$/.exec(eId)?.[1] ?? '') ?? 'hcontainer';

/** What stands for an element in eIds. */
export const abbreviationOf = (element: string): string => ABBREVIATIONS[element] ?? element;

/**
 * The number part of an eId (Naming Convention, 4.4.3): the number without the word before it, spaces and outer punctuation; other
 * punctuation becomes "-", the case is kept. Empty where nothing is left.
 */
export const numberPart = (number: string): string =>
  number
    .replace(/^\s*\p{L}{2,}\s+(?=\S)/u, '')
    .replace(/\s+/g, '')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-');

interface Numbered {
  eId: string;
  parentEId: string | null;
  number: string | null;
}

/** The eIds that the naming convention gives provisions in document order, by the eId that they have with us. */
export function conventionEIds(provisions: readonly Numbered[], taken: readonly string[] = []): Map<string, string> {
  const given = new Map<string, string>();
  const counts = new Map<string, number>(taken.map((eId) => [eId, 1]));
  for (const { eId, parentEId, number } of provisions) {
    const parent = parentEId === null ? undefined : given.get(parentEId);
    const local = `${parent ? `${parent}__` : ''}${abbreviationOf(elementOfEId(eId))}_`;
    const part = number === null ? '' : numberPart(number);
    given.set(eId, part ? unique(counts, `${local}${part}`) : counted(counts, `${local}nn_`));
  }
  return given;
}

function unique(counts: Map<string, number>, eId: string): string {
  const times = (counts.get(eId) ?? 0) + 1;
  counts.set(eId, times);
  return times === 1 ? eId : unique(counts, `${eId}_${times}`);
}

function counted(counts: Map<string, number>, prefix: string): string {
  const next = (counts.get(prefix) ?? 0) + 1;
  counts.set(prefix, next);
  return unique(counts, `${prefix}${next}`);
}

const ALPHA3 =
  'ar ara, bg bul, bn ben, cs ces, da dan, de deu, el ell, en eng, es spa, et est, fa fas, fi fin, fr fra, ga gle, he heb, hi hin, hr hrv, hu hun, id ind, it ita, ja jpn, ko kor, lt lit, lv lav, ms msa, mt mlt, nl nld, no nor, pl pol, pt por, ro ron, ru rus, sk slk, sl slv, sv swe, sw swa, th tha, tr tur, uk ukr, ur urd, vi vie, zh zho';
const BY_ALPHA2: ReadonlyMap<string, string> = new Map(ALPHA3.split(', ').map((pair) => pair.split(' ') as [string, string]));

/** The ISO 639-2 code of a language tag; `und` where the table has none. */
export const alpha3Of = (locale: string): string => BY_ALPHA2.get(locale.split('-')[0]?.toLowerCase() ?? '') ?? 'und';

/** The language tag of an ISO 639-2 code, as drafts give it; null for one that the table lacks. */
export const localeOfAlpha3 = (code: string): string | null =>
  [...BY_ALPHA2].find(([two, three]) => three === code.toLowerCase() || two === code.toLowerCase())?.[0] ?? null;
