import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server';

/** Whether a challenge was asked by us and not answered yet; asking uses it up. */
export type Redeem = (challenge: string) => Promise<boolean>;

/** What a browser hands to `navigator.credentials`; its challenge is what has to come back signed. */
export type Options = { challenge: string } & object;

/** The name under which an authenticator keeps the account: its id, no personal data (WebAuthn, 14.6.1). */
const handleOf = (accountId: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(accountId.replaceAll('-', ''), 'hex'));

/**
 * The two ceremonies of WebAuthn (W3C, Level 3, 7.1 and 7.2) for the address people know the platform by. The authenticator has
 * to verify its holder each time, so a passkey is two factors in one.
 */
export class PasskeyCeremony {
  private readonly rpID: string;
  private readonly expectedOrigin: string;

  constructor(publicUrl: string) {
    const { hostname, origin } = new URL(publicUrl);
    this.rpID = hostname;
    this.expectedOrigin = origin;
  }

  /** What to ask an authenticator for a new passkey; it makes none where it has one of those already. */
  registration(account: { id: string; email: string; displayName: string }, known: readonly string[]): Promise<Options> {
    return generateRegistrationOptions({
      rpName: 'Colloquy',
      rpID: this.rpID,
      userID: handleOf(account.id),
      userName: account.email,
      userDisplayName: account.displayName,
      excludeCredentials: known.map((id) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  /** What to ask an authenticator for a sign-in, of whichever account it has a passkey for. */
  signIn(): Promise<Options> {
    return generateAuthenticationOptions({ rpID: this.rpID, userVerification: 'required' });
  }

  /** The new passkey, or null where the answer is not one to a question of ours. */
  async added(response: unknown, redeem: Redeem): Promise<WebAuthnCredential | null> {
    const { rpID: expectedRPID, expectedOrigin } = this;
    const asked = { expectedChallenge: redeem, expectedRPID, expectedOrigin, requireUserVerification: true };
    const answer = await orNull(verifyRegistrationResponse({ ...asked, response: response as RegistrationResponseJSON }));
    return answer?.registrationInfo?.credential ?? null;
  }

  /** How often the passkey has signed by now, or null where it did not sign a question of ours, or not for this account. */
  async signed(response: unknown, accountId: string, credential: WebAuthnCredential, redeem: Redeem): Promise<number | null> {
    const { rpID: expectedRPID, expectedOrigin } = this;
    const asked = { expectedChallenge: redeem, expectedRPID, expectedOrigin, credential, requireUserVerification: true };
    const given = response as AuthenticationResponseJSON;
    const answer = await orNull(verifyAuthenticationResponse({ ...asked, response: given }));
    if (!answer?.verified) return null;
    const isTheirs = given.response.userHandle === Buffer.from(handleOf(accountId)).toString('base64url');
    return isTheirs ? answer.authenticationInfo.newCounter : null;
  }
}

/** The library throws at whatever is wrong with an answer; what the database throws on the way is not ours to hide. */
async function orNull<T>(verification: Promise<T>): Promise<T | null> {
  return verification.catch((error: Error & { code?: string }) => {
    if (error.name === 'QueryFailedError' || /^[0-9A-Z]{5}$/.test(error.code ?? '')) throw error;
    return null;
  });
}
