import { badInput, type Refusal } from '#platform/refusal.js';
import type { AmendmentOp, CreateAmendmentInput, ProvisionKind } from '#platform/schema.types.js';

/** A change to be applied to the base version. */
export interface Change {
  id: string;
  op: AmendmentOp;
  eId: string;
  text: string | null;
  heading: string | null;
  number: string | null;
  newEId: string | null;
  kind: ProvisionKind | null;
}

/** A provision as the base version has it. */
export interface Base {
  eId: string;
  parentEId: string | null;
  number: string | null;
  heading: string | null;
  text: string;
  kind: ProvisionKind;
  reviewOn: string | null;
  sunsetOn: string | null;
}

/** Amendments that cannot both be applied, and why. */
export interface Contradiction {
  eId: string;
  ids: string[];
  reason: string;
}

/** Null where the amendment says all that its kind needs. */
export function refuseAmendment(input: CreateAmendmentInput): Refusal | null {
  const hasText = Boolean(input.text?.trim());
  if (input.op === 'DELETE')
    return hasText ? badInput('text', 'A deletion has no text. Leave it out, or replace the provision.') : null;
  return hasText ? null : badInput('text', 'Write the text as it is to be.');
}

/** Two amendments contradict each other where both replace the same provision, or one deletes what another changes. */
export function contradictions(changes: readonly Change[]): Contradiction[] {
  const eIds = [...new Set(changes.map((change) => change.eId))];
  return eIds.flatMap((eId) => {
    const rivals = changes.filter((change) => change.eId === eId && change.op !== 'INSERT_AFTER');
    if (rivals.length < 2) return [];
    const reason = rivals.some((change) => change.op === 'DELETE')
      ? 'One deletes what another changes.'
      : 'Both replace the same text.';
    return [{ eId, ids: rivals.map((change) => change.id), reason }];
  });
}

/** The eId of an inserted provision where none is given: that of its predecessor with "bis", as amended laws number them. */
export function insertedEId(after: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const eId = `${after}bis${n === 1 ? '' : n}`;
    if (!taken.has(eId)) return eId;
  }
}

/**
 * The provisions with the amendments applied, in document order. A deleted provision takes what stands below it along; an
 * inserted one stands after its predecessor and all that is below that. Expects no contradictions and known eIds.
 */
export function applyAmendments(base: readonly Base[], changes: readonly Change[]): Base[] {
  const replaced = new Map(changes.filter((change) => change.op === 'REPLACE').map((change) => [change.eId, change]));
  const deleted = withDescendants(base, new Set(changes.filter((change) => change.op === 'DELETE').map((change) => change.eId)));
  const kept = base
    .filter((provision) => !deleted.has(provision.eId))
    .map((provision) => replace(provision, replaced.get(provision.eId)));
  return changes.filter((change) => change.op === 'INSERT_AFTER').reduce(insertAfter, kept);
}

function replace(provision: Base, change: Change | undefined): Base {
  if (!change) return provision;
  const { heading, number, kind } = change;
  return {
    ...provision,
    text: change.text ?? '',
    heading: heading ?? provision.heading,
    number: number ?? provision.number,
    kind: kind ?? provision.kind,
  };
}

function withDescendants(base: readonly Base[], roots: ReadonlySet<string>): Set<string> {
  const all = new Set(roots);
  for (const provision of base) if (provision.parentEId !== null && all.has(provision.parentEId)) all.add(provision.eId);
  return all;
}

function insertAfter(provisions: Base[], change: Change): Base[] {
  const at = provisions.findIndex((provision) => provision.eId === change.eId);
  const predecessor = provisions[at];
  if (!predecessor || change.newEId === null) return provisions;
  const below = withDescendants(provisions, new Set([change.eId]));
  let end = at + 1;
  while (end < provisions.length && below.has(provisions[end]?.eId ?? '')) end++;
  return provisions.toSpliced(end, 0, inserted(change, change.newEId, predecessor));
}

const inserted = (change: Change, eId: string, predecessor: Base): Base => ({
  eId,
  parentEId: predecessor.parentEId,
  number: change.number,
  heading: change.heading,
  text: change.text ?? '',
  kind: change.kind ?? 'OTHER',
  reviewOn: null,
  sunsetOn: null,
});
