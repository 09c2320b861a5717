import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '#platform/refusal.js';
import { refuseProposal, resolveQuote } from './anchor.rules.js';

const TEXT =
  'No party uses a capability first. A party that is attacked answers a capability with a 🛡️ only, and uses\nno capability first.';
const placeOf = (words: string, from = 0): { start: number; end: number } => {
  const start = TEXT.indexOf(words, from);
  return { start, end: start + words.length };
};

describe('a quote', () => {
  it('is found by its words, in UTF-16 units', () => {
    expect(resolveQuote(TEXT, { exact: 'only, and' })).toEqual({ exact: 'only, and', ...placeOf('only, and') });
  });

  it('is found across other white space, and kept as the provision has it', () => {
    expect(resolveQuote(TEXT, { exact: ' uses  no capability ' })).toEqual({
      exact: 'uses\nno capability',
      ...placeOf('uses\nno capability'),
    });
  });

  it('is told from others by what stands before or after it', () => {
    expect(resolveQuote(TEXT, { exact: 'first', prefix: 'uses no capability ' })).toMatchObject(placeOf('first', 40));
    expect(resolveQuote(TEXT, { exact: 'first', suffix: '. A party' })).toMatchObject(placeOf('first'));
  });

  it.each([
    ['words that are not there', { exact: 'No party owns a capability' }, 'comment.anchor.exact'],
    ['words that stand several times', { exact: 'capability' }, 'comment.anchor.exact'],
    ['other words at the stated place', { exact: 'No party', start: 3, end: 11 }, 'comment.anchor.start'],
    ['a place beyond the text', { start: 0, end: TEXT.length + 1 }, 'comment.anchor.end'],
    ['half of a character', { start: TEXT.indexOf('🛡'), end: TEXT.indexOf('🛡') + 1 }, 'comment.anchor.end'],
    ['nothing but white space that is not there', { exact: '\u2003\u2003' }, 'comment.anchor.exact'],
  ])('of %s is refused at its field', (_what, quote, path) => {
    expect(resolveQuote(TEXT, quote)).toMatchObject({ code: 'BAD_USER_INPUT', facts: { fields: [{ path }] } });
  });

  it('by place alone takes the words from there; none at all is the whole provision', () => {
    expect(resolveQuote(TEXT, { start: 3, end: 8 })).toEqual({ exact: 'party', start: 3, end: 8 });
    expect(resolveQuote(TEXT, {})).toBeNull();
  });

  it('of any stretch of any text comes back as that stretch, or is refused where it could be another', () => {
    const word = fc.stringMatching(/^[a-c😀.*+?(){}\\]{1,3}$/u);
    const text = fc.array(fc.tuple(word, fc.constantFrom(' ', '\n', '  ')), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (parts, a, b) => {
        const whole = parts.flat().join('');
        const [start, end] = [a % whole.length, b % (whole.length + 1)].toSorted((x, y) => x - y) as [number, number];
        const exact = whole.slice(start, end);
        fc.pre(exact.trim() !== '' && !/\p{Surrogate}/u.test(exact));
        const byWords = resolveQuote(whole, { exact });
        const times = whole.split('').filter((_, i) => whole.startsWith(exact, i)).length;
        if (times === 1) expect(byWords).toEqual({ exact, start, end });
        else expect(byWords).toBeInstanceOf(Refusal);
        expect(resolveQuote(whole, { exact, start, end })).toEqual({ exact, start, end });
      }),
    );
  });
});

describe('a proposal', () => {
  it.each([TEXT, ` ${TEXT}\n`, TEXT.replaceAll(' ', '\n')])('that is the text as it stands asks for no change', (proposed) => {
    expect(refuseProposal(['Autre texte.', TEXT], proposed)).toMatchObject({
      facts: { fields: [{ path: 'comment.proposedText' }] },
    });
  });
  it('that differs in one letter does', () => expect(refuseProposal([TEXT], TEXT.replace('No', 'NO'))).toBeNull());
});
