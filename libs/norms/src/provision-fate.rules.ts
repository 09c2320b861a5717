import { type Likely, likelyPairs, matchProvisions } from './provision-match.rules.js';
import type { Candidates, Pairs } from './provision-pairs.rules.js';
import { merges, splits } from './provision-parts.rules.js';
import { type ComparedProvision, type ComparedVersions, prepared } from './provision-text.rules.js';
import { likeness } from './words.rules.js';

/** What became of a provision between two versions. */
export type ProvisionFateKind = 'SAME' | 'MODIFIED' | 'MOVED' | 'SPLIT' | 'MERGED' | 'DELETED' | 'INSERTED' | 'AMBIGUOUS';

/** A fate, by the indices of the provisions in the two versions. `similarity`: shared words in order, from 0 to 1. */
export interface ProvisionFate {
  kind: ProvisionFateKind;
  /** In the older version: one; several where they were merged; none where it was inserted. */
  from: number[];
  /** In the newer version: one; several where it was split; none where it is gone or cannot be told. */
  to: number[];
  similarity: number;
  /** Where it may be, where that cannot be told; the likeliest first. */
  candidates: number[];
}

const DOUBTFUL = 0.42; // words as alike as this may be the provision or not: a person has to look
const DOUBTFUL_IN_PLACE = 0.2; // and less alike where everything else speaks for it
const MOST_CANDIDATES = 5;

/**
 * What became of every provision of a version in another: each of the older stands in one fate, each of the newer in one that is
 * not AMBIGUOUS. SAME: the same words under the same eId, in the same place. MOVED: the same words elsewhere. Where it is not
 * sure, AMBIGUOUS with the candidates, never a guess. Both lists are in document order.
 */
export function provisionFates(before: readonly ComparedProvision[], after: readonly ComparedProvision[]): ProvisionFate[] {
  const versions = prepared(before, after);
  const { pairs, candidates } = matchProvisions(versions);
  const parted = [
    ...splits(versions, pairs).map(({ whole, parts }) => dividedFate('SPLIT', [whole], parts, versions)),
    ...merges(versions, pairs).map(({ whole, parts }) => dividedFate('MERGED', parts, [whole], versions)),
  ];
  return new Sorting(versions, pairs, candidates).all(parted);
}

function dividedFate(kind: 'SPLIT' | 'MERGED', from: number[], to: number[], versions: ComparedVersions): ProvisionFate {
  const words = (texts: ComparedVersions['before'], indices: number[]): string[] =>
    indices.flatMap((index) => texts[index]?.forms ?? []);
  const similarity = likeness(words(versions.before, from), words(versions.after, to));
  return { kind, from, to, similarity, candidates: [] };
}

/** Gives every provision the fate that is left for it, once it is known which were split or merged. */
class Sorting {
  private readonly usedBefore = new Set<number>();
  private readonly usedAfter = new Set<number>();

  constructor(
    private readonly versions: ComparedVersions,
    private readonly pairs: Pairs,
    private readonly candidates: Candidates,
  ) {}

  all(parted: ProvisionFate[]): ProvisionFate[] {
    const kept = parted.filter((fate) => this.take(fate));
    const steady = this.steady();
    const { before, after } = this.versions;
    const old = [...before.keys()].filter((i) => !this.usedBefore.has(i)).map((i) => this.fateOf(i, steady));
    for (const fate of old) this.take(fate);
    const fresh = [...after.keys()].filter((j) => !this.usedAfter.has(j));
    return [...kept, ...old, ...fresh.map((j) => inserted(j))];
  }

  private take({ from, to }: ProvisionFate): boolean {
    if (from.some((i) => this.usedBefore.has(i)) || to.some((j) => this.usedAfter.has(j))) return false;
    for (const i of from) this.usedBefore.add(i);
    for (const j of to) this.usedAfter.add(j);
    return true;
  }

  private fateOf(i: number, steady: ReadonlySet<number>): ProvisionFate {
    const j = this.pairs.after(i);
    if (j === -1 || this.usedAfter.has(j)) return this.unpaired(i);
    const [a, b] = [this.versions.before[i], this.versions.after[j]];
    if (!a || !b) return this.unpaired(i);
    const isSame = a.content === b.content;
    const kind = !isSame ? 'MODIFIED' : steady.has(i) ? 'SAME' : 'MOVED';
    return { kind, from: [i], to: [j], similarity: isSame ? 1 : likeness(a.forms, b.forms), candidates: [] };
  }

  private unpaired(i: number): ProvisionFate {
    const likely = likelyPairs(i, this.versions, this.pairs, this.candidates).filter(isDoubtful);
    const candidates = likely.slice(0, MOST_CANDIDATES).map(({ after }) => after);
    const kind = candidates.length > 0 ? 'AMBIGUOUS' : 'DELETED';
    return { kind, from: [i], to: [], similarity: likely[0]?.alike ?? 0, candidates };
  }

  /** The provisions that keep eId, parent and order: of those that keep the first two, the longest run in the same order. */
  private steady(): Set<number> {
    const { before, after } = this.versions;
    const named = [...before.keys()].filter((i) => {
      const j = this.pairs.after(i);
      return j !== -1 && before[i]?.eId === after[j]?.eId && before[i]?.parentEId === after[j]?.parentEId;
    });
    return new Set(longestRising(named.map((i) => [i, this.pairs.after(i)])));
  }
}

const isDoubtful = ({ alike, place }: Likely): boolean => alike >= DOUBTFUL - (DOUBTFUL - DOUBTFUL_IN_PLACE) * place;

const inserted = (j: number): ProvisionFate => ({ kind: 'INSERTED', from: [], to: [j], similarity: 0, candidates: [] });

/** The keys of the longest sequence whose values rise (patience sorting, n log n). */
function longestRising(entries: readonly (readonly [number, number])[]): number[] {
  const tops: number[] = [];
  const previous = new Map<number, number | undefined>();
  const value = new Map(entries);
  for (const [key, at] of entries) {
    let low = 0;
    for (let high = tops.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((value.get(tops[middle] ?? -1) ?? -1) < at) low = middle + 1;
      else high = middle;
    }
    previous.set(key, tops[low - 1]);
    tops[low] = key;
  }
  const run: number[] = [];
  for (let key = tops.at(-1); key !== undefined; key = previous.get(key)) run.push(key);
  return run.reverse();
}
