import { badInput, conflict, Refusal } from '#platform/refusal.js';

const TRIES = 5;
const WAIT_MS = 15 * 60 * 1000;

/** What of a second factor decides whether a code is taken. */
export interface Tries {
  failures: number;
  failedAt: Date | null;
}

/** After five wrong codes in a row there is one try in 15 minutes, until one is right: RATE_LIMITED in between. */
export function refuseTry({ failures, failedAt }: Tries, now: Date): Refusal | null {
  const wait = failures < TRIES || !failedAt ? 0 : failedAt.getTime() + WAIT_MS - now.getTime();
  if (wait <= 0) return null;
  const retryAfter = Math.ceil(wait / 1000);
  const minutes = Math.ceil(retryAfter / 60);
  return new Refusal('RATE_LIMITED', `Too many wrong codes. Wait ${minutes} min and try again.`, { retryAfter });
}

/** SECOND_FACTOR_REQUIRED: the first factor was right, the code is missing. */
export const codeMissing = (): Refusal =>
  new Refusal(
    'SECOND_FACTOR_REQUIRED',
    'This account has a second factor. Send the six digits that your authenticator shows, or a recovery code, as `code`.',
  );

/** SECOND_FACTOR_REQUIRED: the first factor was right, the code is wrong, out of date or used. */
export const codeWrong = (): Refusal =>
  new Refusal(
    'SECOND_FACTOR_REQUIRED',
    'This code is wrong, or it was used or has run out. Send the one that your authenticator shows next, or a recovery code.',
  );

/** The same for a change of one's own second factor, where the code is one field of the input. */
export const codeUnfit = (): Refusal =>
  badInput('code', 'This code is wrong, or it was used or has run out. Check the clock of your device and send the next one.');

/** CONFLICT where there is a second factor already: it has to be ended first, with the password. */
export const refuseAnother = (confirmedAt: Date | null): Refusal | null =>
  confirmedAt ? conflict('You have a second factor already. End it first if you wish to set up another one.', 'ACTIVE') : null;

/** CONFLICT where there is nothing to confirm or to end. */
export const noFactor = (): Refusal => conflict('No second factor is being set up. Begin with `beginSecondFactor`.', 'NONE');

/** Six digits, with or without a space between, are a one-time code; everything else is tried as a recovery code. */
export const isOneTimeCode = (code: string): boolean => /^\d{6}$/.test(code.replace(/\s/g, ''));

/** A recovery code as it is hashed: capitals and digits alone, however it was typed. */
export const plainRecoveryCode = (code: string): string => code.toUpperCase().replace(/[^A-Z2-7]/g, '');
