import { badInput, type Refusal } from '#platform/refusal.js';

const MAILBOX = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/;
const PASSWORD = { shortest: 12, longest: 256 };

/** A mail address as people write it: an RFC 5321 dot-string, no quoted local part, no comments, no list, no encoded word (RFC 2047). Null where it is fine. */
export function refuseEmail(email: string): Refusal | null {
  const fine =
    email.length <= 254 &&
    MAILBOX.test(email) &&
    !['..', '.@', '=?'].some((part) => email.includes(part)) &&
    !email.startsWith('.');
  return fine ? null : badInput('email', 'This is not a mail address. Write it as name@example.org.');
}

/** Length is what protects a password; nothing else is asked of it (NIST SP 800-63B, 5.1.1.2). */
export function refusePassword(password: string, path = 'password'): Refusal | null {
  const length = [...password].length;
  if (length < PASSWORD.shortest)
    return badInput(path, `A password has at least ${PASSWORD.shortest} characters. A sentence does well.`);
  return length > PASSWORD.longest ? badInput(path, `A password has at most ${PASSWORD.longest} characters.`) : null;
}

/** A name that people are shown: 1 to 200 characters, with something to read. */
export function refuseName(name: string, path: string): Refusal | null {
  const fine = name.trim().length > 0 && name.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(name) && !name.includes('=?');
  return fine ? null : badInput(path, 'A name has 1 to 200 characters, on one line.');
}

/** A country as ISO 3166-1 alpha-2 has it, or none. */
export const refuseCountry = (country: string | null | undefined): Refusal | null =>
  country === null || country === undefined || /^[A-Z]{2}$/.test(country)
    ? null
    : badInput('country', 'A country is two capital letters of ISO 3166-1, for example KE.');
