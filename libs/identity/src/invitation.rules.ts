import { badInput, conflict, Refusal } from '#platform/refusal.js';

/** How long an invitation can be accepted. */
export const INVITATION_LIFETIME_MS = 14 * 24 * 3600 * 1000;

/** As many may be open at once for one organization. */
export const MOST_OPEN = 100;
const MAILS_A_DAY = 3;
const DAY_S = 24 * 3600;

/** Null where one more invitation may go out: neither the platform nor one mailbox is flooded by it. */
export function refuseFlood({ open, toAddressToday }: { open: number; toAddressToday: number }): Refusal | null {
  if (toAddressToday >= MAILS_A_DAY)
    return new Refusal('RATE_LIMITED', `This address was invited ${MAILS_A_DAY} times within a day. Try again tomorrow.`, {
      retryAfter: DAY_S,
    });
  return open >= MOST_OPEN ? conflict(`${MOST_OPEN} invitations are open. Withdraw some before you send more.`) : null;
}

/** What every token of no use is answered with, whatever it is that makes it so. */
export const uselessInvitation = (): Refusal =>
  badInput(
    'token',
    'This invitation is of no use here: it may have been used, withdrawn or have expired, or it was sent to another address. Sign in with the address that it was sent to, or ask for a new one.',
  );
