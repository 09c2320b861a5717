import { oneLineEnd } from '#platform/table.rules.js';
import type { CommentInput } from '#platform/schema.types.js';
import { changeCell, commentCell } from './comment-cell.rules.js';
import { TYPE_CODES, type WrittenPlaces } from './commenting-template.rules.js';

/** A draft comment with all that a row of the commenting template says of it, and where an earlier file placed it. */
export interface DraftRow {
  id: string;
  submissionId: string;
  revision: number;
  /** The comment as it now stands, every field of it. */
  comment: CommentInput;
  origin: DraftOrigin | null;
}
export interface DraftOrigin {
  rowId: string | null;
  clause: string;
  paragraph: string | null;
  line: string | null;
  commentRevision: number;
  /** The revision that was offered in the file which last rewrote it. */
  offeredRevision: number | null;
}

/** What names a draft in the first column of an offered table, with the revision that was offered: `D-1f2e3d4c5b6a-3`. */
export interface DraftMark {
  code: string;
  revision: number;
}

const MARK = /^D-([0-9a-f]{12})-(\d{1,9})$/;

/** The last twelve hex digits of a comment's id, all of them random (RFC 9562 §5.7). */
export const codeOf = (id: string): string => id.replaceAll('-', '').slice(-12);

/** The mark that a word is; null where it is none. */
export function markIn(word: string): DraftMark | null {
  const [, code, revision] = MARK.exec(word) ?? [];
  return code && revision ? { code, revision: Number(revision) } : null;
}

/** The eight cells of a draft in the commenting template; its mark stands in the first, below its own number where it has one. */
export function draftCells({ id, revision, comment, origin }: DraftRow, places: WrittenPlaces): string[] {
  const own = origin && { clause: origin.clause, paragraph: origin.paragraph ?? '' };
  const { clause, paragraph } = places.of(comment.anchor?.eId ?? null, own);
  const { type, change = 'NONE', blocking = false, tlp = 'CLEAR', body, rationale = null, proposedText = null } = comment;
  return [
    [origin?.rowId, `D-${codeOf(id)}-${revision}`].filter(Boolean).join('\n'),
    origin?.line ?? '',
    clause,
    paragraph,
    TYPE_CODES[type],
    commentCell({ tlp, blocking, body, rationale }),
    changeCell(change, proposedText),
    '',
  ].map(oneLineEnd);
}

/** Fields of a comment that a table writes in one cell, so that they change together. */
const TOGETHER: readonly (readonly (keyof CommentInput)[])[] = [['change', 'proposedText']];
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/**
 * The draft with what was changed in its row: where the row reads as the one that was offered, the draft keeps what it has, also what the
 * template has no column for (position, quote, attachments, a finer type). Null where nothing was changed.
 */
export function changedDraft(draft: CommentInput, offered: CommentInput, sent: CommentInput): CommentInput | null {
  const alone = (Object.keys(sent) as (keyof CommentInput)[]).filter((field) => !TOGETHER.flat().includes(field));
  const changed = [...alone.map((field) => [field]), ...TOGETHER].filter((fields) =>
    fields.some((field) => !same(sent[field], offered[field])),
  );
  if (changed.length === 0) return null;
  return { ...draft, ...Object.fromEntries(changed.flat().map((field) => [field, sent[field]])) };
}
