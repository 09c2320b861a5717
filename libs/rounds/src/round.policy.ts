import { holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { Policy } from '#platform/policy.types.js';

/** What the rules of access need to know of a round. */
export interface RoundPlace {
  normId: string;
}

const organizes = (actor: Actor, { normId }: RoundPlace): boolean => holds(actor, ['ADMIN', 'ORGANIZER'], normId);

/** Who may do what with rounds: those who organize for the norm. */
export const roundPolicy = {
  'round.create': organizes,
  'round.update': organizes,
  'round.schedule': organizes,
  'round.open': organizes,
  'round.extend': organizes,
  'round.pause': organizes,
  'round.close': organizes,
  'round.cancel': organizes,
  'round.invite': organizes,
  'round.remind': organizes,
  'round.preview': (actor, { normId }) => holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'], normId),
  'round.read_draft': (actor, { normId }) => holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER'], normId),
} satisfies Policy<RoundPlace>;
