import { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import type { Tx } from '#platform/tx.js';
import { AccountService } from '#identity/account.service.js';
import { SecondFactorService } from '#identity/second-factor.service.js';
import { SessionService } from '#identity/session.service.js';
import { StaffService } from '#identity/staff.service.js';
import type { DemoPerson } from './people.js';

/**
 * Makes the account of a person of the story where there is none yet, and signs them in; gives the session's token. The
 * story is told by the platform itself, so its sessions count as strong also where staff need a second factor.
 */
export async function signIn(db: Database, person: DemoPerson): Promise<string> {
  const sessions = new SessionService(db);
  const accounts = new AccountService(sessions, new SecondFactorService({ dataDir: '', staffSecondFactor: 'optional' }));
  const { token } = await db.write(Ctx.system(db, 'demonstration'), async (tx) =>
    sessions.begin(tx, await accountOf(tx, accounts, person), tx.now),
  );
  return token;
}

async function accountOf(tx: Tx, accounts: AccountService, { email, password, name, staffRole }: DemoPerson): Promise<string> {
  const known = await tx.one<{ id: string }>('select id from account where lower(email) = lower($1)', [email]);
  if (known) return known.id;
  const accountId = await accounts.create(tx, { email, password, displayName: name });
  if (staffRole) await new StaffService().grant(tx, { accountId, role: staffRole });
  return accountId;
}
