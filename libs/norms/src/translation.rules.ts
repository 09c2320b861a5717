import { badInput, Refusal } from '#platform/refusal.js';

/** A provision's place in its version, without its words. */
export interface Place {
  eId: string;
  parentEId: string | null;
}

const SHOWN = 5;

/**
 * Null where a translation has the provisions of its original: the same eIds, each in the same provision, in the same order.
 * Else BAD_USER_INPUT, one field for each of the first five differences, with its place. `path`: the input that it came in.
 */
export function refuseTranslation(original: readonly Place[], translation: readonly Place[], path = 'fileId'): Refusal | null {
  const faults = [...differences(original, translation), ...misplaced(original, translation)];
  const [first] = faults;
  if (first === undefined) return null;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return new Refusal('BAD_USER_INPUT', `A translation has the provisions of its original, no more and no less: ${first}${more}`, {
    fields: faults.slice(0, SHOWN).map((message) => ({ path, message })),
  });
}

function differences(original: readonly Place[], translation: readonly Place[]): string[] {
  const [ours, theirs] = [numbered(original), numbered(translation)];
  const repeated = translation.filter(({ eId }, i) => theirs.get(eId) !== i);
  return [
    ...repeated.map(({ eId }) => `${eId} stands twice in the translation.`),
    ...original.filter(({ eId }) => !theirs.has(eId)).map(({ eId }) => `${eId} is missing from the translation.`),
    ...translation.filter(({ eId }) => !ours.has(eId)).map(({ eId }) => `${eId} is in the translation and not in the original.`),
  ];
}

/** What both have, where they have it differently; looked for only where both have the same eIds. */
function misplaced(original: readonly Place[], translation: readonly Place[]): string[] {
  if (differences(original, translation).length > 0) return [];
  const parents = new Map(original.map(({ eId, parentEId }) => [eId, parentEId]));
  const nested = translation.filter(({ eId, parentEId }) => (parents.get(eId) ?? null) !== (parentEId ?? null));
  if (nested.length > 0)
    return nested.map(({ eId }) => `${eId} stands in ${parents.get(eId) ?? 'no other provision'} in the original.`);
  const at = translation.findIndex(({ eId }, i) => eId !== original[i]?.eId);
  return at === -1 ? [] : [`${original[at]?.eId ?? ''} comes before ${translation[at]?.eId ?? ''} in the original.`];
}

const numbered = (places: readonly Place[]): Map<string, number> =>
  new Map(places.map(({ eId }, i) => [eId, i] as const).reverse());

/** The tag as BCP 47 writes it (`pt-BR`); null where it is none that a language could have. */
export function canonicalLocale(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

/** The tag as BCP 47 writes it; BAD_USER_INPUT where it is none. */
export function localeOf(tag: string, path = 'locale'): string {
  const locale = canonicalLocale(tag);
  if (locale === null) throw badInput(path, `${tag} is no language tag. Write one as in BCP 47, for example ar or pt-BR.`);
  return locale;
}

const RIGHT_TO_LEFT = ['Adlm', 'Arab', 'Hebr', 'Mand', 'Mend', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa', 'Yezi'];

/** The direction in which a language is written, by its script or, where the tag has none, by the script it is usually in. */
export function directionOf(locale: string): 'LTR' | 'RTL' {
  const tag = canonicalLocale(locale);
  const script = tag ? new Intl.Locale(tag).maximize().script : undefined;
  return script && RIGHT_TO_LEFT.includes(script) ? 'RTL' : 'LTR';
}

/** Whether a translation still says what the original says: the original's words have not changed since it was made. */
export const isOutOfDate = (original: { textRevision: number }, translation: { textRevision: number }): boolean =>
  original.textRevision > translation.textRevision;
