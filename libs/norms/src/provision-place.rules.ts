import { gapOf, type Pairs } from './provision-pairs.rules.js';
import type { ComparedVersions } from './provision-text.rules.js';

const PARENT = 0.35;
const GAP = 0.4;
const NAME = 0.25;
const CHILDREN = 0.35;

/**
 * How much speaks for it, besides the words, that two provisions are the same one, from 0 to 1: they stand in the same provision,
 * between the same neighbours, have the same eId, or hold the same children. As pairs are found, there is more to go by.
 */
export function placeOf(i: number, j: number, versions: ComparedVersions, pairs: Pairs): number {
  const parent = sameParent(i, j, versions, pairs);
  const evidence =
    PARENT * parent +
    GAP * sameGap(i, j, pairs) +
    NAME * sameName(i, j, versions) * Math.max(0, parent) +
    CHILDREN * sameChildren(i, j, versions, pairs);
  return Math.max(0, Math.min(1, evidence));
}

/** It speaks against a pair that what one stands in is known to be something else than what the other stands in. */
function sameParent(i: number, j: number, { before, after }: ComparedVersions, pairs: Pairs): number {
  const [p, q] = [before[i]?.parent ?? -1, after[j]?.parent ?? -1];
  if (p === -1 || q === -1) return p === q ? 0.5 : 0;
  if (pairs.after(p) === q) return 1;
  if (pairs.after(p) !== -1 || pairs.before(q) !== -1) return -1;
  return before[p]?.eId === after[q]?.eId ? 0.5 : 0;
}

function sameGap(i: number, j: number, pairs: Pairs): number {
  const { low, high } = gapOf(i, pairs);
  const isAbove = low !== null && low < j && j - low <= 2 * (1 + distanceToPair(i, pairs, -1));
  const isBelow = high !== null && j < high && high - j <= 2 * (1 + distanceToPair(i, pairs, 1));
  return (isAbove ? 0.5 : 0) + (isBelow ? 0.5 : 0);
}

function distanceToPair(i: number, pairs: Pairs, step: 1 | -1): number {
  let k = 1;
  while (i + step * k >= 0 && i + step * k < pairs.ofBefore.length && pairs.after(i + step * k) === -1) k++;
  return k;
}

const sameName = (i: number, j: number, { before, after }: ComparedVersions): number =>
  before[i]?.eId === after[j]?.eId ? 1 : 0;

/** The share of its children, as far as they have pairs, that stand in the other. */
function sameChildren(i: number, j: number, { before, after }: ComparedVersions, pairs: Pairs): number {
  const paired = (before[i]?.children ?? []).map((child) => pairs.after(child)).filter((child) => child !== -1);
  return paired.length === 0 ? 0 : paired.filter((child) => after[child]?.parent === j).length / paired.length;
}
