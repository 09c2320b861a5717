import { badInput, conflict, Refusal } from '#platform/refusal.js';

const MOST = 20;

/** CONFLICT where the account has as many passkeys as one can keep apart. */
export const refuseMorePasskeys = (count: number): Refusal | null =>
  count < MOST ? null : conflict(`You have ${MOST} passkeys. Remove one that you no longer use.`, 'FULL');

/** BAD_USER_INPUT: what came is not what an authenticator answers to the question that was asked. */
export const unfitPasskey = (): Refusal =>
  badInput('response', 'This passkey could not be added. Begin again, and let the device ask for your PIN or finger.');

/** UNAUTHENTICATED, in the same words whether the passkey is unknown, was removed, or did not sign what was asked. */
export const unknownPasskey = (): Refusal =>
  new Refusal('UNAUTHENTICATED', 'This passkey does not sign in here. Try again, or sign in in another way.');
