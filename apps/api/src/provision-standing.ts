import type { Provision } from '#norms/provision.store.js';

/** How deep each provision stands, and how it is called; in document order what it stands in comes first. */
export function standingOf(rows: readonly Provision[]): Map<string, { depth: number; place: string }> {
  const known = new Map<string, { depth: number; place: string }>();
  for (const { eId, parentEId, number, heading } of rows) {
    const above = parentEId === null ? undefined : known.get(parentEId);
    const own = [number, heading].filter(Boolean).join(' ');
    const place = [above?.place, own].filter(Boolean).join(', ') || eId;
    known.set(eId, { depth: above ? above.depth + 1 : 0, place });
  }
  return known;
}
