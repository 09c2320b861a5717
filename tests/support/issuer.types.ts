/** What the issuer knows of a person. */
export interface Person {
  email?: string;
  email_verified?: boolean;
  name?: string;
}

/** As what the platform is known to the issuer of the tests. */
export const ISSUER_CLIENT = { clientId: 'colloquy', clientSecret: 'a secret between the two of us' };
