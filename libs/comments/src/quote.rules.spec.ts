import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wordDiff } from '#norms/word-diff.rules.js';
import { findQuote, follow, locateQuote, quoteAt } from './quote.rules.js';

const TEXT = 'No party uses a capability first. A party that was attacked may use a capability in return.';

describe('a quote', () => {
  it('is where its words are, told apart by what stands around them', () => {
    expect(locateQuote(TEXT, { exact: 'uses' })).toEqual({ start: 9, end: 13 });
    expect(locateQuote(TEXT, { exact: 'a capability' })).toBeNull();
    expect(locateQuote(TEXT, { exact: 'a capability', prefix: 'may use ' })).toEqual({ start: 68, end: 80 });
    expect(locateQuote(TEXT, { exact: 'a capability', start: 14, end: 26 })).toEqual({ start: 14, end: 26 });
  });

  it('that states a wrong place is found by its words, and one that is not there is not found', () => {
    expect(locateQuote(TEXT, { exact: 'uses', start: 0, end: 4 })).toEqual({ start: 9, end: 13 });
    expect(locateQuote(TEXT, { exact: 'nobody said this' })).toBeNull();
  });

  it('never cuts a character in half, nor does what stands around it', () => {
    const text = `${'😀'.repeat(17)}x${'😀'.repeat(17)}`;
    const { prefix, suffix, exact } = quoteAt(text, { start: 34, end: 35 });
    expect(exact).toBe('x');
    for (const part of [prefix, suffix]) expect(part).toMatch(/^(😀)+$/u);
  });
});

describe('following words through a diff', () => {
  it('leads to the words that were kept or put in their stead', () => {
    const after = 'No state uses a capability first. A state that was attacked may use any capability in return.';
    const range = follow(wordDiff(TEXT, after), { start: TEXT.indexOf('may use a'), end: TEXT.indexOf(' in return') });
    expect(after.slice(range.start, range.end)).toBe('may use any capability');
  });

  it('leads to the very words where nothing changed, and stays within the text where everything did', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 20 }), fc.lorem({ maxCount: 20 }), fc.nat(80), fc.nat(80), (before, after, a, b) => {
        const range = { start: Math.min(a, b, before.length), end: Math.min(Math.max(a, b), before.length) };
        if (range.start < range.end) expect(follow(wordDiff(before, before), range)).toEqual(range);
        const there = follow(wordDiff(before, after), range);
        expect(there.start).toBeLessThanOrEqual(there.end);
        expect(there.end).toBeLessThanOrEqual(after.length);
      }),
    );
  });
});

describe('finding a quote again', () => {
  it('gives every place where it stands word for word', () => {
    expect(findQuote(TEXT, 'a capability', null).map(({ start }) => start)).toEqual([14, 68]);
  });

  it('gives whole words where it stands nearly so, and nothing where it does not', () => {
    const [found] = findQuote(TEXT, 'party that had been attacked may', null);
    expect(found && TEXT.slice(found.start, found.end)).toBe('party that was attacked may');
    expect(found?.similarity).toBeGreaterThan(0.6);
    expect(findQuote(TEXT, 'The depositary keeps a register of notices', null)).toEqual([]);
  });

  it('in Chinese and Arabic as well', () => {
    const chinese = '各方不得率先使用该能力攻击他方的关键基础设施。';
    const [there] = findQuote(chinese, '不得首先使用该能力攻击他方的关键', null);
    expect(there && chinese.slice(there.start, there.end)).toBe('不得率先使用该能力攻击他方的关键');
    const arabic = 'لا يحق لأي طرف أن يستخدم القدرة أولا ضد طرف آخر';
    const [found] = findQuote(arabic, 'لا يجوز لأي طرف أن يستخدم القدرة أولا', null);
    expect(found && arabic.slice(found.start, found.end)).toBe('لا يحق لأي طرف أن يستخدم القدرة أولا');
  });
});
