import { holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';

/** What participants do; attribution may hide who did it. */
const BY_PARTICIPANTS = /^(submission|comment|reply|reaction|flag)\./;

/**
 * Whether the viewer is told who did what the log tells of: staff know who of them did what, and everybody knows what they did
 * themselves. Who wrote and handed in comments is for the norm's secretariat alone, or the log would undo what attribution hides.
 */
export function knowsActor(
  viewer: Actor,
  { action, actorId, normId }: { action: string; actorId: string | null; normId: string | null },
): boolean {
  if (viewer.accountId !== null && viewer.accountId === actorId) return true;
  return BY_PARTICIPANTS.test(action) ? holds(viewer, ['SECRETARIAT'], normId) : viewer.staff.length > 0;
}
