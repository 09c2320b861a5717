import { badInput, conflict, type Refusal } from '#platform/refusal.js';
import type { RoundStatus } from '#platform/schema.types.js';

/** The life of a round (domain.md, State machines). A move that is not here is refused. */
export const ROUND = {
  DRAFT: { schedule: 'SCHEDULED', open: 'OPEN', cancel: 'CANCELLED' },
  SCHEDULED: { open: 'OPEN', cancel: 'CANCELLED' },
  OPEN: { extend: 'OPEN', pause: 'PAUSED', close: 'CLOSED', cancel: 'CANCELLED' },
  PAUSED: { open: 'OPEN', cancel: 'CANCELLED' },
  CLOSED: { review: 'IN_REVIEW' },
  IN_REVIEW: { conclude: 'CONCLUDED' },
  CONCLUDED: {},
  CANCELLED: {},
} as const satisfies Record<RoundStatus, Record<string, RoundStatus>>;

export type RoundMove = { [S in RoundStatus]: keyof (typeof ROUND)[S] }[RoundStatus];

/** What the rules need to know of a round. */
export interface RoundTimes {
  status: RoundStatus;
  opensAt: Date | null;
  closesAt: Date | null;
}

/** What a move brings with it. */
export interface MoveFacts {
  reason?: string | null | undefined;
  closesAt?: Date | null | undefined;
  opensAt?: Date | null | undefined;
}

/** The status after the move, or undefined where the machine has no such move. */
export const roundAfter = (status: RoundStatus, move: RoundMove): RoundStatus | undefined =>
  (ROUND[status] as Partial<Record<RoundMove, RoundStatus>>)[move];

/** What the round is at an instant. The same rule as the database's `round_status`: it opens and closes by the clock. */
export function statusAt({ status, opensAt, closesAt }: RoundTimes, at: Date): RoundStatus {
  if (status !== 'SCHEDULED' && status !== 'OPEN') return status;
  if (closesAt && closesAt <= at) return 'CLOSED';
  return status === 'SCHEDULED' && opensAt && opensAt <= at ? 'OPEN' : status;
}

const NEEDS_REASON: readonly RoundMove[] = ['extend', 'pause', 'cancel'];

/** Null where the round, as it is at that instant, may make the move; otherwise why not, in words its reader can act on. */
export function refuseMove(round: RoundTimes, move: RoundMove, facts: MoveFacts, at: Date): Refusal | null {
  const status = statusAt(round, at);
  if (!roundAfter(status, move)) return conflict(`A round that is ${status} cannot be used to ${move}.`, status);
  if (NEEDS_REASON.includes(move) && !facts.reason?.trim())
    return badInput('reason', `Say why you ${move} the round; it is told and logged.`);
  return refuseTimes(round, move, facts, at);
}

function refuseTimes(round: RoundTimes, move: RoundMove, { opensAt, closesAt }: MoveFacts, at: Date): Refusal | null {
  if (move === 'extend') return refuseExtension(round, closesAt);
  const opening = move === 'schedule' ? opensAt : at;
  if (!closesAt) return null;
  if (opening && closesAt <= opening) return badInput('closesAt', 'The closing time must be after the opening time.');
  return closesAt <= at ? badInput('closesAt', 'The closing time is in the past.') : null;
}

function refuseExtension(round: RoundTimes, closesAt: Date | null | undefined): Refusal | null {
  if (!round.closesAt) return conflict('This round has no closing time to extend.', round.status);
  if (closesAt && closesAt > round.closesAt) return null;
  return badInput('closesAt', 'A round can be extended, not shortened: give a closing time later than the present one.');
}

/** Settings may be changed until the round opens; from then on participants rely on them. */
export function refuseUpdate(round: RoundTimes, at: Date): Refusal | null {
  const status = statusAt(round, at);
  return status === 'DRAFT' || status === 'SCHEDULED'
    ? null
    : conflict(`The settings of a round that is ${status} do not change.`, status);
}

const REFERENCE = /^[A-Z0-9]+(-[A-Z0-9]+)*$/;

/** Null where the reference can stand in every comment's number: capital letters, digits, single hyphens, at most 40. */
export const refuseReference = (reference: string): Refusal | null =>
  REFERENCE.test(reference) && reference.length <= 40
    ? null
    : badInput('reference', 'A reference has capital letters, digits and single hyphens, for example NFU-R1.');

/** A reference for a norm's n-th round: the initials of its slug, or its letters where it is one word. */
export function referenceFor(slug: string, n: number): string {
  const words = slug.split('-');
  const short = words.length > 1 ? words.map((word) => (/^\d+$/.test(word) ? word : word.charAt(0))).join('') : slug.slice(0, 8);
  return `${short.slice(0, 12).toUpperCase()}-R${n}`;
}
