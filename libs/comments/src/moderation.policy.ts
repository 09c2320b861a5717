import { holds } from '#platform/actor.rules.js';
import type { Policy } from '#platform/policy.types.js';

/** Where the comment or its round is. */
export interface ModerationPlace {
  normId: string;
}

/** Who looks at comments that wait or were flagged: the norm's staff; and who decides: organizers and the secretariat. */
export const moderationPolicy = {
  'comment.review_queue': (actor, { normId }) =>
    holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'], normId),
  'comment.moderate': (actor, { normId }) => holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT'], normId),
} satisfies Policy<ModerationPlace>;
