import { holds } from '#platform/actor.rules.js';
import type { Policy } from '#platform/policy.types.js';

/** Who may put clusters right: organizers and the secretariat. */
export const clusterPolicy = {
  'cluster.adjust': (actor, { normId }) => holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT'], normId),
} satisfies Policy<{ normId: string }>;
