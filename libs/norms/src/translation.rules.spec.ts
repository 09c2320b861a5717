import { describe, expect, it } from '@jest/globals';
import { canonicalLocale, directionOf, isOutOfDate, localeOf, refuseTranslation } from './translation.rules.js';

const at = (eId: string, parentEId: string | null = null) => ({ eId, parentEId });
const ORIGINAL = [at('sec_1'), at('sec_1__para_1', 'sec_1'), at('sec_1__para_2', 'sec_1'), at('sec_2')];
const messages = (translation: { eId: string; parentEId: string | null }[]) =>
  refuseTranslation(ORIGINAL, translation, 'file')?.facts.fields;

describe('a translation', () => {
  it('has the provisions of its original', () => {
    expect(refuseTranslation(ORIGINAL, structuredClone(ORIGINAL))).toBeNull();
    expect(refuseTranslation([], [])).toBeNull();
  });

  it.each([
    ['lacks one', ORIGINAL.slice(0, 3), ['sec_2 is missing from the translation.']],
    ['adds one', [...ORIGINAL, at('sec_3')], ['sec_3 is in the translation and not in the original.']],
    ['has one twice', [...ORIGINAL, at('sec_2')], ['sec_2 stands twice in the translation.']],
    ['has others', [at('art_1'), ...ORIGINAL.slice(1)], ['sec_1 is missing', 'art_1 is in the translation']],
    [
      'nests them otherwise',
      [...ORIGINAL.slice(0, 3), at('sec_2', 'sec_1')],
      ['sec_2 stands in no other provision in the original.'],
    ],
    [
      'lifts one out',
      [ORIGINAL[0], at('sec_1__para_1'), ...ORIGINAL.slice(2)].flatMap((place) => place ?? []),
      ['sec_1__para_1 stands in sec_1 in the original.'],
    ],
    ['orders them otherwise', [3, 0, 1, 2].flatMap((i) => ORIGINAL[i] ?? []), ['sec_1 comes before sec_2 in the original.']],
  ])('that %s is refused with the place', (_, translation, expected) => {
    const found = messages(translation);
    expect(found).toHaveLength(expected.length);
    expected.forEach((words, i) => {
      expect(found?.[i]?.path).toBe('file');
      expect(found?.[i]?.message).toContain(words);
    });
  });

  it('that has nothing in common is refused with the first five differences', () => {
    const refusal = refuseTranslation(ORIGINAL, [at('a'), at('b'), at('c')]);
    expect(refusal?.code).toBe('BAD_USER_INPUT');
    expect(refusal?.facts.fields).toHaveLength(5);
    expect(refusal?.message).toContain('and 6 more');
  });

  it('is out of date once the words it was made from have changed, and not before', () => {
    expect(isOutOfDate({ textRevision: 4 }, { textRevision: 4 })).toBe(false);
    expect(isOutOfDate({ textRevision: 4 }, { textRevision: 7 })).toBe(false);
    expect(isOutOfDate({ textRevision: 5 }, { textRevision: 4 })).toBe(true);
  });
});

describe('a language', () => {
  it.each([
    ['ar', 'RTL'],
    ['he', 'RTL'],
    ['fa-IR', 'RTL'],
    ['ur', 'RTL'],
    ['dv', 'RTL'],
    ['az-Arab', 'RTL'],
    ['az', 'LTR'],
    ['en', 'LTR'],
    ['ru', 'LTR'],
    ['zh-Hant', 'LTR'],
    ['ar-Latn', 'LTR'],
  ])('%s is written %s', (locale, direction) => expect(directionOf(locale)).toBe(direction));

  it('has one tag, however it is typed', () => {
    expect([canonicalLocale('PT-br'), canonicalLocale('zh-hans'), canonicalLocale('en_US')]).toEqual(['pt-BR', 'zh-Hans', null]);
    expect(localeOf('AR')).toBe('ar');
    expect(() => localeOf('a1-')).toThrow(/no language tag/);
  });
});
