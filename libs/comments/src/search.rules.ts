import { badInput, type Refusal } from '#platform/refusal.js';
import { isBlank } from '#platform/text.rules.js';

/** The languages that have a stemmer of their own, Chinese by segments, and all others by their words as they are. */
export const SEARCH_LANGUAGES = ['ar', 'en', 'es', 'fr', 'ru', 'zh', 'other'] as const;
export type SearchLanguage = (typeof SEARCH_LANGUAGES)[number];

const LONGEST = 500;

/** Null where the search can be tried; else BAD_USER_INPUT. */
export function refuseSearch(search: string): Refusal | null {
  if (isBlank(search)) return badInput('filter.search', 'Write at least one word to search for, or leave the search out.');
  return search.length > LONGEST ? badInput('filter.search', `A search has at most ${LONGEST} characters.`) : null;
}

/** In which way the words of a language are told: by the first part of its tag (BCP 47). */
export function searchLanguage(locale: string): SearchLanguage {
  const language = locale.split('-')[0]?.toLowerCase() ?? '';
  return SEARCH_LANGUAGES.find((known) => known === language) ?? 'other';
}

// Scripts that put no space between words.
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]+/gu;
const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' });
const normal = (text: string): string => text.normalize('NFKC').toLowerCase();
const segmentsOf = (run: string): string[] => [...SEGMENTER.segment(run)].map(({ segment }) => segment);

/** A text as it is indexed: one form of each letter, small, and a space between words also where the script has none. */
export const indexable = (text: string): string => normal(text).replace(UNSPACED, (run) => ` ${segmentsOf(run).join(' ')} `);

/**
 * What was searched for, in the syntax of `websearch_to_tsquery`: words all of which must stand, "phrases", `or`, `-not`. A run of a
 * script without spaces becomes the phrase of its segments.
 */
export function searchQuery(search: string): string {
  return normal(search)
    .split('"')
    .map((part, i) =>
      part.replace(UNSPACED, (run) => {
        const words = segmentsOf(run).join(' ');
        return i % 2 === 1 || !words.includes(' ') ? words : `"${words}"`;
      }),
    )
    .join('"');
}
