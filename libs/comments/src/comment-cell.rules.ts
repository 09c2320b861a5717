import type { ChangeRequest, CommentStatus, Tlp } from '#platform/schema.types.js';

const STATUS_MARKS: Readonly<Partial<Record<CommentStatus, string>>> = {
  WITHHELD: 'withheld',
  WITHDRAWN: 'withdrawn',
  PENDING_MODERATION: 'awaiting moderation',
};
const MARK = /^\[(TLP:[A-Z+]+|blocking|late|withheld|withdrawn|awaiting moderation)\][ \n]?/i;
const RATIONALE = '\n\nRationale: ';

/** What the comments column of the template says of a comment that has no column of its own there. */
export interface CommentCell {
  tlp: Tlp;
  blocking: boolean;
  late?: boolean;
  status?: CommentStatus;
  body: string;
  rationale: string | null;
}

/** The comments column: marks in brackets for all that is not plain, then the text, then the rationale. */
export function commentCell({ tlp, blocking, late, status, body, rationale }: CommentCell): string {
  const marks = [
    tlp === 'CLEAR' ? null : `TLP:${tlp.replace('_', '+')}`,
    blocking ? 'blocking' : null,
    late ? 'late' : null,
    status ? (STATUS_MARKS[status] ?? null) : null,
  ].filter((mark) => mark !== null);
  return `${marks.map((mark) => `[${mark}] `).join('')}${body}${rationale ? RATIONALE + rationale : ''}`;
}

/** What the column says, read back; a marking that is none is left in the text. */
export function readCommentCell(cell: string): Pick<CommentCell, 'tlp' | 'blocking' | 'body' | 'rationale'> {
  const read = { tlp: 'CLEAR' as Tlp, blocking: false };
  let rest = cell;
  for (let mark = MARK.exec(rest); mark; mark = MARK.exec(rest)) {
    const name = (mark[1] ?? '').toUpperCase();
    const tlp = tlpNamed(name);
    if (name.startsWith('TLP:') && !tlp) break;
    if (tlp) read.tlp = tlp;
    if (name === 'BLOCKING') read.blocking = true;
    rest = rest.slice(mark[0].length);
  }
  const at = rest.indexOf(RATIONALE);
  return at === -1
    ? { ...read, body: rest, rationale: null }
    : { ...read, body: rest.slice(0, at), rationale: rest.slice(at + RATIONALE.length) };
}

const TLPS: readonly Tlp[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'];

/** The marking that a cell names, with "TLP:" or without; null where it names none. */
export function tlpNamed(cell: string): Tlp | null {
  const name = cell.trim().toUpperCase().replace(/^TLP:/, '').replace(/[+ ]/, '_');
  return TLPS.find((tlp) => tlp === name) ?? null;
}

const KEEP = 'Keep as it is.';
const DELETE = 'Delete.';
const ADD = 'Add: ';

/** The proposed change column: the wording, or in words what is asked for. */
export function changeCell(change: ChangeRequest, proposedText: string | null): string {
  if (change === 'KEEP' && !proposedText) return KEEP;
  if (change === 'DELETE' && !proposedText) return DELETE;
  return change === 'ADD' && proposedText ? ADD + proposedText : (proposedText ?? '');
}

/** What the column asks for, read back. */
export function readChangeCell(cell: string): { change: ChangeRequest; proposedText: string | null } {
  const words = cell.trim();
  if (words === '') return { change: 'NONE', proposedText: null };
  if (/^keep(?: as (?:it )?is)?\.?$/i.test(words)) return { change: 'KEEP', proposedText: null };
  if (/^(?:delete|remove)(?: (?:it|this|the (?:clause|paragraph|sentence)))?\.?$/i.test(words))
    return { change: 'DELETE', proposedText: null };
  const added = cell.startsWith(ADD) ? cell.slice(ADD.length) : '';
  return added.trim() ? { change: 'ADD', proposedText: added } : { change: 'MODIFY', proposedText: cell };
}
