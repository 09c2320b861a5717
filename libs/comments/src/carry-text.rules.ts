import type { DiffSegment } from '#platform/schema.types.js';
import { followedBy } from '#norms/provision-change.rules.js';
import { provisionFates, type ProvisionFate } from '#norms/provision-fate.rules.js';
import type { ComparedProvision } from '#norms/provision-text.rules.js';
import type { Range } from '#norms/text-search.rules.js';
import { wordDiff } from '#norms/word-diff.rules.js';
import { type FoundQuote, findQuote, follow, locateQuote, occurrences } from './quote.rules.js';
import type { Quote } from './comment.types.js';

/** A provision in one of the languages of its version. */
export type LocalText = ComparedProvision & { locale: string };

/** A version as comments are carried from it or to it: its provisions in document order, in every language that it has. */
export interface CarriedVersion {
  /** The first is authoritative: it decides which provision is which. */
  locales: readonly string[];
  provisions: readonly LocalText[];
}

/** Where a comment's words stand in the version they were said on, and in which of its languages. */
export interface Said {
  index: number;
  locale: string;
  text: string;
  range: Range;
  words: string;
}

/** One side: its authoritative provisions, and every text by language. */
class Side {
  readonly provisions: readonly LocalText[];
  readonly places: ReadonlyMap<string, number>;
  private readonly texts = new Map<string, string>();
  private readonly wholes = new Map<string, { text: string; starts: { at: number; eId: string }[] }>();

  constructor(readonly version: CarriedVersion) {
    this.provisions = version.provisions.filter(({ locale }) => locale === version.locales[0]);
    this.places = new Map(this.provisions.map(({ eId }, i) => [eId, i]));
    for (const { eId, locale, text } of version.provisions) this.texts.set(`${locale} ${eId}`, text);
  }

  text(index: number, locale: string): string | null {
    return this.texts.get(`${locale} ${this.provisions[index]?.eId}`) ?? null;
  }

  /** Where words stand in a language, in whichever provision; at most two places. */
  anywhere(locale: string, words: string): { index: number; range: Range }[] {
    const { text, starts } = this.whole(locale);
    return occurrences(text, words)
      .slice(0, 2)
      .map(({ start, end }) => {
        const home = starts.findLast(({ at }) => at <= start);
        const range = { start: start - (home?.at ?? 0), end: end - (home?.at ?? 0) };
        return { index: this.places.get(home?.eId ?? '') ?? -1, range };
      });
  }

  private whole(locale: string): { text: string; starts: { at: number; eId: string }[] } {
    const known = this.wholes.get(locale);
    if (known) return known;
    const starts: { at: number; eId: string }[] = [];
    let text = '';
    for (const { eId } of this.provisions) {
      starts.push({ at: text.length, eId });
      text += `${this.texts.get(`${locale} ${eId}`) ?? ''}\u0000`; // no quote goes from one provision into the next
    }
    this.wholes.set(locale, { text, starts });
    return { text, starts };
  }
}

/** Two versions of a norm, with what became of each provision: what carrying a comment asks of them. */
export class CarriedTexts {
  readonly before: Side;
  readonly after: Side;
  readonly fates: readonly ProvisionFate[];
  private readonly fateOf: ProvisionFate[] = [];
  private readonly followed: number[];
  private readonly diffs = new Map<string, DiffSegment[]>();

  constructor(before: CarriedVersion, after: CarriedVersion, fates?: readonly ProvisionFate[]) {
    this.before = new Side(before);
    this.after = new Side(after);
    this.fates = fates ?? provisionFates(this.before.provisions, this.after.provisions);
    for (const fate of this.fates) for (const i of fate.from) this.fateOf[i] = fate;
    this.followed = followedBy(this.fates, this.before.provisions.length);
  }

  fate(index: number): ProvisionFate {
    return this.fateOf[index] ?? { kind: 'DELETED', from: [index], to: [], similarity: 0, candidates: [] };
  }

  /** The eId in the newer version after which a provision stood; null: at the beginning. */
  standsAfter(index: number): string | null {
    return this.after.provisions[this.followed[index] ?? -1]?.eId ?? null;
  }

  /** Where a quote stands in its own version, in the first of its languages that has the words; null where in none. */
  said(index: number, quote: Quote): Said | null {
    for (const locale of this.before.version.locales) {
      const text = this.before.text(index, locale);
      const range = text === null ? null : locateQuote(text, quote);
      if (text !== null && range) return { index, locale, text, range, words: text.slice(range.start, range.end) };
    }
    return null;
  }

  /** Where the words may stand in a provision of the newer version, and where the word diff says that they came to stand. */
  search(said: Said, index: number): { text: string; found: FoundQuote[]; expected: Range | null } {
    const text = this.after.text(index, said.locale);
    if (text === null) return { text: '', found: [], expected: null };
    const range = follow(this.diff(said, index, text), said.range);
    const expected = range.end > range.start ? range : null;
    return { text, found: findQuote(text, said.words, expected), expected };
  }

  private diff({ index: i, locale, text: before }: Said, j: number, after: string): DiffSegment[] {
    const key = `${i} ${j} ${locale}`;
    const diff = this.diffs.get(key) ?? wordDiff(before, after);
    this.diffs.set(key, diff);
    return diff;
  }
}
