import { holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { Policy } from '#platform/policy.types.js';

/** The norm that is acted on; null for one that is yet to be made. */
export interface NormFacts {
  normId: string | null;
}

const drafts = (actor: Actor, { normId }: NormFacts): boolean => holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT'], normId);

/** Who may do what with norms. A draft version is read by those who work on it, not by observers (domain.md). */
export const normPolicy = {
  'norm.create': (actor) => holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT']),
  'norm.edit': drafts,
  'norm.publish': drafts,
  'norm.plan': drafts,
  'norm.decide': (actor, { normId }) => holds(actor, ['ADMIN', 'ORGANIZER'], normId),
  'norm.read_draft': (actor, { normId }) => holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER'], normId),
} satisfies Policy<NormFacts>;
