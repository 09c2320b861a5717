import { conflict, type Refusal } from '#platform/refusal.js';
import type { ReviewCycleStatus } from '#platform/schema.types.js';

/** The life of a review cycle (domain.md, State machines). */
export const REVIEW_CYCLE = {
  OPEN: { draft: 'DRAFTING', conclude: 'CONCLUDED' },
  DRAFTING: { conclude: 'CONCLUDED' },
  CONCLUDED: {},
} as const satisfies Record<ReviewCycleStatus, Record<string, ReviewCycleStatus>>;

export type ReviewMove = { [S in ReviewCycleStatus]: keyof (typeof REVIEW_CYCLE)[S] }[ReviewCycleStatus];

/** Null where the cycle may make the move; else CONFLICT with its state. */
export function refuseReviewMove(cycle: { status: ReviewCycleStatus }, move: ReviewMove): Refusal | null {
  return move in REVIEW_CYCLE[cycle.status]
    ? null
    : conflict(`A review cycle that is ${cycle.status} cannot be used to ${move}.`, cycle.status);
}

/** Null while answers and amendments may still be written. */
export const refuseReviewWork = (cycle: { status: ReviewCycleStatus }): Refusal | null =>
  cycle.status === 'CONCLUDED' ? conflict('This review cycle is concluded; its answers stand.', cycle.status) : null;

/** What stands in the way of concluding, each with the references of what it concerns. */
export interface GateFacts {
  undisposed: string[];
  unconfirmed: string[];
  acceptedWithoutChange: string[];
  conflicts: string[];
  hasAmendments: boolean;
  hasResult: boolean;
}

/** Invariant 7, the gate: null where the cycle may be concluded; else the first thing that is missing, by name. */
export function refuseConclusion(gate: GateFacts): Refusal | null {
  const obstacle =
    named(gate.undisposed, 'have no disposition yet') ??
    named(gate.unconfirmed, 'have a disposition that nobody has confirmed yet') ??
    named(gate.acceptedWithoutChange, 'are accepted, but have neither an amendment nor a stated reason for none') ??
    named(gate.conflicts, 'are changed by amendments that contradict each other') ??
    (gate.hasAmendments && !gate.hasResult ? 'Draft the next version from the amendments first.' : null);
  return obstacle ? conflict(obstacle, 'OPEN') : null;
}

const SHOWN = 5;

function named(names: string[], what: string): string | null {
  if (names.length === 0) return null;
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `${names.slice(0, SHOWN).join(', ')}${more} ${what}.`;
}
