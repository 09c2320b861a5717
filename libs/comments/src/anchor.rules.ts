import { badInput, Refusal } from '#platform/refusal.js';
import type { CommentInput } from '#platform/schema.types.js';
import type { Quote } from './comment.types.js';

const WRONG_PLACE = 'These are not the words at this place. Leave start and end out: the place is then found by the words.';

/**
 * The quote as the provision has it, with its place in UTF-16 code units of the text: found by its words, and by what stands before
 * and after them where they stand several times. White space counts as equal. Gives BAD_USER_INPUT with the field where the words are
 * not there, stand at another place than stated, or could be any of several. Null where nothing is quoted.
 */
export function resolveQuote(text: string, quote: Quote): Quote | Refusal | null {
  const { exact, start, end } = quote;
  const isPlaced = typeof start === 'number' && typeof end === 'number';
  if (!exact) return isPlaced ? placed(text, quote, { start, end }) : null;
  if (isPlaced)
    return sameWords(text.slice(start, end), exact)
      ? placed(text, quote, { start, end })
      : badInput('comment.anchor.start', WRONG_PLACE);
  const places = placesOf(text, exact);
  if (places.length === 0) {
    return badInput(
      'comment.anchor.exact',
      'The provision does not have these words. Quote it as it stands, or leave the quote out.',
    );
  }
  const best = places.length === 1 ? places : bestBeside(text, places, quote);
  const [place] = best;
  if (best.length > 1 || !place) {
    return badInput(
      'comment.anchor.exact',
      `These words stand ${places.length} times in the provision. Say which by start and end, or by the words before (prefix) and after (suffix).`,
    );
  }
  return placed(text, quote, place);
}

interface Place {
  start: number;
  end: number;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function placed(text: string, { prefix, suffix }: Quote, { start, end }: Place): Quote | Refusal {
  const exact = text.slice(start, end);
  if (start < 0 || end > text.length || end <= start || LONE_SURROGATE.test(exact)) {
    return badInput(
      'comment.anchor.end',
      `A quote lies within the provision's text, which has ${text.length} UTF-16 units, and halves no character.`,
    );
  }
  return { exact, ...(prefix ? { prefix } : {}), ...(suffix ? { suffix } : {}), start, end };
}

const words = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
const sameWords = (a: string, b: string): boolean => a === b || words(a) === words(b);

/** Every place where the words stand: to the letter, or else with other white space between them. */
function placesOf(text: string, exact: string): Place[] {
  const literal: Place[] = [];
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1))
    literal.push({ start: at, end: at + exact.length });
  if (literal.length > 0) return literal;
  const pattern = exact
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))
    .join('\\s+');
  if (!pattern) return [];
  return [...text.matchAll(new RegExp(pattern, 'g'))].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Those places whose surroundings agree furthest with the words given before and after; all of them where none do. */
function bestBeside(text: string, places: Place[], { prefix, suffix }: Quote): Place[] {
  const scores = places.map(
    ({ start, end }) =>
      common(reversed(words(text.slice(0, start))), reversed(words(prefix ?? ''))) +
      common(words(text.slice(end)), words(suffix ?? '')),
  );
  const best = Math.max(...scores);
  return places.filter((_, i) => scores[i] === best);
}

const reversed = (text: string): string => [...text].reverse().join('');

function common(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}

/** Null where a change is really asked for; BAD_USER_INPUT where the proposal is the text as it stands. */
export const refuseProposal = (texts: readonly string[], proposedText: string): Refusal | null =>
  texts.some((text) => sameWords(text, proposedText))
    ? badInput('comment.proposedText', 'This is the text as it stands. Write what is to change in it, or ask to KEEP it.')
    : null;

/** The quote in its place in one of the texts of a provision, the first one first; its refusal where it is in none. */
export function quoteIn(texts: readonly string[], anchor: Quote): Quote | Refusal | null {
  const [first = null, ...others] = texts.map((text) => resolveQuote(text, anchor));
  return [first, ...others].find((found) => !(found instanceof Refusal)) ?? first;
}

/** Null where the comment fits the texts of its provision: its proposal is another text, its quote stands there. BAD_USER_INPUT. */
export function refuseAgainst(texts: readonly string[], { anchor, change, proposedText }: CommentInput): Refusal | null {
  const same = change === 'MODIFY' && proposedText ? refuseProposal(texts, proposedText) : null;
  const quote = anchor ? quoteIn(texts, anchor) : null;
  return same ?? (quote instanceof Refusal ? quote : null);
}
