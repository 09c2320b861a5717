import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

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
  const path = join(dataDir, 'second-factor.key'); // named for the first secrets that it sealed
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  await mkdir(dataDir, { recursive: true });
  await writeFile(fresh, randomBytes(32), { mode: 0o600, flag: 'wx', flush: true });
  await link(fresh, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(fresh);
  return readFile(path);
}
