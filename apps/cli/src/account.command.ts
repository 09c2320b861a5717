import { Ctx } from '#platform/ctx.js';
import type { Config } from '#platform/config.js';
import { Database } from '#platform/database.js';
import { newSecret } from '#identity/secrets.js';
import { IDENTITY_ENTITIES } from '#identity/identity.module.js';
import { AccountService } from '#identity/account.service.js';
import { issueToken } from '#identity/one-time-token.service.js';
import { SecondFactorService } from '#identity/second-factor.service.js';
import { SessionService } from '#identity/session.service.js';
import { StaffService } from '#identity/staff.service.js';
import type { StaffRole } from '#platform/schema.types.js';

/** Makes the administrator of ADMIN_EMAIL, verified, where there is no administrator yet. */
export async function makeFirstAdministrator(config: Config, databaseUrl: string): Promise<void> {
  const { admin } = config;
  if (!admin) return;
  await withAccounts(config, databaseUrl, async (ctx, accounts) => {
    const known = await ctx.db.readOne(`select 1 from staff_grant where role = 'ADMIN' limit 1`);
    if (known) return;
    await ctx.db.write(ctx, async (tx) => {
      const accountId = await accounts.create(tx, { ...admin, displayName: 'Administrator' });
      await new StaffService().grant(tx, { accountId, role: 'ADMIN' });
    });
  });
}

/** `account create`: makes a verified account, with a role where one is given, and gives its one-time sign-in link. */
export async function createAccount(
  config: Config,
  databaseUrl: string,
  person: { email: string; role?: StaffRole },
): Promise<string> {
  return withAccounts(config, databaseUrl, (ctx, accounts) =>
    ctx.db.write(ctx, async (tx) => {
      const displayName = person.email.split('@')[0] ?? person.email;
      const accountId = await accounts.create(tx, { email: person.email, password: newSecret(), displayName });
      if (person.role) await new StaffService().grant(tx, { accountId, role: person.role });
      return `${config.publicUrl}/sign-in?token=${await issueToken(tx, accountId, 'SIGN_IN')}`;
    }),
  );
}

async function withAccounts<T>(
  config: Config,
  databaseUrl: string,
  work: (ctx: Ctx, accounts: AccountService) => Promise<T>,
): Promise<T> {
  const db = await Database.connect(databaseUrl, IDENTITY_ENTITIES, 2);
  try {
    return await work(
      Ctx.system(db, 'command line'),
      new AccountService(new SessionService(db), new SecondFactorService(config)),
    );
  } finally {
    await db.close();
  }
}
