import { Candidates, Pairs } from './provision-pairs.rules.js';
import { placeOf } from './provision-place.rules.js';
import type { ComparedVersions } from './provision-text.rules.js';

/** A possible pair: how alike the words are, how much else speaks for it, and both in one figure. */
export interface Likely {
  before: number;
  after: number;
  alike: number;
  place: number;
  score: number;
}

/** One pass over what is not paired yet: what it takes to be paired in it. */
interface Pass {
  alike: number;
  words: number;
}

/** Long texts that are alike first; then short ones, by the places that are known from the long ones; then less alike. */
const PASSES: readonly Pass[] = [
  { alike: 1, words: 8 },
  { alike: 0.85, words: 8 },
  { alike: 1, words: 0 },
  { alike: 0.85, words: 0 },
  { alike: 0.6, words: 0 },
  { alike: 0.25, words: 0 },
];
const MARGIN = 0.1; // by which a pair has to be likelier than any other for either of the two
const TWIN_MARGIN = 0.18; // and than one whose words are about as alike: then its place has to be clearly better
const PLACE_COUNTS = 0.6;
const STRANGE = 0.78; // words alike enough with nothing else to speak for it
const FAMILIAR = 0.53; // how much of that a perfect place makes up for
const TELLING = 5; // words from which on the same words are hardly a coincidence
const REPEATED = 0.55; // how much has to speak for a place among several of the same words
const MOST_ROUNDS = 8;

/**
 * Pairs the provisions of two versions: by their words first, by where they stand and what they are called second. A number
 * proves nothing by itself. What has two likely pairs, or none that is likely enough, stays without one. The work grows with the
 * number of provisions, since each is compared with a few candidates alone.
 */
export function matchProvisions(versions: ComparedVersions): { pairs: Pairs; candidates: Candidates } {
  const pairs = new Pairs(versions);
  const candidates = new Candidates(versions);
  for (const pass of PASSES) {
    for (let round = 0; round < MOST_ROUNDS; round++) if (!pairUp(versions, pairs, candidates, pass)) break;
  }
  return { pairs, candidates };
}

/** The likely pairs of a provision that has none yet, the likeliest first. */
export function likelyPairs(i: number, versions: ComparedVersions, pairs: Pairs, candidates: Candidates): Likely[] {
  const likely = candidates.of(i, pairs).map((j) => {
    const [alike, place] = [candidates.alike(i, j), placeOf(i, j, versions, pairs)];
    return { before: i, after: j, alike, place, score: alike + PLACE_COUNTS * place };
  });
  return likely.sort((a, b) => b.score - a.score || a.after - b.after);
}

function pairUp(versions: ComparedVersions, pairs: Pairs, candidates: Candidates, pass: Pass): boolean {
  const free = [...pairs.ofBefore.keys()].filter(
    (i) => pairs.after(i) === -1 && (versions.before[i]?.forms.length ?? 0) >= pass.words,
  );
  const likely = free.map((i) => likelyPairs(i, versions, pairs, candidates));
  const wooers = byAfter(likely.flat());
  const chosen = likely
    .flatMap(([best, second]) => (best && isChoice(best, second, pass) && isBestFor(best, wooers) ? [best] : []))
    .filter((pair) => isSure(pair, versions, wooers, candidates));
  for (const { before, after } of chosen) pairs.join(before, after);
  return chosen.length > 0;
}

const isChoice = (best: Likely, second: Likely | undefined, pass: Pass): boolean =>
  best.alike >= pass.alike && (!second || isClear(best, second));

function isBestFor(pair: Likely, wooers: Map<number, Likely[]>): boolean {
  const others = (wooers.get(pair.after) ?? []).filter(({ before }) => before !== pair.before);
  return others.every((other) => isClear(pair, other));
}

const isClear = (best: Likely, rival: Likely): boolean =>
  best.score - rival.score >= (best.alike - rival.alike < MARGIN ? TWIN_MARGIN : MARGIN);

/** Words and place together are enough; a few words that stand elsewhere are not, nor words that stand in many places. */
function isSure(pair: Likely, { before }: ComparedVersions, wooers: Map<number, Likely[]>, candidates: Candidates): boolean {
  if (pair.alike < STRANGE - FAMILIAR * pair.place) return false;
  if (candidates.isRepeated(pair.before)) return pair.place >= REPEATED;
  const words = before[pair.before]?.forms.length ?? 0;
  const isOnly = (wooers.get(pair.after) ?? []).filter(({ alike }) => alike > 0.9).length <= 1;
  return pair.place >= 0.3 || (words >= TELLING && isOnly);
}

function byAfter(likely: readonly Likely[]): Map<number, Likely[]> {
  const groups = new Map<number, Likely[]>();
  for (const pair of likely) {
    const group = groups.get(pair.after);
    if (group) group.push(pair);
    else groups.set(pair.after, [pair]);
  }
  return groups;
}
