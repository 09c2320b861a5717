import { describe, expect, it } from '@jest/globals';
import { isBlank, refuseCharacters, refuseText } from './text.rules.js';

describe('characters that cannot be kept or shown', () => {
  it.each([
    ['NUL', 'a\u0000b'],
    ['an escape', 'a\u001b[31mb'],
    ['a bell', '\u0007'],
    ['a C1 control', 'a\u0085b'],
    ['half of a character', 'a\ud83d b'],
    ['the other half', '\ude00'],
  ])('%s is refused at its field', (_what, text) => {
    expect(refuseCharacters('comment.body', text)).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { fields: [{ path: 'comment.body' }] },
    });
  });

  it.each(['Two\nlines\r\nand a\ttab', 'Ünïcödé 😀 العربية 中文', 'x'.repeat(1000), ''])('%j is text', (text) => {
    expect(refuseCharacters('comment.body', text)).toBeNull();
  });
});

describe('a text that says nothing', () => {
  it.each(['', ' ', '\n\t', '\u00a0', '\u200b\u200d', '\ufeff', '\u3164', '\u2800', '\u202e '])('%j is blank', (text) => {
    expect(isBlank(text)).toBe(true);
    expect(refuseText('body', text, 10)).toMatchObject({ facts: { fields: [{ path: 'body' }] } });
  });
  it.each(['a', '中', '.', '👩‍🔬'])('%j is not', (text) => expect(isBlank(text)).toBe(false));
  it('is as bad as one that is too long', () => {
    expect(refuseText('body', 'x'.repeat(10), 10)).toBeNull();
    expect(refuseText('body', 'x'.repeat(11), 10)).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
