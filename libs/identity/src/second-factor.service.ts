import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { CONFIG } from '#platform/platform.module.js';
import { badInput, insist, type Refusal } from '#platform/refusal.js';
import type { BeginSecondFactorPayload, SecondFactor } from '#platform/schema.types.js';
import { SecretBox } from '#platform/secret-box.js';
import type { Tx } from '#platform/tx.js';
import { Account } from './account.entity.js';
import { codeAddress, newCodeSecret, newRecoveryCodes, stepOf } from './second-factor-codes.js';
import { codeMissing, codeUnfit, codeWrong, isOneTimeCode, noFactor, plainRecoveryCode } from './second-factor.rules.js';
import { refuseAnother, refuseTry, type Tries } from './second-factor.rules.js';
import { insistPresent } from './presence.js';
import { passwordFits, secretHash } from './secrets.js';

interface Factor extends Tries {
  sealedSecret: Buffer;
  confirmedAt: Date | null;
}

const HELD = 'select sealed_secret, confirmed_at, failures, failed_at from second_factor where account_id = $1 for update';
const ACTIVE = 'select 1 from second_factor where account_id = $1 and confirmed_at is not null';
const BEGIN = `insert into second_factor (account_id, sealed_secret, created_at) values ($1, $2, $3)
  on conflict (account_id) do update set sealed_secret = excluded.sealed_secret, created_at = excluded.created_at`;
const USE_STEP = `update second_factor set last_step = $2, failures = 0 where account_id = $1 and last_step < $2 returning account_id`;
const USE_RECOVERY = `with used as (update recovery_code set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null
    returning account_id)
  update second_factor f set failures = 0 from used where f.account_id = used.account_id returning f.account_id`;
const STATE = `select f.confirmed_at, s.second_factor_at is not null as passed,
    (select count(*)::int from recovery_code r where r.account_id = $1 and r.used_at is null) as recovery_codes_left
  from session s left join second_factor f on f.account_id = s.account_id where s.account_id = $1 and s.id = $2`;

