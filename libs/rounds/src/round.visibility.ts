import { holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { Round } from './round.entity.js';

const DRAFT_READERS = ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER'] as const;

/**
 * Whether the viewer may know of the round: one in DRAFT, or called off before it had a date, is seen by those who work on its norm alone.
 * `VISIBLE_ROUND` is the same rule as SQL.
 */
export const isRoundHeldFor = (
  actor: Actor,
  { status, opensAt, normId }: Pick<Round, 'status' | 'opensAt' | 'normId'>,
): boolean => (status !== 'DRAFT' && (status !== 'CANCELLED' || opensAt !== null)) || holds(actor, DRAFT_READERS, normId);

/** What everybody may know of, over `r` (round). */
export const PUBLIC_ROUND = `(r.status not in ('DRAFT', 'CANCELLED') or (r.status = 'CANCELLED' and r.opens_at is not null))`;

/** The same rule over `r` (round): `$1` all norms, `$2` those of the viewer's roles, as `sightOf` gives them. */
export const VISIBLE_ROUND = `(${PUBLIC_ROUND} or $1::boolean or r.norm_id = any($2::uuid[]))`;

/** The first two parameters of `VISIBLE_ROUND`. */
export function sightOf(actor: Actor): [boolean, string[]] {
  const norms = actor.staff.filter(({ role }) => role !== 'OBSERVER').flatMap(({ normId }) => normId ?? []);
  return [holds(actor, DRAFT_READERS), norms];
}
