import { badInput, conflict, Refusal } from '#platform/refusal.js';
import type { InviteToRoundInput } from '#platform/schema.types.js';
import { refuseEmail } from '#identity/account.rules.js';
import { type RoundTimes, statusAt } from './round.rules.js';

const TOLD_AT_ONCE = 20; // faulty addresses named in one refusal
const LONGEST_MESSAGE = 2000;

/** Null where the round can still be joined; CONFLICT once it has closed. */
export function refuseInviting(round: RoundTimes, at: Date): Refusal | null {
  const status = statusAt(round, at);
  return ['DRAFT', 'SCHEDULED', 'OPEN', 'PAUSED'].includes(status)
    ? null
    : conflict(`Nobody can be invited to a round that is ${status}.`, status);
}

/** Null where somebody is named and every address is one; otherwise each faulty one by its place, the first twenty. */
export function refuseInvitees({ organizationIds = [], emails = [], message }: InviteToRoundInput): Refusal | null {
  if (organizationIds.length + emails.length === 0)
    return badInput('emails', 'Name somebody: organizations by organizationIds, people by emails.');
  if ((message?.length ?? 0) > LONGEST_MESSAGE)
    return badInput('message', `The message has at most ${LONGEST_MESSAGE} characters.`);
  const faulty = emails.flatMap((email, i) => (refuseEmail(email.trim()) ? [i] : []));
  if (faulty.length === 0) return null;
  const fields = faulty.slice(0, TOLD_AT_ONCE).map((i) => ({
    path: `emails.${i}`,
    message: 'This is not a mail address. Write it as name@example.org.',
  }));
  return new Refusal('BAD_USER_INPUT', `${faulty.length} of ${emails.length} addresses are none. Nobody was invited.`, {
    fields,
  });
}

/** Organizations that there are not, by their place in the input. */
export function refuseUnknown(organizationIds: readonly string[], known: ReadonlySet<string>): Refusal | null {
  const fields = organizationIds
    .flatMap((id, i) => (known.has(id) ? [] : [{ path: `organizationIds.${i}`, message: 'There is no such organization.' }]))
    .slice(0, TOLD_AT_ONCE);
  return fields.length > 0
    ? new Refusal('NOT_FOUND', 'Some of these organizations do not exist. Nobody was invited.', { fields })
    : null;
}
