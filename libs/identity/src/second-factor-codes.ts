import { Secret, TOTP } from 'otpauth';

const STEP_S = 30;
const RECOVERY_CODES = 10;

/** A secret of 160 random bits for one-time codes (RFC 4226, 4), in base32 as authenticators take it. */
export const newCodeSecret = (): string => new Secret({ size: 20 }).base32;

/** The secret as an address that authenticators read from a picture. */
export const codeAddress = (secret: string, email: string): string => codesOf(secret, email).toString();

/** The 30-second step whose code this is, at most one step from now (RFC 6238, 5.2); null where it is none of them. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = codesOf(secret).validate({ token: code.replace(/\s/g, ''), timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1000 / STEP_S) + delta;
}

/** Ten codes of 80 random bits, written in groups of four. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const { base32 } = new Secret({ size: 10 });
    return (base32.match(/.{4}/g) ?? []).join('-');
  });
}

const codesOf = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'Colloquy', label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: STEP_S });
