import type { Ctx } from '#platform/ctx.js';
import { badInput } from '#platform/refusal.js';
import { ATTEMPTS } from './attempt.rules.js';
import { countAttempt } from './attempts.js';
import { passwordFits } from './secrets.js';

const FRESH = `select 1 from session where id = $1 and created_at > clock_now() - interval '15 minutes'`;
const HASH = 'select password_hash from account where id = $1';

/**
 * Goes on where it is the account's owner who adds a way into it or takes one off, not somebody at a browser that was left open: the session began
 * within the last 15 minutes, or the password is given once more. BAD_USER_INPUT, RATE_LIMITED after many tries.
 */
export async function insistPresent(ctx: Ctx, password: string | null | undefined): Promise<void> {
  const accountId = ctx.requirePerson();
  if (!password) {
    if (await ctx.db.readOne(FRESH, [ctx.actor.sessionId])) return;
    throw badInput('password', 'You signed in a while ago. Give your password once more, or sign in again.');
  }
  await countAttempt(ctx, ATTEMPTS.password, accountId);
  const row = await ctx.db.unwalled.readOne<{ passwordHash: string }>(HASH, [accountId]); // the caller's own, and compared alone
  if (!(await passwordFits(row?.passwordHash ?? null, password))) throw badInput('password', 'This is not your password.');
}