/** A second factor by one-time codes (TOTP, RFC 6238) with ten recovery codes, each good once. */
@Injectable()
export class SecondFactorService {
  private readonly box: SecretBox;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'dataDir' | 'staffSecondFactor'>) {
    this.box = new SecretBox(config.dataDir);
  }

  /** The caller's second factor and what is asked of this session; null where the account is not the caller's own. */
  async stateFor(ctx: Ctx, accountId: string): Promise<SecondFactor | null> {
    const { sessionId, staff, withheld = [] } = ctx.actor;
    if (ctx.actor.accountId !== accountId || !sessionId) return null;
    type State = Pick<SecondFactor, 'passed' | 'recoveryCodesLeft'> & { confirmedAt: Date | null };
    const state = await ctx.db.readOne<State>(STATE, [accountId, sessionId]);
    const required = this.config.staffSecondFactor === 'required' && staff.length + withheld.length > 0;
    return state && { ...state, active: state.confirmedAt !== null, required };
  }

  /** Makes a secret for the caller's authenticator; it counts once `confirm` saw a code of it. CONFLICT where one is active; then `insistPresent`. */
  async begin(ctx: Ctx, password?: string | null): Promise<BeginSecondFactorPayload> {
    const accountId = ctx.requirePerson();
    await insistPresent(ctx, password);
    return ctx.db.writeAfresh(ctx, async (tx) => {
      const account = await tx.lock(Account, accountId, 'account');
      insist(refuseAnother((await this.held(tx, accountId))?.confirmedAt ?? null));
      const secret = newCodeSecret();
      await tx.query(BEGIN, [accountId, await this.box.seal(secret, accountId), tx.now]);
      return { secret, uri: codeAddress(secret, account.email) };
    });
  }

  /**
   * Turns the second factor on, gives the recovery codes this once, and ends every other session: they did not pass it.
   * BAD_USER_INPUT for a wrong code, CONFLICT where none was begun, RATE_LIMITED after too many tries.
   */
  async confirm(ctx: Ctx, code: string): Promise<{ recoveryCodes: string[] }> {
    const accountId = ctx.requirePerson();
    const recoveryCodes = newRecoveryCodes();
    const refusal = await ctx.db.writeAfresh(ctx, async (tx) => {
      const factor = await this.held(tx, accountId);
      if (!factor) throw noFactor();
      insist(refuseAnother(factor.confirmedAt));
      const wrong = await this.spend(tx, accountId, factor, isOneTimeCode(code) ? code : '');
      if (!wrong) await this.turnOn(tx, accountId, recoveryCodes);
      return wrong;
    });
    if (refusal) throw refusal.code === 'RATE_LIMITED' ? refusal : codeUnfit();
    return { recoveryCodes };
  }

  /** Ten new recovery codes in place of the old ones, shown this once. BAD_USER_INPUT for a wrong password, CONFLICT without a factor. */
  async renew(ctx: Ctx, password: string): Promise<{ recoveryCodes: string[] }> {
    const accountId = ctx.requirePerson();
    if (!password) throw badInput('password', 'Give the password of your account.');
    await insistPresent(ctx, password);
    const recoveryCodes = newRecoveryCodes();
    return ctx.db.writeAfresh(ctx, async (tx) => {
      if (!(await this.held(tx, accountId))?.confirmedAt) throw noFactor();
      await tx.query('delete from recovery_code where account_id = $1', [accountId]);
      await this.keepCodes(tx, accountId, recoveryCodes);
      await tx.tell({ action: 'second_factor.codes_renewed', subjectId: accountId });
      return { recoveryCodes };
    });
  }

  /** Turns the second factor off, by the password; its codes are of no more use. BAD_USER_INPUT for a wrong password. */
  async end(ctx: Ctx, password: string): Promise<{ ok: true }> {
    const accountId = ctx.requirePerson();
    const fits = await this.isPassword(ctx, accountId, password);
    const refusal = await ctx.db.write(ctx, async (tx) => {
      const factor = await this.held(tx, accountId);
      if (!factor?.confirmedAt) throw noFactor();
      const limited = refuseTry(factor, tx.now);
      if (limited) throw limited;
      await (fits ? this.turnOff(tx, accountId) : this.countFailure(tx, accountId));
      return !fits;
    });
    if (refusal) throw badInput('password', 'This is not the password of your account.');
    return { ok: true };
  }

  /** Whether a code is asked for at sign-in. */
  async isActive(ctx: Ctx, accountId: string): Promise<boolean> {
    return (await ctx.db.readOne(ACTIVE, [accountId])) !== null;
  }

  /**
   * The second step of every sign-in, after the first factor was right: when the code was taken, or null where the account has
   * no second factor. SECOND_FACTOR_REQUIRED where the code is missing or wrong, RATE_LIMITED after too many wrong ones. A code
   * is spent, and a wrong one counted, in a transaction of its own, so that no later refusal gives it back.
   */
  async prove(ctx: Ctx, accountId: string, code: string | null | undefined): Promise<Date | null> {
    if (!(await this.isActive(ctx, accountId))) return null;
    if (!code) throw codeMissing();
    const outcome = await ctx.db.writeAfresh(ctx, async (tx) => {
      const factor = await this.held(tx, accountId);
      if (!factor?.confirmedAt) return null;
      return (await this.spend(tx, accountId, factor, code)) ?? tx.now;
    });
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }

  private held(tx: Tx, accountId: string): Promise<Factor | null> {
    return tx.one<Factor>(HELD, [accountId]);
  }

  /** Uses the code up, or counts the failure and gives the refusal: thrown here it would undo the count. */
  private async spend(tx: Tx, accountId: string, factor: Factor, code: string): Promise<Refusal | null> {
    const limited = refuseTry(factor, tx.now);
    if (limited) return limited;
    const taken = isOneTimeCode(code)
      ? await this.useStep(tx, accountId, stepOf(await this.box.open(factor.sealedSecret, accountId), code, tx.now))
      : await tx.one(USE_RECOVERY, [accountId, secretHash(plainRecoveryCode(code)), tx.now]);
    if (taken) return null;
    await this.countFailure(tx, accountId);
    return codeWrong();
  }

  private async useStep(tx: Tx, accountId: string, step: number | null): Promise<object | null> {
    return step === null ? null : tx.one<object>(USE_STEP, [accountId, step]);
  }

  private async countFailure(tx: Tx, accountId: string): Promise<void> {
    await tx.query('update second_factor set failures = failures + 1, failed_at = clock_now() where account_id = $1', [
      accountId,
    ]);
  }

  private async turnOn(tx: Tx, accountId: string, codes: string[]): Promise<void> {
    await tx.query('update second_factor set confirmed_at = $2 where account_id = $1', [accountId, tx.now]);
    await this.keepCodes(tx, accountId, codes);
    await tx.query('update session set second_factor_at = $2 where id = $1', [tx.ctx.actor.sessionId, tx.now]);
    await tx.query('delete from session where account_id = $1 and id <> $2', [accountId, tx.ctx.actor.sessionId]);
    await tx.tell({ action: 'second_factor.confirmed', subjectId: accountId });
  }

  private async keepCodes(tx: Tx, accountId: string, codes: string[]): Promise<void> {
    const hashes = codes.map((code) => secretHash(plainRecoveryCode(code)));
    await tx.query('insert into recovery_code (account_id, code_hash) select $1, unnest($2::bytea[])', [accountId, hashes]);
  }

  private async turnOff(tx: Tx, accountId: string): Promise<void> {
    await tx.query('delete from second_factor where account_id = $1', [accountId]);
    await tx.query('update session set second_factor_at = null where account_id = $1', [accountId]);
    await tx.tell({ action: 'second_factor.ended', subjectId: accountId });
  }

  private async isPassword(ctx: Ctx, accountId: string, password: string): Promise<boolean> {
    const account = await ctx.db.unwalled.readOne<{ passwordHash: string }>('select password_hash from account where id = $1', [
      accountId,
    ]);
    return passwordFits(account?.passwordHash ?? null, password);
  }
}
