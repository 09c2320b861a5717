import { holds } from '#platform/actor.rules.js';
import type { Policy } from '#platform/policy.types.js';
import type { RoundPlace } from './round.policy.js';

/** Who may do what with notes on how a round is run: observers alone file them, so that nobody vouches for their own work. */
export const processNotePolicy = {
  'process_note.file': (actor, { normId }) => holds(actor, ['OBSERVER'], normId),
} satisfies Policy<RoundPlace>;
