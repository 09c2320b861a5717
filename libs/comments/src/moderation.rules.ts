import { badInput, conflict, type Refusal } from '#platform/refusal.js';
import type { CommentStatus, FlagKind, ModerationDecision } from '#platform/schema.types.js';

/** The part of a comment's life that moderators decide (domain.md, State machines): from where, to where. */
export const MODERATION = {
  PUBLISH: { to: 'PUBLISHED', from: ['PENDING_MODERATION', 'WITHHELD'] },
  WITHHOLD: { to: 'WITHHELD', from: ['PENDING_MODERATION', 'PUBLISHED'] },
} as const satisfies Record<ModerationDecision, { to: CommentStatus; from: readonly CommentStatus[] }>;

/** What a decision finds: where the comment stands, and whether a flag on it waits. */
export interface Moderated {
  reference: string | null;
  status: CommentStatus;
  isFlagged: boolean;
}

/** Null where it may be decided so. What stands so already may be decided again only while a flag waits: that answers the flag. */
export function refuseDecision(comment: Moderated, decision: ModerationDecision): Refusal | null {
  const { to, from } = MODERATION[decision];
  if ((from as readonly CommentStatus[]).includes(comment.status)) return null;
  if (comment.status === to && comment.isFlagged) return null;
  const name = comment.reference ?? 'A draft';
  return conflict(`${name} is ${comment.status}: a moderator cannot ${decision.toLowerCase()} it.`, comment.status);
}

/** Longest reason, in UTF-16 units. */
export const LONGEST_REASON = 2000;

/** Null where the reason is there if it is owed. */
export const refuseReason = (decision: ModerationDecision, reason: string | null | undefined): Refusal | null =>
  decision === 'WITHHOLD' && !reason?.trim()
    ? badInput('reason', 'Say why, in words for the author: what is withheld is told its reason.')
    : null;

/** What the author and the public read while a comment is set aside. */
export const SET_ASIDE = 'Set aside until it is checked: somebody reported that it speaks in a name that is not its author’s.';

/** How many false attributions one account may report in a round before the next ones wait for a moderator like any flag. */
const MOST_SET_ASIDE = 3;

/**
 * Whether a flag hides a comment at once: a report of a false name does, once. What a moderator has looked at and published
 * stays, and nobody can empty a round by reporting all of it.
 */
export const setsAside = (
  kind: FlagKind,
  comment: { status: CommentStatus; wasPublishedByModerator: boolean; reportedByCaller: number },
): boolean =>
  kind === 'FALSE_ATTRIBUTION' &&
  comment.status === 'PUBLISHED' &&
  !comment.wasPublishedByModerator &&
  comment.reportedByCaller < MOST_SET_ASIDE;
