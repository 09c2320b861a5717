import { badInput, conflict, type Refusal } from '#platform/refusal.js';
import type { SubmissionStatus } from '#platform/schema.types.js';

/** Null where the organization may set itself this deadline: before the round's, while nothing is handed in. */
export function refuseInternalDeadline(
  { status, organizationId }: { status: SubmissionStatus; organizationId: string | null },
  deadline: Date | null,
  closesAt: Date | null,
): Refusal | null {
  if (organizationId === null) return conflict('An internal deadline is for an organization’s draft.', status);
  if (status !== 'DRAFT' && status !== 'AWAITING_APPROVAL') return conflict('What was handed in needs no deadline.', status);
  if (deadline && closesAt && deadline >= closesAt) {
    return badInput('deadline', `The round closes at ${closesAt.toISOString()}. Choose an instant before that.`);
  }
  return null;
}

/** Null where the order names each comment of the submission once, and no other. */
export function refuseArrangement(order: readonly string[], own: readonly string[]): Refusal | null {
  const named = new Set(order);
  const isWhole = named.size === order.length && order.length === own.length && own.every((id) => named.has(id));
  return isWhole
    ? null
    : badInput('commentIds', `Name each of the ${own.length} comments of this submission once, and no other.`);
}
