import { holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';

const STAFF = ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'] as const;

/** A norm that everybody may know of, as SQL over `norm`. */
export const PUBLIC_NORM = 'exists (select 1 from norm_version v where v.norm_id = norm.id and v.published_at is not null)';

/**
 * Whether the viewer may know of a norm, as SQL over `norm`: it is public once a version is published; until then it is its staff's.
 * `$1` is all norms and `$2` those of the viewer's roles, as `normsOf` gives them.
 */
export const VISIBLE_NORM = `($1::boolean or norm.id = any($2::uuid[])
  or ${PUBLIC_NORM})`;

/** The first two parameters of `VISIBLE_NORM`. */
export const normsOf = (actor: Actor): [boolean, string[]] => [
  holds(actor, STAFF),
  actor.staff.flatMap(({ normId }) => normId ?? []),
];
