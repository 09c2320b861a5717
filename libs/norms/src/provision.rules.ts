import { badInput, type Refusal } from '#platform/refusal.js';

interface Placed {
  eId: string;
  parentEId?: string | null;
}

/** Null where eIds are unique and every parent stands before its children; else BAD_USER_INPUT naming the first fault. */
export function refuseTree(provisions: readonly Placed[]): Refusal | null {
  const seen = new Set<string>();
  for (const [i, { eId, parentEId }] of provisions.entries()) {
    if (seen.has(eId)) return badInput(`provisions.${i}.eId`, `${eId} stands twice. Each provision needs an eId of its own.`);
    if (parentEId && !seen.has(parentEId)) {
      return badInput(
        `provisions.${i}.parentEId`,
        `${parentEId} does not stand before ${eId}. Put parents before their children.`,
      );
    }
    seen.add(eId);
  }
  return null;
}
