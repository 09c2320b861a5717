import type { CarryFate } from '#platform/schema.types.js';
import { likeness, formsOf } from '#norms/words.rules.js';
import { contentOf } from '#norms/provision-text.rules.js';
import type { ProvisionFate } from '#norms/provision-fate.rules.js';
import type { Range } from '#norms/text-search.rules.js';
import { CarriedTexts, type CarriedVersion, type Said } from './carry-text.rules.js';
import type { Quote } from './comment.types.js';
import { DOUBTFUL, FOUND, type FoundQuote, overlap, quoteAt } from './quote.rules.js';

/** A place in the newer version: a provision, or words of it. */
export interface CarryPlace {
  eId: string;
  /** Null: the whole provision. */
  quote: Quote | null;
  similarity: number;
}

/** What became of a comment's anchor in a later version. */
export interface CarryResult {
  fate: CarryFate;
  /** Where its words are; null where they are gone or it cannot be told, and for a comment on the whole draft. */
  place: CarryPlace | null;
  similarity: number;
  /** Every part, where the provision was split. */
  parts: CarryPlace[];
  /** All that were joined, by their old eIds, where it was merged. */
  mergedFrom: string[];
  /** Where it may be, for people to say, the likeliest first. */
  candidates: CarryPlace[];
  /** Where the old text stood: the provision of the later version that it followed; null: at the beginning. */
  standsAfter: string | null;
}

const REWRITTEN = 0.5; // a provision with less in common is another one or not: people have to say
const TELLING = 24; // units of a quote that is hardly there by chance
const VERBATIM = 40; // units that tell where words went, if they stand in one place of each version
const CLEAR = 0.05; // by which one place has to be likelier than the next

/**
 * Carries comments from a version of a norm to a later one. What is UNCHANGED or MOVED has the very words of the provision it was
 * said on; REWORDED words are at least as alike as `FOUND`; what is not sure is AMBIGUOUS, with the candidates.
 */
export class Carrier {
  private readonly texts: CarriedTexts;
  private readonly known = new Map<string, CarryResult>();
  private draft: CarryResult | null = null;

  /** `fates`: what became of the provisions, if that is known already. */
  constructor(before: CarriedVersion, after: CarriedVersion, fates?: readonly ProvisionFate[]) {
    this.texts = new CarriedTexts(before, after, fates);
  }

  /** What became of an anchor; null for its provision: the whole draft. Equal anchors are worked out once. */
  carry(anchor: { eId: string | null; quote: Quote | null }): CarryResult {
    if (anchor.eId === null) return (this.draft ??= this.wholeDraft());
    const key = JSON.stringify([anchor.eId, anchor.quote]);
    const result = this.known.get(key) ?? this.work(anchor.eId, anchor.quote);
    this.known.set(key, result);
    return result;
  }

  private work(eId: string, quote: Quote | null): CarryResult {
    const index = this.texts.before.places.get(eId);
    if (index === undefined) return result('AMBIGUOUS', { standsAfter: null });
    const about = { standsAfter: this.texts.standsAfter(index), ...this.lineage(index) };
    const said = quote ? this.texts.said(index, quote) : null;
    const carried = said ? this.ofQuote(said) : this.ofProvision(index);
    return { ...carried, ...about };
  }

  private lineage(index: number): Pick<CarryResult, 'parts' | 'mergedFrom'> {
    const { kind, from, to } = this.texts.fate(index);
    return {
      parts: kind === 'SPLIT' ? to.map((part) => this.wholePlace(index, part)) : [],
      mergedFrom: kind === 'MERGED' ? from.flatMap((i) => this.texts.before.provisions[i]?.eId ?? []) : [],
    };
  }

  private ofProvision(index: number): CarryResult {
    const fate = this.texts.fate(index);
    const places = fate.to.map((to) => this.wholePlace(index, to)).sort((a, b) => b.similarity - a.similarity);
    const { similarity } = fate;
    if (fate.kind === 'SAME') return result('UNCHANGED', { place: places[0], similarity: 1 });
    if (fate.kind === 'MOVED') return result('MOVED', { place: places[0], similarity: 1 });
    if (fate.to.length > 0 && (fate.to.length > 1 || similarity >= REWRITTEN || fate.kind === 'MERGED'))
      return result('REWORDED', { place: places[0], similarity });
    const candidates = [...places, ...fate.candidates.map((to) => this.wholePlace(index, to))];
    return candidates.length > 0 ? result('AMBIGUOUS', { candidates, similarity }) : result('DELETED');
  }

  private ofQuote(said: Said): CarryResult {
    const fate = this.texts.fate(said.index);
    const kept = this.untouched(said, fate);
    if (kept) return kept;
    const hits = this.hitsIn(said, fate.to);
    const sure = hits.filter(({ isSure, place }) => isSure && place.similarity >= FOUND);
    const [best, second] = sure;
    if (best && (!second || best.place.similarity - second.place.similarity >= CLEAR)) return found(best.place);
    const elsewhere = hits.length === 0 ? this.elsewhere(said) : null;
    if (elsewhere) return found(elsewhere);
    return this.doubtful(said, fate, hits);
  }

