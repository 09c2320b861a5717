import { badInput, conflict, type Refusal } from '#platform/refusal.js';
import type { CommentInput, CommentStatus } from '#platform/schema.types.js';

/** Longest texts, in characters; beyond them an attachment is the right place. */
export const LONGEST = { body: 50_000, rationale: 50_000, proposedText: 100_000 } as const;

const tooLong = (field: keyof typeof LONGEST, text: string | null | undefined): Refusal | null =>
  text && text.length > LONGEST[field]
    ? badInput(`comment.${field}`, `At most ${LONGEST[field]} characters. Attach a file for more.`)
    : null;

/** Null where the comment can be taken as it is; else BAD_USER_INPUT with the field and what to do. */
export function refuseComment(comment: CommentInput): Refusal | null {
  if (!comment.body.trim()) return badInput('comment.body', 'A comment needs a text.');
  const long =
    tooLong('body', comment.body) ?? tooLong('rationale', comment.rationale) ?? tooLong('proposedText', comment.proposedText);
  if (long) return long;
  if ((comment.change === 'MODIFY' || comment.change === 'ADD') && !comment.proposedText?.trim()) {
    return badInput('comment.proposedText', 'Write the text as you would have it, or choose another kind of change.');
  }
  if (comment.attachmentIds?.length) return badInput('comment.attachmentIds', 'Attachments cannot be taken yet.');
  return refuseQuote(comment);
}

function refuseQuote({ anchor }: CommentInput): Refusal | null {
  if (!anchor) return null;
  const { start, end } = anchor;
  if ((start === null || start === undefined) !== (end === null || end === undefined)) {
    return badInput('comment.anchor.start', 'Give both the start and the end of the quote, or neither.');
  }
  if (typeof start === 'number' && typeof end === 'number' && (start < 0 || end < start)) {
    return badInput('comment.anchor.end', 'A quote ends after it starts, counted in UTF-16 units of the provision.');
  }
  return null;
}

/** Null where people may answer, react and sign: what is published. */
export const refuseUnpublished = (status: CommentStatus): Refusal | null =>
  status === 'PUBLISHED' ? null : conflict(`This works on published comments; this one is ${status}.`, status);
