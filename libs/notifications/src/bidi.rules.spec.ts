import { describe, expect, it } from '@jest/globals';
import { isolated } from './bidi.rules.js';
import { contentOf, knowing } from './words.rules.js';

describe('what people wrote, among words of a mail', () => {
  it('stands for itself where its direction is another one, and as it is where it is not', () => {
    expect(isolated('First reading', 'ar')).toBe('\u2068First reading\u2069');
    expect(isolated('القراءة الأولى', 'fr')).toBe('\u2068القراءة الأولى\u2069');
    expect(isolated('First reading', 'fr')).toBe('First reading');
    expect(isolated('', 'ar')).toBe('');
  });

  it('brings no controls of its own', () => expect(isolated('a\u202Eb\u2069c', 'en')).toBe('abc'));

  it('is copied as it is where it is a code', () => {
    const { paragraphs } = contentOf('VERIFY', knowing({ token: 'r9Jx' }), 'ar');
    expect(paragraphs.join('\n')).toMatch(/\nr9Jx$/m);
  });
});
