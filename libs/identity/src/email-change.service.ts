import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { badInput, conflict, insist } from '#platform/refusal.js';
import type { RequestEmailChangeInput } from '#platform/schema.types.js';
import { Account } from './account.entity.js';
import { refuseEmail } from './account.rules.js';
import { ATTEMPTS } from './attempt.rules.js';
import { countAttempt } from './attempts.js';
import { redeemToken, voidTokens } from './one-time-token.service.js';
import { PasswordService } from './password.service.js';

const NOTE = 'insert into email_change (id, account_id, old_email, new_email, created_at) values ($1, $2, $3, $4, $5)';
const TAKE = `update account a set email = e.new_email, email_verified_at = $2 from email_change e
  where e.id = $1 and a.id = e.account_id
    and not exists (select 1 from account o where lower(o.email) = lower(e.new_email) and o.id <> a.id) returning e.new_email`;

/** A change of an account's mail address: asked for with the password, done by a link to the new address. */
@Injectable()
export class EmailChangeService {
  constructor(private readonly passwords: PasswordService) {}

  /** Mails a link to the new address. BAD_USER_INPUT for a wrong password; the answer does not tell whether the address is known. */
  async request(ctx: Ctx, input: RequestEmailChangeInput): Promise<{ ok: true }> {
    const accountId = ctx.requirePerson();
    const email = input.email.trim();
    insist(refuseEmail(email));
    const present = await this.passwords.ask(ctx, accountId, input.password);
    await countAttempt(ctx, ATTEMPTS.address, email);
    return ctx.db.write(ctx, async (tx) => {
      const account = await this.passwords.holdUnchanged(tx, accountId, present);
      const change = newId();
      await tx.query(NOTE, [change, accountId, account.email, email, tx.now]);
      await tx.tell({ action: 'account.email_change_requested', subjectId: accountId, data: { change } });
      return { ok: true as const };
    });
  }

  /**
   * Redeems the token from the new address: it becomes the account's, the old one is told, and links that were mailed before are of
   * no more use. BAD_USER_INPUT for a token of no use, CONFLICT where another account has the address.
   */
  async redeem(ctx: Ctx, token: string): Promise<Account> {
    return ctx.db.writeAfresh(ctx, async (tx) => {
      const redeemed = await redeemToken(tx, token, ['CHANGE_EMAIL']);
      if (!redeemed) throw badInput('token', 'This link is of no more use: it was used, or its day is over. Ask for a new one.');
      const account = await tx.lock(Account, redeemed.accountId, 'account');
      const taken = await tx.one<{ newEmail: string }>(TAKE, [redeemed.emailChangeId, tx.now]);
      if (!taken) throw conflict('There is another account with this address.');
      await voidTokens(tx, account.id);
      await tx.tell({
        action: 'account.email_changed',
        subjectId: account.id,
        data: { change: redeemed.emailChangeId },
      });
      tx.ctx.self ??= account.id;
      return { ...account, email: taken.newEmail, emailVerifiedAt: tx.now };
    });
  }
}
