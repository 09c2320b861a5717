import { describe, expect, it } from '@jest/globals';
import { contentOf, fill, knowing, languageOf, LANGUAGES, SLOT, wordsIn } from './words.rules.js';
import { layOut } from './mail.layout.js';
import type { Facts, TextKey } from './words.types.js';

const EN = wordsIn('en');
const KEYS = Object.keys(EN.texts) as TextKey[];
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();
const FACTS = knowing(Object.fromEntries(Object.keys(knowing({})).map((name) => [name, `<${name}>`])));

describe.each(LANGUAGES)('the words in %s', (language) => {
  const words = wordsIn(language);

  it.each(KEYS)('%s tells the same facts as in English, paragraph by paragraph, and has a link where that has one', (key) => {
    const [here, there] = [words.texts[key], EN.texts[key]];
    expect(placeholders(here.subject)).toEqual(placeholders(there.subject));
    expect(here.paragraphs.map((text) => [...new Set(placeholders(text))])).toEqual(
      there.paragraphs.map((text) => [...new Set(placeholders(text))]),
    );
    expect(here.label === undefined).toBe(there.label === undefined);
  });

  it('are of its own', () => {
    const same = KEYS.filter((key) => words.texts[key].subject === EN.texts[key].subject);
    expect(same).toEqual(language === 'en' ? KEYS : []);
    expect(placeholders(JSON.stringify(words.answer))).toEqual(placeholders(JSON.stringify(EN.answer)));
  });

  it.each(KEYS)('%s is laid out whole: no placeholder is left, its language and direction are told, nothing is loaded', (key) => {
    const content = contentOf(key, FACTS as Facts, language, ['An answer']);
    const { subject, text, html } = layOut(content, { language, url: 'https://x.test/go', optional: true });
    for (const part of [subject, text, html]) expect(part).not.toMatch(/\{\w+\}/);
    expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
    expect(html).not.toMatch(/<(script|img|link)|url\(/);
    expect(text).toContain(SLOT.unsubscribe);
  });
});

describe('a text', () => {
  it('leaves out what is not known', () => {
    expect(fill('It closes on {closesAt}.', knowing({}) as never)).toBeNull();
    const content = contentOf('ROUND_OPENED', knowing({ norm: 'N', round: 'R', reference: 'N-R1' }), 'en');
    expect(content.paragraphs).toEqual([`Dear ${SLOT.recipient},`, 'The round “R” (N-R1) on N is open.']);
  });

  it('takes slots for nothing but slots, whatever people wrote', () => {
    const content = contentOf('ROUND_OPENED', knowing({ norm: `a${SLOT.unsubscribe}b`, round: 'R', reference: 'N' }), 'en');
    expect(content.subject).toBe('Open for comment: ab');
  });

  it.each([
    ['fr-CA', 'fr'],
    ['zh-Hant-HK', 'zh'],
    ['AR', 'ar'],
    ['de', 'en'],
    ['', 'en'],
  ])('is written to somebody with the locale %s in %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });
});
