import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import type { Tx } from '#platform/tx.js';
import { newSecret, secretHash } from './secrets.js';

const HOUR_MS = 3600 * 1000;
const LIFETIME_MS = { VERIFY_EMAIL: 48 * HOUR_MS, SIGN_IN: HOUR_MS, RESET_PASSWORD: HOUR_MS, CHANGE_EMAIL: 24 * HOUR_MS };
export type TokenPurpose = keyof typeof LIFETIME_MS;

/** What a token came from, where that carries something: a sign-up its password, a change of address the address. */
export interface TokenCause {
  signUpId?: string | null;
  emailChangeId?: string | null;
}

/** What a redeemed token was for. */
export interface Redeemed {
  accountId: string;
  signUpId: string | null;
  emailChangeId: string | null;
}

const INSERT = `insert into one_time_token (id, account_id, purpose, token_hash, created_at, expires_at, sign_up_id, email_change_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;
const HOLDER = `select account_id from one_time_token
  where token_hash = $1 and purpose = any($2) and used_at is null and expires_at > clock_now()`;
const REDEEM = `update one_time_token set used_at = clock_now()
  where token_hash = $1 and purpose = any($2) and used_at is null and expires_at > clock_now()
  returning account_id, sign_up_id, email_change_id`;

/** A token for a link in a mail; its hash alone is kept. Good for an hour (sign-in, reset), a day (new address) or two (sign-up). */
export async function issueToken(tx: Tx, accountId: string, purpose: TokenPurpose, cause: TokenCause = {}): Promise<string> {
  const token = newSecret();
  const expiresAt = new Date(tx.now.getTime() + LIFETIME_MS[purpose]);
  const causes = [cause.signUpId ?? null, cause.emailChangeId ?? null];
  await tx.query(INSERT, [newId(), accountId, purpose, secretHash(token), tx.now, expiresAt, ...causes]);
  return token;
}

/** Whose token it is, without using it up: what is asked before a token is redeemed must not cost it. Null as in `redeemToken`. */
export async function holderOf(ctx: Ctx, token: string, purposes: readonly TokenPurpose[]): Promise<string | null> {
  return (await ctx.db.unwalled.readOne<{ accountId: string }>(HOLDER, [secretHash(token), purposes]))?.accountId ?? null;
}

/** Uses a token up, for one caller whatever number tries at once; null where it is unknown, used, expired or for something else. */
export function redeemToken(tx: Tx, token: string, purposes: readonly TokenPurpose[]): Promise<Redeemed | null> {
  return tx.one<Redeemed>(REDEEM, [secretHash(token), purposes]);
}

/** Makes every token of the account useless that is not used yet: what was mailed before a change of secrets opens nothing after it. */
export async function voidTokens(tx: Tx, accountId: string): Promise<void> {
  await tx.query('update one_time_token set used_at = $2 where account_id = $1 and used_at is null', [accountId, tx.now]);
}
