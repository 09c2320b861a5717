import { refuseTimeZone } from './time-zone.rules.js';
import { Injectable } from '@nestjs/common';
import { holds } from '#platform/actor.rules.js';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { insist, notFound, Refusal } from '#platform/refusal.js';
import type { SignInInput, SignUpInput, UpdateProfileInput, VerifyEmailInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { Account } from './account.entity.js';
import { refuseCountry, refuseEmail, refuseName, refusePassword } from './account.rules.js';
import { ATTEMPTS, SIGN_UP_MAILS_AN_HOUR } from './attempt.rules.js';
import { countAttempt, forgetAttempts } from './attempts.js';
import { holderOf, issueToken, redeemToken } from './one-time-token.service.js';
import { SecondFactorService } from './second-factor.service.js';
import { hashPassword, passwordFits, insistRoomToHash } from './secrets.js';
import { SessionService, type SignedIn } from './session.service.js';

const HOLD = 'select id, email_verified_at is not null as is_verified from account where lower(email) = lower($1) for update';
const RECENT_SIGN_UPS = `select count(*)::int as count from sign_up where account_id = $1 and created_at > $2::timestamptz - interval '1 hour'`;
const UNCHANGED = `select id from account where id = $1 and password_hash = $2 and email_verified_at is not null for share`;
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
   * not verified yet gets another link, which brings the name and the password given with it; three such mails an hour, at most.
   * RATE_LIMITED after too many tries.
   */
  async signUp(ctx: Ctx, input: SignUpInput): Promise<{ ok: true }> {
    const email = input.email.trim();
    insist(refuseEmail(email) ?? refusePassword(input.password) ?? refuseName(input.displayName, 'displayName'));
    await countAttempt(ctx, ATTEMPTS.signUp, email);
    const passwordHash = await hashPassword(input.password);
    return ctx.db.write(ctx, async (tx) => {
      const person = { email, passwordHash, displayName: input.displayName.trim(), locale: input.locale ?? 'en' };
      await this.insertUnlessKnown(tx, person);
      const account = await tx.one<{ id: string; isVerified: boolean }>(HOLD, [email]);
      // What comes with a sign-up to a verified account is of no use to anybody, so it is not kept.
      if (account) await this.noteSignUp(tx, account.id, account.isVerified ? { ...person, passwordHash: '' } : person);
      return { ok: true as const };
    });
  }

  /** Redeems the token of a mail: the address is theirs, and they are signed in. NOT_FOUND for a token of no use. */
  async verifyEmail(ctx: Ctx, { token, code }: VerifyEmailInput): Promise<SignedIn> {
    const holder = await holderOf(ctx, token, ['VERIFY_EMAIL', 'SIGN_IN']);
    const proofAt = holder ? await this.factors.prove(ctx, holder, code) : null;
    return ctx.db.writeAfresh(ctx, async (tx) => {
      const redeemed = await redeemToken(tx, token, ['VERIFY_EMAIL', 'SIGN_IN']);
      if (!redeemed) throw notFound('token; it may have been used or have expired. Ask for a new one');
      if (redeemed.signUpId) await tx.query(ADOPT, [redeemed.signUpId]);
      const account = await tx.lock(Account, redeemed.accountId, 'account');
      const verified = account.emailVerifiedAt ? account : await tx.update(Account, account, { emailVerifiedAt: tx.now });
      return this.sessions.signedIn(tx, verified, proofAt);
    });
  }

  /**
   * Signs in by password. A wrong address, a wrong password and an unverified address are refused in the same words; RATE_LIMITED
   * after too many tries. A password that is changed while it is being checked does not sign in any more. Then `prove`.
   */
  async signIn(ctx: Ctx, { email, password, code }: SignInInput): Promise<SignedIn> {
    const account = await this.byPassword(ctx, email.trim(), password);
    const proofAt = await this.factors.prove(ctx, account.id, code);
    return ctx.db.writeAfresh(ctx, async (tx) => {
      await holdPassword(tx, account);
      await forgetAttempts(tx, ATTEMPTS.signIn, email.trim());
      return this.sessions.signedIn(tx, account, proofAt);
    });
  }

  /**
   * As `signIn` in two steps: where the account has a second factor, a token for `verifyEmail` that stands for the password until the
   * code is there, so that nobody has to keep the password meanwhile. It is good once and for an hour, and for no changed password.
   */
  async signInByStep(ctx: Ctx, { email, password }: SignInInput): Promise<SignedIn | { next: string }> {
    const account = await this.byPassword(ctx, email.trim(), password);
    const asksCode = await this.factors.isActive(ctx, account.id);
    return ctx.db.writeAfresh(ctx, async (tx) => {
      await holdPassword(tx, account);
      if (asksCode) return { next: await issueToken(tx, account.id, 'SIGN_IN') };
      await forgetAttempts(tx, ATTEMPTS.signIn, email.trim());
      return this.sessions.signedIn(tx, account, null);
    });
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

  /** Changes the caller's own particulars; what is left out stays, and null takes a country or a region away. */
  async updateProfile(ctx: Ctx, input: UpdateProfileInput): Promise<Account> {
    const accountId = ctx.requireAccount();
    const displayName = input.displayName?.trim();
    insist(
      (displayName === undefined ? null : refuseName(displayName, 'displayName')) ??
        refuseCountry(input.country) ??
        refuseTimeZone(input.timeZone),
    );
    return ctx.db.write(ctx, async (tx) => {
      const account = await tx.lock(Account, accountId, 'account');
      const patch = {
        displayName: displayName ?? account.displayName,
        locale: input.locale ?? account.locale,
        timeZone: input.timeZone ?? account.timeZone,
        country: input.country === undefined ? account.country : input.country,
        region: input.region === undefined ? account.region : input.region,
      };
      const updated = await tx.update(Account, account, patch);
      await tx.tell({ action: 'account.updated', subjectId: accountId });
      return updated;
    });
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

  private async byPassword(ctx: Ctx, email: string, password: string): Promise<Account> {
    insistRoomToHash();
    await countAttempt(ctx, ATTEMPTS.signIn, email);
    const account = refuseEmail(email) ? null : await accountByEmail(ctx, email);
    const fits = await passwordFits(account?.passwordHash ?? null, password);
    if (!account?.emailVerifiedAt || !fits) throw doNotFit();
    return account;
  }

  private async noteSignUp(tx: Tx, accountId: string, person: { passwordHash: string; displayName: string }): Promise<void> {
    const recent = await tx.one<{ count: number }>(RECENT_SIGN_UPS, [accountId, tx.now]);
    if ((recent?.count ?? 0) >= SIGN_UP_MAILS_AN_HOUR) return;
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

const doNotFit = (): Refusal =>
  new Refusal('UNAUTHENTICATED', 'Address and password do not fit together, or the address is not verified yet.');

async function holdPassword(tx: Tx, { id, passwordHash }: Account): Promise<void> {
  if (!(await tx.one(UNCHANGED, [id, passwordHash]))) throw doNotFit();
}

const accountByEmail = (ctx: Ctx, email: string): Promise<Account | null> =>
  ctx.db.rows
    .createQueryBuilder(Account, 'a')
    .addSelect('a.passwordHash')
    .where('lower(a.email) = lower(:email)', { email })
    .getOne();
