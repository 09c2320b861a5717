import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { closestIn, editDistance, editSimilarity } from './text-search.rules.js';

/** The textbook's table, row by row: slow, and easy to believe. */
function table(a: string, b: string, isAnywhere: boolean): number[] {
  let row = Array.from({ length: b.length + 1 }, (_, j) => (isAnywhere ? 0 : j));
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row;
}
const few = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '各', '\ud83d\ude00'), maxLength: 120 });

describe('the distance of two texts', () => {
  it('is what the textbook says, for texts longer than a machine word as well', () => {
    fc.assert(
      fc.property(few, few, (a, b) => expect(editDistance(a, b)).toBe(table(a, b, false).at(-1))),
      { numRuns: 300 },
    );
  });

  it('gives 1 for equal texts and 0 for texts without anything in common', () => {
    expect([editSimilarity('', ''), editSimilarity('abc', 'abc'), editSimilarity('abc', 'xyz')]).toEqual([1, 1, 0]);
  });
});

describe('looking for words in a text', () => {
  it('finds them with as few errors as the textbook, at places that have exactly so many', () => {
    fc.assert(
      fc.property(few, few, (text, words) => {
        fc.pre(words.length > 0);
        const best = Math.min(...table(words, text, true));
        const found = closestIn(text, words, words.length - 1);
        if (best >= words.length) return expect(found).toEqual([]);
        expect(found.length).toBeGreaterThan(0);
        for (const { start, end, errors } of found)
          expect([errors, table(words, text.slice(start, end), false).at(-1)]).toEqual([best, best]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives every place where they stand', () => {
    expect(closestIn('one two one', 'one', 0)).toEqual([
      { start: 0, end: 3, errors: 0 },
      { start: 8, end: 11, errors: 0 },
    ]);
  });

  it('keeps to the errors that are allowed', () => {
    expect(closestIn('no party may use it', 'no party shall use it', 5)).toHaveLength(1);
    expect(closestIn('no party may use it', 'no party shall use it', 2)).toEqual([]);
  });
});
