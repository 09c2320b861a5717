import { conflict, Refusal } from '#platform/refusal.js';

/** What an issuer says of somebody: `sub` names them for good; an address counts only where the issuer has verified it. */
export interface Claims {
  subject: string;
  email: string | null;
  emailVerified: boolean;
  name: string | null;
}

/** What is known here of the address that an issuer gave. */
export interface Known {
  emailVerifiedAt: Date | null;
}

/** Why somebody whom the issuer knows and we do not is not let in yet; null where an account may be found or made by the address. */
export function refuseStranger({ email, emailVerified }: Claims, known: Known | null): Refusal | null {
  if (!email || !emailVerified) return signInFirst('It gave no mail address that it has verified.');
  return known && !known.emailVerifiedAt
    ? signInFirst('There is an account with your address that was not confirmed yet.')
    : null;
}

/** CONFLICT: who comes from the issuer belongs to another account, or another person sits before the browser by now. */
export const linkedElsewhere = (): Refusal =>
  conflict('This sign-in belongs to another account. Sign out, and sign in by it.', 'LINKED_ELSEWHERE');

/** UNAUTHENTICATED, in the same words whatever went wrong on the way. */
export const passageFailed = (): Refusal =>
  new Refusal('UNAUTHENTICATED', 'The sign-in did not come to its end, or took longer than ten minutes. Please begin again.');

/** INTERNAL: the issuer does not answer, or not as an OpenID provider does. */
export const issuerAway = (label: string): Refusal =>
  new Refusal('INTERNAL', `${label} cannot be reached at the moment. Please try again later, or sign in in another way.`);

const signInFirst = (why: string): Refusal =>
  conflict(`${why} Sign up or sign in here by mail first, then link this sign-in by \`beginOidcLink\`.`, 'NOT_LINKED');
