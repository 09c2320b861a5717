import type { Pairs } from './provision-pairs.rules.js';
import { bagOf, bagWeight, type ComparedVersions, type ProvisionText, sharedWeight } from './provision-text.rules.js';
import { longestRun } from './words.rules.js';

/** A provision whose words went into several, or came from several: the whole on one side, its parts on the other. */
export interface Divided {
  whole: number;
  parts: number[];
}

const OWN = 0.6; // of a part's words stand in the whole
const RUN = 4; // words in a row, or all of a shorter part
const FAR_RUN = 8; // words in a row where the part does not stand beside the others
const COVERED = 0.6; // of the whole's words stand in its parts
const ADDS = 0.08; // of the whole's words stand in this part and in no other
const NEAR = 4; // provisions
const RARE = 32; // a word in more provisions than this finds no part
const MOST_PARTS = 12;

/** The provisions of the older version that were split: every part of each, the one it is paired with among them. */
export const splits = (versions: ComparedVersions, pairs: Pairs): Divided[] =>
  divided(
    versions.before,
    versions.after,
    versions.weights,
    (i) => pairs.after(i),
    (j) => pairs.before(j),
  );

/** The provisions of the newer version that were merged from several of the older. */
export const merges = (versions: ComparedVersions, pairs: Pairs): Divided[] =>
  divided(
    versions.after,
    versions.before,
    versions.weights,
    (j) => pairs.before(j),
    (i) => pairs.after(i),
  );

type PairOf = (index: number) => number;

function divided(
  wholes: readonly ProvisionText[],
  parts: readonly ProvisionText[],
  weights: ReadonlyMap<string, number>,
  pairOfWhole: PairOf,
  pairOfPart: PairOf,
): Divided[] {
  const taken = new Set<number>();
  const found: Divided[] = [];
  const free = freeByWord(parts, pairOfPart);
  for (const [whole, text] of wholes.entries()) {
    const search = new Search(text, pairOfWhole(whole), parts, weights);
    const near = candidatesFor(text, free).filter((part) => !taken.has(part));
    const all = search.partsFrom(near);
    if (all.length < 2) continue;
    for (const part of all) taken.add(part);
    found.push({ whole, parts: all });
  }
  return found;
}

function freeByWord(parts: readonly ProvisionText[], pairOfPart: PairOf): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [part, { bag }] of parts.entries()) {
    if (pairOfPart(part) !== -1) continue;
    for (const form of bag.keys()) index.set(form, [...(index.get(form) ?? []), part].slice(0, RARE + 1));
  }
  return index;
}

function candidatesFor({ bag }: ProvisionText, free: Map<string, number[]>): number[] {
  const found = new Set<number>();
  for (const form of bag.keys()) {
    const places = free.get(form) ?? [];
    if (places.length <= RARE) for (const place of places) found.add(place);
  }
  return [...found].sort((a, b) => a - b);
}

/** Finds the parts of one provision; words that one part has taken are no longer there for another. */
class Search {
  private left: string[];
  private leftBag: Map<string, number>;
  private readonly found: number[];
  private covered: number;

  constructor(
    private readonly whole: ProvisionText,
    pair: number,
    private readonly parts: readonly ProvisionText[],
    private readonly weights: ReadonlyMap<string, number>,
  ) {
    const paired = parts[pair];
    this.found = paired ? [pair] : [];
    this.left = paired ? without(whole.forms, paired.forms) : [...whole.forms];
    this.leftBag = bagOf(this.left);
    this.covered = paired ? sharedWeight(whole.bag, paired.bag, weights) : 0;
  }

  partsFrom(candidates: readonly number[]): number[] {
    if (this.whole.forms.length < 3 || bagWeight(this.leftBag, this.weights) < ADDS * this.whole.weight) return [];
    for (const part of this.byNearness(candidates)) if (this.found.length < MOST_PARTS) this.tryPart(part);
    const isWhole = this.covered >= COVERED * this.whole.weight;
    return isWhole ? this.found.sort((a, b) => a - b) : [];
  }

  private byNearness(candidates: readonly number[]): number[] {
    const share = (part: number): number => this.shared(part) / (this.parts[part]?.weight || 1);
    return candidates.filter((part) => share(part) >= OWN).sort((a, b) => share(b) - share(a) || a - b);
  }

  private shared(part: number): number {
    return sharedWeight(this.leftBag, this.parts[part]?.bag ?? new Map<string, number>(), this.weights);
  }

  private tryPart(part: number): void {
    const text = this.parts[part];
    if (!text || text.forms.length < 2) return;
    const shared = this.shared(part);
    if (shared < OWN * text.weight || shared < ADDS * this.whole.weight) return;
    const run = longestRun(this.left, text.forms).length;
    const isNear = this.found.length === 0 || this.found.some((other) => Math.abs(other - part) <= NEAR);
    if (run < (isNear ? Math.min(RUN, text.forms.length) : FAR_RUN)) return;
    this.found.push(part);
    this.covered += shared;
    this.left = without(this.left, text.forms);
    this.leftBag = bagOf(this.left);
  }
}

/** The words of a text that another has not taken, in their order. */
function without(forms: readonly string[], taken: readonly string[]): string[] {
  const bag = bagOf(taken);
  return forms.filter((form) => {
    const times = bag.get(form) ?? 0;
    if (times > 0) bag.set(form, times - 1);
    return times === 0;
  });
}
