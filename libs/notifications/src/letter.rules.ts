import type { Outcome, Tlp } from '#platform/schema.types.js';
import { markingIn } from './marking.rules.js';
import { isolated } from './bidi.rules.js';
import type { Catalogue, Language } from './words.types.js';

/** A comment with its answer, as the letter to its author may tell it. */
export interface AnsweredComment {
  reference: string;
  tlp: Tlp;
  body: string;
  outcome: Outcome;
  response: string;
  changed: string[];
}

const EXCERPT = 160;

/**
 * What a mail may say of a comment (domain.md, Who sees what): CLEAR in words; GREEN and AMBER as a reference to follow;
 * AMBER_STRICT and RED not at all.
 */
export function answerIn({ answer, outcomes }: Catalogue, comment: AnsweredComment, language: Language = 'en'): string | null {
  if (!markingIn(comment.tlp)) return null;
  if (comment.tlp !== 'CLEAR') return answer.elsewhere.replace('{comment}', comment.reference);
  const facts: Readonly<Record<string, string>> = {
    comment: comment.reference,
    outcome: outcomes[comment.outcome],
    excerpt: isolated(excerptOf(comment.body), language),
    response: isolated(comment.response, language),
    changed: isolated(comment.changed.join(', '), language),
  };
  const say = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
  const lines = [
    answer.plain,
    ...(comment.response ? [answer.response] : []),
    ...(comment.changed.length > 0 ? [answer.changed] : []),
  ];
  return lines.map(say).join('\n');
}

/** The beginning of a text, on one line, at most so many characters. */
export function excerptOf(text: string, longest = EXCERPT): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
}
