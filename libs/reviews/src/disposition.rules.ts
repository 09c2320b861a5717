import { badInput, conflict, Refusal } from '#platform/refusal.js';
import type { DispositionStatus, Outcome } from '#platform/schema.types.js';

/** The life of a disposition (domain.md, State machines). A proposal may be revised until it is confirmed. */
export const DISPOSITION = {
  PROPOSED: { propose: 'PROPOSED', confirm: 'CONFIRMED' },
  CONFIRMED: { appeal: 'APPEALED' },
  APPEALED: { uphold: 'UPHELD', revise: 'REVISED' },
  UPHELD: {},
  REVISED: {},
} as const satisfies Record<DispositionStatus, Record<string, DispositionStatus>>;

const NO_REASON_OWED: readonly Outcome[] = ['ACCEPTED', 'NOTED'];
const LONGEST_RESPONSE = 20_000;

/** Null where the answer can be given: all but ACCEPTED and NOTED owe the commenter a reason. */
export function refuseAnswer({ outcome, response }: { outcome: Outcome; response: string }): Refusal | null {
  if (!response.trim() && !NO_REASON_OWED.includes(outcome)) {
    return badInput('response', `${outcome} needs a reason; the commenter is told it. Only ACCEPTED and NOTED may go without.`);
  }
  return response.length > LONGEST_RESPONSE
    ? badInput('response', `A response has at most ${LONGEST_RESPONSE} characters.`)
    : null;
}

/** Null where a proposal may be made or revised. */
export const refuseProposal = (status: DispositionStatus | null): Refusal | null =>
  status === null || 'propose' in DISPOSITION[status]
    ? null
    : conflict('This comment has a confirmed disposition already.', status);

/** Null where this person may confirm: four eyes, so never the proposer (invariant 6). */
export function refuseConfirmation(
  disposition: { status: DispositionStatus; proposedBy: string },
  accountId: string,
): Refusal | null {
  if (disposition.status !== 'PROPOSED')
    return conflict(`A disposition that is ${disposition.status} cannot be confirmed.`, disposition.status);
  if (disposition.proposedBy !== accountId) return null;
  return new Refusal('FORBIDDEN', 'You proposed this disposition. Another member of the secretariat has to confirm it.');
}
