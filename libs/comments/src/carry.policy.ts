import { holds } from '#platform/actor.rules.js';
import type { Policy } from '#platform/policy.types.js';

/** The norm whose versions are in question. */
export interface CarryFacts {
  normId: string;
}

/** Who says where an ambiguous comment stands: those who organize, and the secretariat, who alone may read some of them. */
export const carryPolicy = {
  'carry.decide': (actor, { normId }) => holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT'], normId),
} satisfies Policy<CarryFacts>;
