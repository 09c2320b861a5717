import { holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { StaffRole } from '#platform/schema.types.js';

/** Who reads answers and amendments before they are out. */
const READERS: readonly StaffRole[] = ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'];

/** Whether the viewer may see what a cycle has so far: its norm's staff always, everyone once it is concluded. */
export const seesAnswers = (actor: Actor, cycle: { normId: string; concludedAt: Date | null }): boolean =>
  cycle.concludedAt !== null || holds(actor, READERS, cycle.normId);

/** The same rule as SQL over `k` (review_cycle), its parameters numbered from `from`; what the viewer's roles settle is not asked of rows. */
export function visibleAnswers(actor: Actor, from: number): { text: string; values: unknown[] } {
  const grants = actor.staff.filter((grant) => READERS.includes(grant.role));
  if (actor.kind === 'system' || grants.some((grant) => grant.normId === null)) return { text: 'true', values: [] };
  if (grants.length === 0) return { text: 'k.concluded_at is not null', values: [] };
  const norms = grants.flatMap((grant) => grant.normId ?? []);
  return { text: `(k.concluded_at is not null or k.norm_id = any($${from}::uuid[]))`, values: [norms] };
}
