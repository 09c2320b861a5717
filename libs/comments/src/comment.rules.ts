import { badInput, conflict, type Refusal } from '#platform/refusal.js';
import type { CommentInput, CommentStatus } from '#platform/schema.types.js';
import { isBlank, refuseCharacters } from '#platform/text.rules.js';

/** Longest texts, in characters; beyond them an attachment is the right place. */
export const LONGEST = { body: 50_000, rationale: 50_000, proposedText: 100_000 } as const;

const MOST_ATTACHMENTS = 20;
const LONGEST_QUOTE = 20_000;

const tooLong = (field: keyof typeof LONGEST, text: string | null | undefined): Refusal | null =>
  text && text.length > LONGEST[field]
    ? badInput(`comment.${field}`, `At most ${LONGEST[field]} characters. Attach a file for more.`)
    : null;

/**
 * Null where the comment can be taken as it is; else BAD_USER_INPUT with the field and what to do. An unfinished one may still lack its
 * text and its proposal; it is asked again before it is handed in.
 */
export function refuseComment(comment: CommentInput, isUnfinished = false): Refusal | null {
  if (!isUnfinished && isBlank(comment.body)) return badInput('comment.body', 'A comment needs a text.');
  const unfit = refuseTexts(comment);
  if (unfit) return unfit;
  if (!isUnfinished && asksForWords(comment) && isBlank(comment.proposedText ?? '')) {
    return badInput('comment.proposedText', 'Write the text as you would have it, or choose another kind of change.');
  }
  return refuseQuote(comment) ?? refuseAttachments(comment.attachmentIds ?? []);
}

const asksForWords = ({ change }: CommentInput): boolean => change === 'MODIFY' || change === 'ADD';

/** Length and characters of each text, also where it does not come through the API but from a table. */
function refuseTexts({ body, rationale, proposedText, anchor }: CommentInput): Refusal | null {
  const long = tooLong('body', body) ?? tooLong('rationale', rationale) ?? tooLong('proposedText', proposedText);
  if (long) return long;
  const { exact, prefix, suffix } = anchor ?? {};
  const quoted = { 'anchor.exact': exact, 'anchor.prefix': prefix, 'anchor.suffix': suffix };
  for (const [field, text] of Object.entries({ body, rationale, proposedText, ...quoted })) {
    const unfit = text ? refuseCharacters(`comment.${field}`, text) : null;
    if (unfit) return unfit;
  }
  const over = Object.entries(quoted).find(([, text]) => (text?.length ?? 0) > LONGEST_QUOTE);
  return over ? badInput(`comment.${over[0]}`, `A quote has at most ${LONGEST_QUOTE} characters.`) : null;
}

function refuseAttachments(ids: readonly string[]): Refusal | null {
  if (ids.length > MOST_ATTACHMENTS)
    return badInput('comment.attachmentIds', `At most ${MOST_ATTACHMENTS} files can come with a comment.`);
  return new Set(ids).size === ids.length ? null : badInput('comment.attachmentIds', 'Name each file once.');
}

function refuseQuote({ anchor }: CommentInput): Refusal | null {
  if (!anchor) return null;
  const { start, end } = anchor;
  if ((start === null || start === undefined) !== (end === null || end === undefined)) {
    return badInput('comment.anchor.start', 'Give both the start and the end of the quote, or neither.');
  }
  if (typeof start === 'number' && typeof end === 'number' && (start < 0 || end <= start)) {
    return badInput('comment.anchor.end', 'A quote ends after it starts, counted in UTF-16 units of the provision.');
  }
  return null;
}

/** Null where people may answer, react and sign: what is published. */
export const refuseUnpublished = (status: CommentStatus): Refusal | null =>
  status === 'PUBLISHED' ? null : conflict(`This works on published comments; this one is ${status}.`, status);
