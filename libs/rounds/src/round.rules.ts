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
  /** After the closing, for what was begun before it; 0 where it is left out. */
  graceMinutes?: number;
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

function refuseTimes(round: RoundTimes, move: RoundMove, { opensAt, closesAt, reason }: MoveFacts, at: Date): Refusal | null {
  if (move === 'extend') return refuseExtension(round, closesAt);
  if (move === 'review') return refuseEarlyReview(round, at);
  if (round.status === 'PAUSED' && move === 'open') return refuseResuming(round, closesAt, reason, at);
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

/** A pause shortens nothing: a round goes on to its closing time or, with a reason, to a later one. */
function refuseResuming(
  { closesAt: present }: RoundTimes,
  given: Date | null | undefined,
  reason: string | null | undefined,
  at: Date,
): Refusal | null {
  const closesAt = given ?? present;
  if (closesAt && closesAt <= at)
    return badInput('closesAt', 'The closing time passed while the round was paused. Give a later one, with a reason.');
  if (!given || !present || given.getTime() === present.getTime()) return null;
  if (given < present) return badInput('closesAt', 'A round can be extended, not shortened. Leave the closing time as it is.');
  return reason?.trim() ? null : badInput('reason', 'Say why the round closes later; it is told and logged.');
}

/** The last instant, exclusive, at which an in-time submission can come; null for a round without a closing time. */
export const endOfIntake = ({ closesAt, graceMinutes = 0 }: RoundTimes): Date | null =>
  closesAt && new Date(closesAt.getTime() + graceMinutes * 60_000);

function refuseEarlyReview(round: RoundTimes, at: Date): Refusal | null {
  const end = endOfIntake(round);
  if (!end || !round.graceMinutes || end <= at) return null;
  return conflict(`Submissions begun before the closing may come until ${end.toISOString()}; review the round then.`, 'CLOSED');
}

const BEFORE_OPENING: readonly RoundStatus[] = ['DRAFT', 'SCHEDULED'];
const BEFORE_CLOSING: readonly RoundStatus[] = [...BEFORE_OPENING, 'OPEN', 'PAUSED'];

/** Settings may be changed until the round opens; from then on participants rely on them. Questions have a rule of their own. */
export function refuseUpdate(round: RoundTimes, settings: readonly string[], at: Date): Refusal | null {
  const status = statusAt(round, at);
  const until = settings.length > 0 ? BEFORE_OPENING : BEFORE_CLOSING;
  if (until.includes(status)) return null;
  return conflict(`The ${settings.length > 0 ? 'settings' : 'questions'} of a round that is ${status} do not change.`, status);
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
