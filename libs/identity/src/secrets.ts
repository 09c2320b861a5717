import { availableParallelism } from 'node:os';
import { createHash, randomBytes } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';
import { Gate } from './gate.js';

const COST: Options = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }; // argon2id (RFC 9106), 64 MiB

/** Hashing takes a core and 64 MiB each: all cores but one at once, a few seconds' worth waiting, so that others are served too. */
const gate = new Gate(Math.max(1, availableParallelism() - 1), 50);

/** Goes on where a password could be looked at soon; RATE_LIMITED while more people sign in than can be. */
export const insistRoomToHash = (): void => gate.insistRoom();

/** A secret of 256 random bits for a link or a session. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret: a database that leaks gives no session away. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** A password as it is kept. RATE_LIMITED where too many wait to be hashed. */
export const hashPassword = (password: string): Promise<string> => gate.run(() => hash(password, COST));

const absent = hash(newSecret(), COST);

/** Whether the password is the account's. It takes as long where there is no account, so that time tells nothing. RATE_LIMITED as above. */
export async function passwordFits(kept: string | null, password: string): Promise<boolean> {
  const fits = await gate.run(async () => verify(kept ?? (await absent), password));
  return kept !== null && fits;
}
