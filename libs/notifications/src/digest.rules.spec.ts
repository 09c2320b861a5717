import { describe, expect, it } from '@jest/globals';
import { DIGEST_LIMIT, digestContent, type NewsItem } from './digest.rules.js';

const item = (n: number, more: Partial<NewsItem> = {}): NewsItem => ({
  ...{ title: `News ${n}`, path: `/rounds/R${n}`, note: null, norm: 'A norm', place: null, timeZone: 'UTC', tlp: null },
  createdAt: new Date(Date.UTC(2026, 0, 1, 0, n)),
  ...more,
});
const told = (news: readonly NewsItem[]): string[] => digestContent(news, 'en', 'https://x.test').paragraphs.slice(2);

describe('a digest', () => {
  it('groups by norm and provision, the newest first in each and among them', () => {
    const news = [item(1), item(2, { place: '2 Restraint' }), item(3), item(4, { norm: null })];
    expect(told(news).map((group) => [group.split('\n')[0], ...(group.match(/News \d/g) ?? [])])).toEqual([
      ['In general', 'News 4'],
      ['A norm', 'News 3', 'News 1'],
      ['A norm · 2 Restraint', 'News 2'],
    ]);
    expect(told(news)[0]).toContain('https://x.test/rounds/R4');
  });

  it('tells a thousand one by one, of more how many there are, and counts all', () => {
    const news = Array.from({ length: DIGEST_LIMIT + 12 }, (_, n) => item(n));
    const content = digestContent(news, 'en', 'https://x.test');
    expect(content.paragraphs.join('\n').match(/News \d+/g)).toHaveLength(DIGEST_LIMIT);
    expect(content.paragraphs.at(-1)).toBe('And 12 more, which stand in your inbox.');
    expect(content.subject).toBe('News on Colloquy: 1,012');
    expect(told(news.slice(0, DIGEST_LIMIT)).at(-1)).not.toContain('more');
  });

  it('carries the highest marking of what is in it, and says at each piece what is not CLEAR', () => {
    const news = [item(1, { tlp: 'CLEAR' }), item(2, { tlp: 'GREEN' }), item(3)];
    expect(digestContent(news, 'en', 'https://x.test').marking).toBe('GREEN');
    expect(told(news).join()).toMatch(/ {2}News 3[^]* \[TLP:GREEN\] News 2[^]* {2}News 1/);
    expect(digestContent([item(1, { tlp: 'RED' })], 'en', 'https://x.test').marking).toBeNull();
  });
});
