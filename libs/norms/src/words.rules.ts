const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'word' });

/** A word of a text: as it is compared, and where it stands, in UTF-16 units. */
export interface Word {
  form: string;
  start: number;
  end: number;
}

/** The words of a text as `Intl.Segmenter` finds them, in Chinese and Arabic too; compared by NFKC and small letters. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of SEGMENTER.segment(text)) {
    if (isWordLike) words.push({ form: segment.normalize('NFKC').toLowerCase(), start: index, end: index + segment.length });
  }
  return words;
}

/** The words of a text in the form in which they are compared. */
export const formsOf = (text: string): string[] => wordsOf(text).map(({ form }) => form);

/**
 * How many words two texts have in common in the same order: the length of their longest common subsequence, by the
 * bit-parallel method of Crochemore and others (2001), in time n · m / 64.
 */
export function sharedInOrder(a: readonly string[], b: readonly string[]): number {
  const places = new Map<string, bigint>();
  for (const [i, form] of a.entries()) places.set(form, (places.get(form) ?? 0n) | (1n << BigInt(i)));
  const all = (1n << BigInt(a.length)) - 1n;
  let open = all;
  for (const form of b) {
    const hits = open & (places.get(form) ?? 0n);
    open = ((open + hits) | (open - hits)) & all;
  }
  return ones(all & ~open);
}

function ones(bits: bigint): number {
  let count = 0;
  for (const digit of bits.toString(16))
    count += [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4][Number.parseInt(digit, 16)] ?? 0;
  return count;
}

/** How alike two word sequences are, from 0 to 1: twice what they share in order, of all their words. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1;
  return (2 * sharedInOrder(a, b)) / (a.length + b.length);
}

/** The longest run of words that stands in both, and where: `length` words from `a[inA]` and from `b[inB]`. */
export function longestRun(a: readonly string[], b: readonly string[]): { length: number; inA: number; inB: number } {
  const best = { length: 0, inA: 0, inB: 0 };
  let above = new Uint32Array(b.length + 1);
  for (const [i, form] of a.entries()) {
    const row = new Uint32Array(b.length + 1);
    for (let j = 0; j < b.length; j++) {
      const run = form === b[j] ? (above[j] ?? 0) + 1 : 0;
      row[j + 1] = run;
      if (run > best.length) Object.assign(best, { length: run, inA: i - run + 1, inB: j - run + 1 });
    }
    above = row;
  }
  return best;
}
