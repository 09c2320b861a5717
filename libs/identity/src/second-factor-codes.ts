import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';

const STEP_S = 30;
const RECOVERY_CODES = 10;
const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

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

/**
 * Seals secrets that have to be read again (AES-256-GCM, NIST SP 800-38D) with a key in DATA_DIR, so that a copy of the database
 * alone gives none away. What was sealed for one account opens for no other.
 */
export class SecretBox {
  private key: Promise<Buffer> | null = null;

  constructor(private readonly dataDir: string) {}

  async seal(secret: string, accountId: string): Promise<Buffer> {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, await this.ownKey(), nonce).setAAD(Buffer.from(accountId));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** The secret; throws where it was sealed for another account, with another key, or changed. */
  async open(box: Buffer, accountId: string): Promise<string> {
    const decipher = createDecipheriv(CIPHER, await this.ownKey(), box.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(accountId)).setAuthTag(box.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(box.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
  }

  private ownKey(): Promise<Buffer> {
    this.key ??= keyIn(this.dataDir).catch((error: unknown) => {
      this.key = null;
      throw error;
    });
    return this.key;
  }
}

/** The key of this installation, made by whichever process needs it first; all of them share DATA_DIR. */
async function keyIn(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, 'second-factor.key');
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  await mkdir(dataDir, { recursive: true });
  await writeFile(fresh, randomBytes(32), { mode: 0o600, flag: 'wx', flush: true });
  await link(fresh, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(fresh);
  return readFile(path);
}
