import { badInput, conflict, type Refusal } from '#platform/refusal.js';
import type { CarryFate, DecideCarryInput } from '#platform/schema.types.js';
import { contentOf } from '#norms/provision-text.rules.js';
import { editSimilarity } from '#norms/text-search.rules.js';
import { formsOf, likeness } from '#norms/words.rules.js';
import type { Quote } from './comment.types.js';
import { locateQuote, quoteAt } from './quote.rules.js';

export const LONGEST_REASON = 2000;

/** A provision as a decision needs to know it. */
export interface DecidedText {
  eId: string;
  heading: string | null;
  text: string;
}

/** What a decision makes of a row of the ledger. */
export interface Decided {
  fate: CarryFate;
  eid: string | null;
  quote: Quote | null;
  similarity: number;
}

/** Null where a person has something to decide: the row is AMBIGUOUS, or was and may be decided anew. */
export function refuseDecision(carry: { fate: CarryFate; decidedAt: Date | null }): Refusal | null {
  if (carry.fate === 'AMBIGUOUS' || carry.decidedAt) return null;
  return conflict('It is clear where this comment stands in that version; nobody has to decide.', carry.fate);
}

/** Null where the place that a person names is one of the provision's; BAD_USER_INPUT where it is not. */
export function refusePlace({ eId, start, end, reason }: DecideCarryInput, provision: DecidedText | null): Refusal | null {
  if (!reason.trim() || reason.length > LONGEST_REASON)
    return badInput('reason', `Say why, in 1 to ${LONGEST_REASON} characters; the commenter reads it.`);
  if (eId && !provision) return badInput('eId', 'The version has no such provision. Take an eId from its provisions.');
  const hasStart = typeof start === 'number';
  if (hasStart !== (typeof end === 'number')) return badInput('end', 'Give both the start and the end of the words, or neither.');
  if (!hasStart) return null;
  const isWithin = provision && typeof end === 'number' && start >= 0 && start < end && end <= provision.text.length;
  return isWithin ? null : badInput('end', 'The words begin and end within the text of the provision, counted in UTF-16 units.');
}

/** The fate that follows from the place that a person names; without one the text is gone. */
export function decidedFate(
  before: DecidedText | null,
  quote: Quote | null,
  provision: DecidedText | null,
  { start, end }: Pick<DecideCarryInput, 'start' | 'end'>,
): Decided {
  if (!provision) return { fate: 'DELETED', eid: null, quote: null, similarity: 0 };
  const place = typeof start === 'number' && typeof end === 'number' ? quoteAt(provision.text, { start, end }) : null;
  const isSame = before !== null && contentOf(before) === contentOf(provision);
  const fate = !isSame ? 'REWORDED' : before.eId === provision.eId ? 'UNCHANGED' : 'MOVED';
  return { fate, eid: provision.eId, quote: place, similarity: before ? alike(before, quote, provision, place) : 0 };
}

function alike(before: DecidedText, quote: Quote | null, provision: DecidedText, place: Quote | null): number {
  const range = quote ? locateQuote(before.text, quote) : null;
  if (range && place?.exact) return editSimilarity(before.text.slice(range.start, range.end), place.exact);
  return likeness(formsOf(contentOf(before)), formsOf(contentOf(provision)));
}
