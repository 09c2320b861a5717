import { holds } from '#platform/actor.rules.js';
import type { Policy } from '#platform/policy.types.js';

/** Who may do what with organizations and roles. */
export const identityPolicy = {
  'organization.vet': (actor) => holds(actor, ['ADMIN', 'ORGANIZER']),
  'staff.assign': (actor) => holds(actor, ['ADMIN']),
} satisfies Policy<object>;