  /** The provision has its very words still: so has the quote, in the same place of it. */
  private untouched(said: Said, { kind, to }: ProvisionFate): CarryResult | null {
    const [index = -1] = to;
    if ((kind !== 'SAME' && kind !== 'MOVED') || this.texts.after.text(index, said.locale) !== said.text) return null;
    const place = this.placeAt(index, said.text, { ...said.range, similarity: 1 });
    return result(kind === 'SAME' ? 'UNCHANGED' : 'MOVED', { place, similarity: 1 });
  }

  private hitsIn(said: Said, indices: readonly number[]): Hit[] {
    const hits = indices.flatMap((index) => {
      const { text, found, expected } = this.texts.search(said, index);
      return found.map((one) => ({ place: this.placeAt(index, text, one), isSure: isSure(one, found, expected, said.words) }));
    });
    return hits.sort((a, b) => b.place.similarity - a.place.similarity);
  }

  /** Words that stand in one place of each version and are long enough are the same words, wherever they went. */
  private elsewhere(said: Said): CarryPlace | null {
    if (said.words.length < VERBATIM || this.texts.before.anywhere(said.locale, said.words).length !== 1) return null;
    const [there, another] = this.texts.after.anywhere(said.locale, said.words);
    const text = there && !another ? this.texts.after.text(there.index, said.locale) : null;
    return there && text !== null ? this.placeAt(there.index, text, { ...there.range, similarity: 1 }) : null;
  }

  private doubtful(said: Said, fate: ProvisionFate, hits: readonly Hit[]): CarryResult {
    const guesses = [...hits, ...this.hitsIn(said, fate.candidates)].filter(({ place }) => place.similarity >= DOUBTFUL);
    const isTorn = fate.kind === 'SPLIT' || fate.kind === 'AMBIGUOUS';
    const wholes = isTorn ? [...fate.to, ...fate.candidates].map((to) => this.wholePlace(said.index, to)) : [];
    const candidates = guesses.length > 0 ? guesses.map(({ place }) => place) : wholes;
    return candidates.length > 0
      ? result('AMBIGUOUS', { candidates, similarity: candidates[0]?.similarity ?? 0 })
      : result('DELETED');
  }

  private placeAt(index: number, text: string, { start, end, similarity }: FoundQuote): CarryPlace {
    return { eId: this.texts.after.provisions[index]?.eId ?? '', quote: quoteAt(text, { start, end }), similarity };
  }

  private wholePlace(before: number, after: number): CarryPlace {
    const [a, b] = [this.texts.before.provisions[before], this.texts.after.provisions[after]];
    const similarity = a && b ? likeness(formsOf(contentOf(a)), formsOf(contentOf(b))) : 0;
    return { eId: b?.eId ?? '', quote: null, similarity };
  }

  /** A comment on the whole draft has no place to lose; it is told how much of the draft is still there. */
  private wholeDraft(): CarryResult {
    const words = (index: number): number => formsOf(contentOf(this.texts.before.provisions[index] ?? EMPTY)).length;
    const olds = this.texts.fates.filter(({ from }) => from.length > 0);
    const all = olds.map(({ from, to, similarity }) => ({ n: sum(from.map(words)), kept: to.length > 0 ? similarity : 0 }));
    const total = sum(all.map(({ n }) => n));
    const similarity = total === 0 ? 1 : sum(all.map(({ n, kept }) => n * kept)) / total;
    const isSame = this.texts.fates.every(({ kind }) => kind === 'SAME');
    return result(isSame ? 'UNCHANGED' : 'REWORDED', { similarity: isSame ? 1 : similarity });
  }
}

interface Hit {
  place: CarryPlace;
  isSure: boolean;
}

const EMPTY = { heading: null, text: '' };
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Of places that are about equally alike, the one where the diff leads; alone, it may be elsewhere in the provision if it is long. */
function isSure(one: FoundQuote, found: readonly FoundQuote[], expected: Range | null, words: string): boolean {
  const rivals = found.filter((other) => other !== one && other.similarity > one.similarity - CLEAR);
  const isExpected = (place: FoundQuote): boolean => expected !== null && overlap(place, expected) > 0;
  if (isExpected(one)) return !rivals.some(isExpected);
  return rivals.length === 0 && words.length >= TELLING;
}

const found = (place: CarryPlace): CarryResult => result('REWORDED', { place, similarity: place.similarity });

/** What a person has found to be gone stays gone. */
export const gone = (): CarryResult => result('DELETED');

function result(fate: CarryFate, told: Partial<CarryResult> = {}): CarryResult {
  return { fate, place: null, similarity: 0, parts: [], mergedFrom: [], candidates: [], standsAfter: null, ...told };
}
