import { describe, expect, it } from '@jest/globals';
import { indexable, refuseSearch, searchLanguage, searchQuery } from './search.rules.js';

describe('full-text search', () => {
  it.each([
    ['en-GB', 'en'],
    ['zh-Hant', 'zh'],
    ['AR', 'ar'],
    ['pt-BR', 'other'],
  ])('%s is told as %s', (locale, language) => expect(searchLanguage(locale)).toBe(language));

  it('puts one form of each letter and a space between words', () => {
    expect(indexable('ＦＵＬＬ Ünder')).toBe('full ünder');
    expect(indexable('网络能力')).toBe(' 网络 能力 ');
    expect(indexable('Use 网络能力 first')).toBe('use  网络 能力  first');
  });

  it('keeps the syntax of a search, and makes a phrase of what has no spaces', () => {
    expect(searchQuery('"First Use" -Attack OR threshold')).toBe('"first use" -attack or threshold');
    expect(searchQuery('网络能力')).toBe('"网络 能力"');
    expect(searchQuery('-网络能力 能力')).toBe('-"网络 能力" 能力');
    expect(searchQuery('"网络能力"')).toBe('"网络 能力"');
  });

  it.each(['', ' ', '\u200b', 'x'.repeat(501)])('refuses %j', (search) =>
    expect(refuseSearch(search)).toMatchObject({ facts: { fields: [{ path: 'filter.search' }] } }),
  );
});
