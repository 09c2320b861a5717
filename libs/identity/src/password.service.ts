import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { badInput, insist } from '#platform/refusal.js';
import type { ChangePasswordInput, ResetPasswordInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { Account } from './account.entity.js';
import { refuseEmail, refusePassword } from './account.rules.js';
import { ATTEMPTS } from './attempt.rules.js';
import { countAttempt } from './attempts.js';
import { holderOf, redeemToken, voidTokens } from './one-time-token.service.js';
import { SecondFactorService } from './second-factor.service.js';
import { hashPassword, passwordFits } from './secrets.js';
import { SessionService, type SignedIn } from './session.service.js';

const BY_ADDRESS = 'select id from account where lower(email) = lower($1) and email_verified_at is not null';
const SET = 'update account set password_hash = $2 where id = $1';

/** Passwords: set anew by a link from a mail, changed by who knows the present one, asked for before what cannot be undone. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly sessions: SessionService,
    private readonly factors: SecondFactorService,
  ) {}

  /** Mails a link to set a new password. Answer and work are the same for an unknown address, whose request leads to no mail. */
  async requestReset(ctx: Ctx, email: string): Promise<{ ok: true }> {
    return this.request(ctx, email, 'reset', 'account.reset_requested');
  }

  /** Mails a link to sign in; otherwise as `requestReset`. */
  async requestSignInLink(ctx: Ctx, email: string): Promise<{ ok: true }> {
    return this.request(ctx, email, 'link', 'account.link_requested');
  }

  /** Sets a new password by a mailed token, ends all sessions and personal tokens, and signs in. BAD_USER_INPUT for a token of no use; then `prove`. */
  async reset(ctx: Ctx, { token, password, code }: ResetPasswordInput): Promise<SignedIn> {
    insist(refusePassword(password));
    const holder = await holderOf(ctx, token, ['RESET_PASSWORD']);
    if (!holder) throw ofNoUse();
    const proofAt = await this.factors.prove(ctx, holder, code);
    const passwordHash = await hashPassword(password);
    return ctx.db.writeAfresh(ctx, async (tx) => {
      const redeemed = await redeemToken(tx, token, ['RESET_PASSWORD']);
      if (!redeemed) throw ofNoUse();
      const account = await tx.lock(Account, redeemed.accountId, 'account');
      await this.replace(tx, account.id, passwordHash);
      await this.sessions.endAll(tx, account.id);
      await tx.tell({ action: 'account.password_reset', subjectId: account.id });
      return this.sessions.signedIn(tx, account, proofAt);
    });
  }

  /** Changes the caller's password and ends their other sessions. BAD_USER_INPUT for a wrong present one. */
  async change(ctx: Ctx, { password, newPassword }: ChangePasswordInput): Promise<Account> {
    const accountId = ctx.requirePerson();
    insist(refusePassword(newPassword, 'newPassword'));
    const present = await this.ask(ctx, accountId, password);
    const passwordHash = await hashPassword(newPassword);
    return ctx.db.writeAfresh(ctx, async (tx) => {
      const account = await this.holdUnchanged(tx, accountId, present);
      await this.replace(tx, accountId, passwordHash);
      await this.sessions.endOthers(tx, accountId, ctx.actor.sessionId);
      await tx.tell({ action: 'account.password_changed', subjectId: accountId });
      return account;
    });
  }

  /** Goes on where the password is the account's, and gives it as it is kept; else BAD_USER_INPUT, or RATE_LIMITED after many tries. */
  async ask(ctx: Ctx, accountId: string, password: string): Promise<string> {
    await countAttempt(ctx, ATTEMPTS.password, accountId);
    const row = await ctx.db.unwalled.readOne<{ passwordHash: string }>('select password_hash from account where id = $1', [
      accountId,
    ]);
    if (!row || !(await passwordFits(row.passwordHash, password))) throw badInput('password', 'This is not your password.');
    return row.passwordHash;
  }

  /** The account, held, where its password is still the one that was asked for; BAD_USER_INPUT where it was changed meanwhile. */
  async holdUnchanged(tx: Tx, accountId: string, passwordHash: string): Promise<Account> {
    const account = await tx.lock(Account, accountId, 'account');
    const same = await tx.one('select 1 from account where id = $1 and password_hash = $2', [accountId, passwordHash]);
    if (!same) throw badInput('password', 'This is no longer your password.');
    return account;
  }

  private async replace(tx: Tx, accountId: string, passwordHash: string): Promise<void> {
    await tx.query(SET, [accountId, passwordHash]);
    await voidTokens(tx, accountId);
  }

  private async request(ctx: Ctx, given: string, kind: 'reset' | 'link', action: string): Promise<{ ok: true }> {
    const email = given.trim();
    insist(refuseEmail(email));
    await countAttempt(ctx, ATTEMPTS[kind], email);
    return ctx.db.writeAfresh(ctx, async (tx) => {
      const account = await tx.one<{ id: string }>(BY_ADDRESS, [email]);
      await tx.tell({ action, subjectId: account?.id ?? newId() });
      return { ok: true as const };
    });
  }
}

const ofNoUse = () => badInput('token', 'This link is of no more use: it was used, or its hour is over. Ask for a new one.');
