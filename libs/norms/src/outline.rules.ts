import { badInput, Refusal } from '#platform/refusal.js';
import type { Place } from './translation.rules.js';

/** Where a provision is to stand. What is left out (undefined, not null) is as the rules below say. */
export interface Placing {
  parentEId?: string | null | undefined;
  afterEId?: string | null | undefined;
  beforeEId?: string | null | undefined;
}

/** The eIds of a provision and all that stands in it, in document order. */
export function subtreeOf(outline: readonly Place[], eId: string): string[] {
  const inside = new Set([eId]);
  for (const place of outline) if (place.parentEId !== null && inside.has(place.parentEId)) inside.add(place.eId);
  return outline.filter((place) => inside.has(place.eId)).map((place) => place.eId);
}

/**
 * The outline with the provision where it is to stand; what stands in it comes along, and no other pair changes its order.
 * After a provision: next to it, or first in it where it is named as the parent. Before one: next to it. With neither, one that
 * is there keeps its place unless it changes its parent, and any other goes to the end of its parent. A parent left out is that
 * of the neighbour; without a neighbour, the present one, or the top. BAD_USER_INPUT for a place that there is not.
 */
export function placed(outline: readonly Place[], eId: string, placing: Placing): Place[] | Refusal {
  const known = outline.find((place) => place.eId === eId);
  const block = known ? new Set(subtreeOf(outline, eId)) : new Set([eId]);
  const rest = outline.filter((place) => !block.has(place.eId));
  const target = targetOf(rest, placing, known);
  if (target === 'stays') return [...outline];
  if (target instanceof Refusal) return target;
  const moved = known ? outline.filter((place) => block.has(place.eId)) : [{ eId, parentEId: null }];
  return rest.toSpliced(
    target.index,
    0,
    ...moved.map((place) => (place.eId === eId ? { eId, parentEId: target.parentEId } : place)),
  );
}

interface Target {
  index: number;
  parentEId: string | null;
}

function targetOf(rest: readonly Place[], placing: Placing, known: Place | undefined): Target | Refusal | 'stays' {
  const { afterEId, beforeEId } = placing;
  if (afterEId && beforeEId) return badInput('beforeEId', 'Name the provision to follow or the one to stand before, not both.');
  const neighbour = afterEId ?? beforeEId;
  if (neighbour && !rest.some((place) => place.eId === neighbour))
    return badInput(afterEId ? 'afterEId' : 'beforeEId', absent(neighbour, known));
  const parentEId = placing.parentEId === undefined ? parentWithout(rest, neighbour, known) : placing.parentEId;
  if (parentEId !== null && !rest.some((place) => place.eId === parentEId))
    return badInput('provision.parentEId', absent(parentEId, known));
  if (afterEId) return targetAfter(rest, afterEId, parentEId);
  if (beforeEId) return targetBefore(rest, beforeEId, parentEId);
  return known && known.parentEId === parentEId ? 'stays' : { index: endOf(rest, parentEId), parentEId };
}

const absent = (eId: string, known: Place | undefined): string =>
  known ? `${eId} is not in this version, or stands in ${known.eId} itself.` : `${eId} is not in this version.`;

const parentWithout = (rest: readonly Place[], neighbour: string | null | undefined, known: Place | undefined): string | null =>
  (neighbour ? rest.find((place) => place.eId === neighbour) : known)?.parentEId ?? null;

function targetAfter(rest: readonly Place[], afterEId: string, parentEId: string | null): Target | Refusal {
  if (afterEId === parentEId) return { index: indexOf(rest, afterEId) + 1, parentEId };
  const sibling = ancestors(rest, afterEId).find((place) => place.parentEId === parentEId);
  if (sibling && (sibling.eId === afterEId || subtreeOf(rest, sibling.eId).at(-1) === afterEId))
    return { index: endOf(rest, sibling.eId), parentEId };
  return badInput('afterEId', nextTo(afterEId, parentEId, 'Name one that does, or the parent itself to come first in it.'));
}

function targetBefore(rest: readonly Place[], beforeEId: string, parentEId: string | null): Target | Refusal {
  const index = indexOf(rest, beforeEId);
  if (rest[index]?.parentEId === parentEId) return { index, parentEId };
  return badInput('beforeEId', nextTo(beforeEId, parentEId, 'Name one that does.'));
}

const nextTo = (eId: string, parentEId: string | null, remedy: string): string =>
  `${eId} does not stand ${parentEId === null ? 'at the top' : `directly in ${parentEId}`}. ${remedy}`;

const indexOf = (outline: readonly Place[], eId: string): number => outline.findIndex((place) => place.eId === eId);

/** Behind all that stands in the provision; null: behind everything. */
const endOf = (outline: readonly Place[], eId: string | null): number =>
  eId === null ? outline.length : indexOf(outline, subtreeOf(outline, eId).at(-1) ?? eId) + 1;

/** The provision itself, the one that it stands in, and so on up to the top. */
function ancestors(outline: readonly Place[], eId: string): Place[] {
  const byId = new Map(outline.map((place) => [place.eId, place]));
  const chain: Place[] = [];
  for (let at = byId.get(eId); at; at = at.parentEId === null ? undefined : byId.get(at.parentEId)) chain.push(at);
  return chain;
}

/** A provision's place as undoing needs it: what came before it in document order, null for the first. */
export interface FormerPlace extends Place {
  previous: string | null;
}

/** The places that these provisions have, in document order. */
export const placesOf = (outline: readonly Place[], eIds: readonly string[]): FormerPlace[] =>
  outline.flatMap((place, i) => (eIds.includes(place.eId) ? [{ ...place, previous: outline[i - 1]?.eId ?? null }] : []));

/** The outline as it was: without what was added, and with these provisions back in the places that they had. */
export function restored(outline: readonly Place[], added: readonly string[], places: readonly FormerPlace[]): Place[] {
  const gone = new Set([...added, ...places.map((place) => place.eId)]);
  const rest = outline.filter((place) => !gone.has(place.eId));
  return places.reduce(
    (whole, { eId, parentEId, previous }) =>
      whole.toSpliced(previous === null ? 0 : indexOf(whole, previous) + 1, 0, { eId, parentEId }),
    rest,
  );
}
