import { describe, expect, it } from '@jest/globals';
import { evenness, withZeroes } from './participation.rules.js';

describe('evenness', () => {
  it('is 1 where every group is equal, 0 where one is alone or there is none', () => {
    expect(evenness([3, 3, 3, 3, 3, 3, 3])).toBeCloseTo(1, 12);
    expect(evenness([5, 0, 0, 0, 0, 0, 0])).toBe(0);
    expect(evenness([])).toBe(0);
  });

  it('is ln 2 / ln 7 for two equal groups', () => expect(evenness([4, 4])).toBeCloseTo(Math.log(2) / Math.log(7), 12));
});

describe('rows at zero', () => {
  it('are shown', () =>
    expect(withZeroes(['A', 'B'], [])).toEqual([{ key: 'A', comments: 0, submissions: 0, organizations: 0 }, expect.anything()]));
});
