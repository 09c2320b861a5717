import { createHash, randomBytes } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';

const COST: Options = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }; // argon2id (RFC 9106), 64 MiB

/** A secret of 256 random bits for a link or a session. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret: a database that leaks gives no session away. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** A password as it is kept. */
export const hashPassword = (password: string): Promise<string> => hash(password, COST);

const absent = hash(newSecret(), COST);

/** Whether the password is the account's. It takes as long where there is no account, so that time tells nothing. */
export async function passwordFits(kept: string | null, password: string): Promise<boolean> {
  const fits = await verify(kept ?? (await absent), password);
  return kept !== null && fits;
}
