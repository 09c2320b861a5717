import { badInput, conflict, type Refusal } from '#platform/refusal.js';
import type { CommentStatus, RoundStatus } from '#platform/schema.types.js';
import { refuseUnpublished } from './comment.rules.js';

/** Null where an organization may put its name to a comment now: a published one of somebody else, while its round is open. */
export function refuseCoSignature(
  comment: { status: CommentStatus; organizationId: string | null },
  organizationId: string,
  roundStatus: RoundStatus,
): Refusal | null {
  if (roundStatus !== 'OPEN') return conflict('Names are put to a comment while its round is open.', roundStatus);
  const isOwn = comment.organizationId === organizationId;
  return (
    refuseUnpublished(comment.status) ?? (isOwn ? badInput('organizationId', 'This is the organization’s own comment.') : null)
  );
}
