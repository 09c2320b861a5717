import type { Ctx } from '#platform/ctx.js';

const AGAIN_MS = 600_000;
const FORGET = [
  `delete from session where expires_at < clock_now() - interval '1 day'`,
  `delete from one_time_token where expires_at < clock_now() - interval '1 day'`,
  `delete from sign_up s where created_at < clock_now() - interval '3 days' and not exists (select 1 from one_time_token t where t.sign_up_id = s.id)`,
  `delete from attempt_count where began_at < clock_now() - interval '1 day'`,
];

/** Forgets what is of no more use: sessions and links that ended, what came with old sign-ups, counts of tries. A worker's clock. */
export async function forgetOldAccess(ctx: Ctx): Promise<number> {
  for (const text of FORGET) await ctx.db.write(ctx, (tx) => tx.query(text));
  return AGAIN_MS;
}
