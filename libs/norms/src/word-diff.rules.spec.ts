import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wordDiff } from './word-diff.rules.js';

const joined = (diff: ReturnType<typeof wordDiff>, ...ops: string[]): string =>
  diff
    .filter(({ op }) => ops.includes(op))
    .map(({ text }) => text)
    .join('');

describe('the word diff', () => {
  it('is by words, also in Chinese and Arabic', () => {
    expect(wordDiff('No party shall use it', 'No party may use it').map(({ op }) => op)).toContain('EQUAL');
    expect(joined(wordDiff('各方不得首先使用', '各方不得率先使用'), 'EQUAL').length).toBeGreaterThan(3);
    expect(joined(wordDiff('لا يجوز لأي طرف', 'لا يحق لأي طرف'), 'EQUAL')).toContain('طرف');
  });

  it('gives both texts back whole', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const diff = wordDiff(before, after);
        expect(joined(diff, 'EQUAL', 'DELETE')).toBe(before);
        expect(joined(diff, 'EQUAL', 'INSERT')).toBe(after);
      }),
    );
  });
});
