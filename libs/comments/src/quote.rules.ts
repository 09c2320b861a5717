import type { DiffSegment } from '#platform/schema.types.js';
import { Refusal } from '#platform/refusal.js';
import { closestIn, editSimilarity, type Range } from '#norms/text-search.rules.js';
import { resolveQuote } from './anchor.rules.js';
import type { Quote } from './comment.types.js';

const CONTEXT = 32; // UTF-16 units of prefix and suffix, as other annotators take them
const LONGEST_WORD = 24; // units that a place is widened by to end with a whole word
export const FOUND = 0.85; // from here on words are the quoted ones, reworded
export const DOUBTFUL = 0.6; // from here on they may be

/** The words of a place with what stands around them: TextQuoteSelector and TextPositionSelector. */
export function quoteAt(text: string, { start, end }: Range): Quote {
  const prefix = text.slice(whole(text, Math.max(0, start - CONTEXT), 1), start);
  const suffix = text.slice(end, whole(text, Math.min(text.length, end + CONTEXT), -1));
  return { exact: text.slice(start, end), prefix, suffix, start, end };
}

/** The nearest place, going that way, that does not cut a character of two units in half. */
function whole(text: string, at: number, step: 1 | -1): number {
  const isCut =
    at > 0 && at < text.length && /[\udc00-\udfff]/.test(text[at] ?? '') && /[\ud800-\udbff]/.test(text[at - 1] ?? '');
  return isCut ? at + step : at;
}

/** Where a quote stands in the text that it was made on; null where it is not there, or where it cannot be told in which place. */
export function locateQuote(text: string, quote: Quote): Range | null {
  for (const tried of [quote, { ...quote, start: null, end: null }]) {
    const place = resolveQuote(text, tried);
    if (place === null || place instanceof Refusal) continue;
    const { start, end } = place;
    if (typeof start === 'number' && typeof end === 'number') return { start, end };
  }
  return null;
}

/** Every place where words stand exactly so, none overlapping another. */
export function occurrences(text: string, words: string): Range[] {
  const places: Range[] = [];
  if (words.length === 0) return places;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length))
    places.push({ start: at, end: at + words.length });
  return places;
}

/** Where the words of a place came to stand, by a word diff: from the first of them that was kept or put in their stead to the last. */
export function follow(diff: readonly DiffSegment[], { start, end }: Range): Range {
  let [old, fresh] = [0, 0];
  let [from, to] = [-1, -1];
  const cover = (a: number, b: number): void => {
    if (from === -1) from = a;
    to = b;
  };
  for (const { op, text } of diff) {
    const next = old + (op === 'INSERT' ? 0 : text.length);
    const [a, b] = [Math.max(start, old), Math.min(end, next)];
    if (op === 'EQUAL' && a < b) cover(fresh + a - old, fresh + b - old);
    if (op === 'INSERT' && old > start && old < end) cover(fresh, fresh + text.length);
    if (op === 'DELETE' && from === -1 && a < b) [from, to] = [fresh, fresh];
    old = next;
    fresh += op === 'DELETE' ? 0 : text.length;
  }
  return { start: Math.max(0, from), end: Math.max(0, from, to) };
}

/** A place where a quote was found again, and how alike the words are. */
export interface FoundQuote extends Range {
  similarity: number;
}

/**
 * The places in a text where quoted words stand exactly or nearly so, the likest first: those that are there word for word;
 * else where the diff leads, and where the fewest units differ. None below `DOUBTFUL`.
 */
export function findQuote(text: string, words: string, expected: Range | null): FoundQuote[] {
  const exact = occurrences(text, words);
  if (exact.length > 0) return exact.map((place) => ({ ...place, similarity: 1 }));
  const near = closestIn(text, words, Math.floor((1 - DOUBTFUL) * words.length));
  const places = [...(expected ? [expected] : []), ...near].map((place) => rounded(text, words, place));
  const found = places.filter(({ similarity }) => similarity >= DOUBTFUL);
  return found
    .sort((a, b) => b.similarity - a.similarity)
    .filter((place, i) => found.findIndex((one) => overlap(one, place) > 0) === i);
}

/** How many units two places have in common. */
export const overlap = (a: Range, b: Range): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/** A place without blanks at its ends and with whole words there, unless that makes it less like the quote. */
function rounded(text: string, words: string, { start, end }: Range): FoundQuote {
  const isLetter = (at: number): boolean => /[\p{L}\p{M}\p{N}]/u.test(text[at] ?? ' ');
  const raw = { start: whole(text, start, -1), end: whole(text, end, 1) };
  const trimmed = { ...raw };
  while (trimmed.start < trimmed.end && /\s/.test(text[trimmed.start] ?? '')) trimmed.start++;
  while (trimmed.end > trimmed.start && /\s/.test(text[trimmed.end - 1] ?? '')) trimmed.end--;
  const full = { ...trimmed };
  while (full.start > Math.max(0, trimmed.start - LONGEST_WORD) && isLetter(full.start) && isLetter(full.start - 1)) full.start--;
  while (full.end < Math.min(text.length, trimmed.end + LONGEST_WORD) && isLetter(full.end - 1) && isLetter(full.end)) full.end++;
  const scored = [full, trimmed, raw].map((place) => ({
    ...place,
    similarity: editSimilarity(words, text.slice(place.start, place.end)),
  }));
  return scored.reduce((best, place) => (place.similarity > best.similarity + 0.02 ? place : best));
}
