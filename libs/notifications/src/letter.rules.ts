import type { Outcome, Tlp } from '#platform/schema.types.js';

/** A comment with its answer, as the letter to its author may tell it. */
export interface AnsweredComment {
  reference: string;
  tlp: Tlp;
  body: string;
  outcome: Outcome;
  response: string;
  changed: string[];
}

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  ACCEPTED: 'accepted',
  ACCEPTED_WITH_MODIFICATION: 'accepted with changes',
  NOTED: 'noted',
  NOT_ACCEPTED: 'not accepted',
  OUT_OF_SCOPE: 'out of scope',
  DEFERRED: 'deferred',
  DUPLICATE: 'answered with another comment',
};
const EXCERPT = 160;

/**
 * What a mail may say of a comment (domain.md, Who sees what): CLEAR in words; GREEN and AMBER as a reference to follow;
 * AMBER_STRICT and RED not at all.
 */
export function answerLine(comment: AnsweredComment): string | null {
  if (comment.tlp === 'AMBER_STRICT' || comment.tlp === 'RED') return null;
  if (comment.tlp !== 'CLEAR') return `${comment.reference} has been answered; sign in to read how.`;
  const changed = comment.changed.length > 0 ? `\nChanged: ${comment.changed.join(', ')}` : '';
  const response = comment.response ? `\n${comment.response}` : '';
  return `${comment.reference}: ${OUTCOME_WORDS[comment.outcome]}\n“${excerpt(comment.body)}”${response}${changed}`;
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= EXCERPT ? line : `${line.slice(0, EXCERPT - 1)}…`;
}
