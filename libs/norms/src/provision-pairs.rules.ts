import { affinity, type ComparedVersions, type ProvisionText } from './provision-text.rules.js';

/** Who is paired with whom; -1: nobody yet. */
export class Pairs {
  readonly ofBefore: Int32Array;
  readonly ofAfter: Int32Array;

  constructor({ before, after }: ComparedVersions) {
    this.ofBefore = new Int32Array(before.length).fill(-1);
    this.ofAfter = new Int32Array(after.length).fill(-1);
  }

  join(i: number, j: number): void {
    this.ofBefore[i] = j;
    this.ofAfter[j] = i;
  }

  /** The pair of a provision of the older version, or -1. */
  after(i: number): number {
    return this.ofBefore[i] ?? -1;
  }

  /** The pair of a provision of the newer version, or -1. */
  before(j: number): number {
    return this.ofAfter[j] ?? -1;
  }
}

const FREQUENT = 48; // a word in more provisions than this finds none: it would only make the comparison quadratic
const KEPT = 6; // candidates by words, for each provision
const TELLING = 8; // words that stand once in each version: their pair is clear
const REACH = 6; // provisions of a gap that are looked at

/** What may be paired: a few provisions of the newer version for each of the older, by words, by name and by place. */
export class Candidates {
  private readonly byWords: number[][];
  private readonly repeated: boolean[];
  private readonly byEId: Map<string, number>;
  private readonly known = new Map<number, number>();

  constructor(private readonly versions: ComparedVersions) {
    const { before, after } = versions;
    this.byEId = new Map(after.map(({ eId }, j) => [eId, j]));
    const index = indexOf(after);
    const [old, fresh] = [byContent(before), byContent(after)];
    this.repeated = before.map(({ content }) => Math.max(old.get(content)?.length ?? 0, fresh.get(content)?.length ?? 0) > 1);
    this.byWords = before.map((text) => {
      const same = fresh.get(text.content) ?? [];
      const isOnly = same.length === 1 && old.get(text.content)?.length === 1 && text.forms.length >= TELLING;
      return isOnly ? same : [...same, ...this.byRareWords(text, index)];
    });
  }

  /** The free candidates for a provision of the older version that has no pair yet. */
  of(i: number, pairs: Pairs): number[] {
    const named = this.byEId.get(this.versions.before[i]?.eId ?? '');
    const all = new Set([...(this.byWords[i] ?? []), ...(named === undefined ? [] : [named]), ...gapMates(i, pairs)]);
    return [...all].filter((j) => pairs.before(j) === -1);
  }

  /** Whether the words of a provision of the older version stand in several provisions, of that version or of the newer. */
  isRepeated(i: number): boolean {
    return this.repeated[i] ?? false;
  }

  /** How alike the words of two provisions are (`affinity`); worked out once for each pair. */
  alike(i: number, j: number): number {
    const { before, after, weights } = this.versions;
    const key = i * after.length + j;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const [a, b] = [before[i], after[j]];
    const value = a && b ? affinity(a, b, weights) : 0;
    this.known.set(key, value);
    return value;
  }

  private byRareWords({ bag }: ProvisionText, index: Map<string, number[]>): number[] {
    const scores = new Map<number, number>();
    for (const form of bag.keys()) {
      const places = index.get(form) ?? [];
      if (places.length > FREQUENT) continue;
      for (const j of places) scores.set(j, (scores.get(j) ?? 0) + (this.versions.weights.get(form) ?? 1));
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, KEPT)
      .map(([j]) => j);
  }
}

function indexOf(texts: readonly ProvisionText[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [j, { bag }] of texts.entries()) {
    for (const form of bag.keys()) {
      const places = index.get(form);
      if (places) places.push(j);
      else index.set(form, [j]);
    }
  }
  return index;
}

/** Where each content stands; one that stands very often is told apart by its place alone. */
function byContent(texts: readonly ProvisionText[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [j, { content }] of texts.entries()) places.set(content, [...(places.get(content) ?? []), j].slice(0, FREQUENT));
  return places;
}

/** The bounds of the gap that a provision stands in: what its nearest paired neighbours are paired with; null: none near. */
export function gapOf(i: number, pairs: Pairs): { low: number | null; high: number | null } {
  const near = (step: 1 | -1): number | null => {
    for (let k = 1; k <= REACH; k++) {
      const at = i + step * k;
      if (at < 0) return -1; // the beginning and the end are bounds like any other
      if (at >= pairs.ofBefore.length) return pairs.ofAfter.length;
      if (pairs.after(at) !== -1) return pairs.after(at);
    }
    return null;
  };
  return { low: near(-1), high: near(1) };
}

function gapMates(i: number, pairs: Pairs): number[] {
  const { low, high } = gapOf(i, pairs);
  const mates: number[] = [];
  for (let k = 1; k <= REACH; k++) {
    if (low !== null && (high === null || high <= low || low + k < high)) mates.push(low + k);
    if (high !== null && (low === null || high <= low || high - k > low)) mates.push(high - k);
  }
  return mates.filter((j) => j >= 0 && j < pairs.ofAfter.length);
}
