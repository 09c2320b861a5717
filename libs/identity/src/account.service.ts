import { Injectable } from '@nestjs/common';
import { holds } from '#platform/actor.rules.js';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { insist, notFound, Refusal } from '#platform/refusal.js';
import type { SignInInput, SignUpInput, VerifyEmailInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { Account } from './account.entity.js';
import { refuseEmail, refuseName, refusePassword } from './account.rules.js';
import { SecondFactorService } from './second-factor.service.js';
import { hashPassword, newSecret, passwordFits, secretHash } from './secrets.js';
import { type NewSession, SessionService } from './session.service.js';

const TOKEN_LIFETIME_MS = { VERIFY_EMAIL: 48 * 3600 * 1000, SIGN_IN: 3600 * 1000 };
export type TokenPurpose = keyof typeof TOKEN_LIFETIME_MS;

/** An account with the session that was begun for it. */
export interface SignedIn extends NewSession {
  account: Account;
}

const REDEEM = `update one_time_token set used_at = clock_now()
  where token_hash = $1 and purpose = any($2) and used_at is null and expires_at > clock_now() returning account_id, sign_up_id`;
const REDEEMABLE = `select account_id from one_time_token
  where token_hash = $1 and purpose = any($2) and used_at is null and expires_at > clock_now()`;
const UNVERIFIED = 'select id from account where lower(email) = lower($1) and email_verified_at is null';
const ADOPT = `update account set password_hash = s.password_hash, display_name = s.display_name
  from sign_up s where s.id = $1 and account.id = s.account_id and account.email_verified_at is null`;

/** Accounts: sign-up with a mail to verify, sign-in by password or by a link, sign-out. */
@Injectable()
export class AccountService {
  constructor(
    private readonly sessions: SessionService,
    private readonly factors: SecondFactorService,
  ) {}

  /**
   * Asks for an account. A known address gets the same answer and the same work; what differs is the mail. An address that was
   * not verified yet gets another link, which brings the name and the password given with it.
   */
  async signUp(ctx: Ctx, input: SignUpInput): Promise<{ ok: true }> {
    const email = input.email.trim();
    insist(refuseEmail(email) ?? refusePassword(input.password) ?? refuseName(input.displayName, 'displayName'));
    const passwordHash = await hashPassword(input.password);
    return ctx.db.write(ctx, async (tx) => {
      const person = { email, passwordHash, displayName: input.displayName.trim(), locale: input.locale ?? 'en' };
      const id = (await this.insertUnlessKnown(tx, person)) ?? (await tx.one<{ id: string }>(UNVERIFIED, [email]))?.id;
      if (id) await this.noteSignUp(tx, id, person);
      return { ok: true as const };
    });
  }

  /** Redeems the token of a mail: the address is theirs, and they are signed in. NOT_FOUND for a token of no use. */
  async verifyEmail(ctx: Ctx, { token, code }: VerifyEmailInput): Promise<SignedIn> {
    const holder = await ctx.db.readOne<{ accountId: string }>(REDEEMABLE, [secretHash(token), ['VERIFY_EMAIL', 'SIGN_IN']]);
    const proofAt = holder && (await this.factors.prove(ctx, holder.accountId, code));
    return ctx.db.writeAfresh(ctx, async (tx) => {
      const redeemed = await tx.one<{ accountId: string; signUpId: string | null }>(REDEEM, [
        secretHash(token),
        ['VERIFY_EMAIL', 'SIGN_IN'],
      ]);
      if (!redeemed) throw notFound('token; it may have been used or have expired. Ask for a new one');
      if (redeemed.signUpId) await tx.query(ADOPT, [redeemed.signUpId]);
      const account = await tx.lock(Account, redeemed.accountId, 'account');
      const verified = account.emailVerifiedAt ? account : await tx.update(Account, account, { emailVerifiedAt: tx.now });
      return this.signedIn(tx, verified, proofAt);
    });
  }

  /** Signs in by password. A wrong address, password and an unverified address are refused in the same words; then `prove`. */
  async signIn(ctx: Ctx, { email, password, code }: SignInInput): Promise<SignedIn> {
    const account = await ctx.db.rows
      .createQueryBuilder(Account, 'a')
      .addSelect('a.passwordHash')
      .where('lower(a.email) = lower(:email)', { email: email.trim() })
      .getOne();
    const fits = await passwordFits(account?.passwordHash ?? null, password);
    if (!account?.emailVerifiedAt || !fits) {
      throw new Refusal('UNAUTHENTICATED', 'Address and password do not fit together, or the address is not verified yet.');
    }
    const proofAt = await this.factors.prove(ctx, account.id, code);
    return ctx.db.writeAfresh(ctx, (tx) => this.signedIn(tx, account, proofAt));
  }

  /** Ends the present session. */
  async signOut(ctx: Ctx): Promise<{ ok: true }> {
    const { sessionId, accountId } = ctx.actor;
    if (!sessionId || !accountId) return { ok: true };
    return ctx.db.write(ctx, async (tx) => {
      await this.sessions.end(tx, sessionId);
      await tx.tell({ action: 'session.ended', subjectId: accountId });
      return { ok: true as const };
    });
  }

  /** A token for a link in a mail; its hash alone is kept. */
  async issueToken(tx: Tx, accountId: string, purpose: TokenPurpose, signUpId: string | null = null): Promise<string> {
    const token = newSecret();
    const expiresAt = new Date(tx.now.getTime() + TOKEN_LIFETIME_MS[purpose]);
    await tx.query(
      `insert into one_time_token (id, account_id, purpose, token_hash, created_at, expires_at, sign_up_id) values ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(), accountId, purpose, secretHash(token), tx.now, expiresAt, signUpId],
    );
    return token;
  }

  /** Makes an account that needs no mail: for the first administrator, the demonstration and the command line. Gives its id. */
  async create(tx: Tx, person: { email: string; password: string; displayName: string; locale?: string }): Promise<string> {
    insist(refuseEmail(person.email) ?? refusePassword(person.password) ?? refuseName(person.displayName, 'displayName'));
    const passwordHash = await hashPassword(person.password);
    const { email, displayName, locale = 'en' } = person;
    const id = await this.insertUnlessKnown(tx, { email, passwordHash, displayName, locale, emailVerifiedAt: tx.now });
    if (!id) throw new Refusal('CONFLICT', `There is an account for ${email} already.`);
    await tx.tell({ action: 'account.created', subjectId: id });
    return id;
  }

  /** An account's address, for itself and for administrators; null for others. */
  emailFor(ctx: Ctx, account: Pick<Account, 'id' | 'email'>): string | null {
    return ctx.self === account.id || holds(ctx.actor, ['ADMIN']) ? account.email : null;
  }

  private async signedIn(tx: Tx, account: Account, secondFactorAt: Date | null): Promise<SignedIn> {
    const session = await this.sessions.begin(tx, account.id, secondFactorAt);
    tx.ctx.self = account.id;
    return { account, ...session };
  }

  private async noteSignUp(tx: Tx, accountId: string, person: { passwordHash: string; displayName: string }): Promise<void> {
    const signUpId = newId();
    await tx.query('insert into sign_up (id, account_id, password_hash, display_name, created_at) values ($1, $2, $3, $4, $5)', [
      signUpId,
      accountId,
      person.passwordHash,
      person.displayName,
      tx.now,
    ]);
    await tx.tell({ action: 'account.signed_up', subjectId: accountId, data: { signUp: signUpId } });
  }

  private async insertUnlessKnown(
    tx: Tx,
    person: { email: string; passwordHash: string; displayName: string; locale: string; emailVerifiedAt?: Date },
  ): Promise<string | null> {
    const row = await tx.one<{ id: string }>(
      `insert into account (id, email, display_name, locale, password_hash, email_verified_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (lower(email)) do nothing returning id`,
      [newId(), person.email, person.displayName, person.locale, person.passwordHash, person.emailVerifiedAt ?? null, tx.now],
    );
    return row?.id ?? null;
  }
}
