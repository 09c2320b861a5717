import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { CONFIG } from '#platform/platform.module.js';
import { insist, notFound } from '#platform/refusal.js';
import type { Tx } from '#platform/tx.js';
import { Account } from './account.entity.js';
import { refuseName } from './account.rules.js';
import type { SignedIn } from './session.service.js';
import { type Options, PasskeyCeremony, type Redeem } from './passkey-ceremony.js';
import { refuseMorePasskeys, unfitPasskey, unknownPasskey } from './passkey.rules.js';
import { insistPresent } from './presence.js';
import { secretHash } from './secrets.js';
import { SessionService } from './session.service.js';

const CHALLENGE_MS = 5 * 60 * 1000;

/** A passkey as its owner sees it. */
export interface PasskeyRow {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}
interface Held {
  id: string;
  accountId: string;
  publicKey: Buffer;
  counter: number;
}

const HELD = `select id, account_id, public_key, counter::float8 as counter from passkey where credential_id = $1 for update`;
const LISTED = 'select id, name, created_at, last_used_at from passkey where account_id = $1 order by created_at, id';
const ADD = `insert into passkey (id, account_id, credential_id, public_key, counter, name, created_at)
  values ($1, $2, $3, $4, $5, $6, $7) on conflict (credential_id) do nothing returning id, name, created_at, last_used_at`;
const REDEEM = `delete from passkey_challenge
  where challenge_hash = $1 and account_id is not distinct from $2 and expires_at > clock_now() returning 1`;

/** Passkeys: added by whoever is signed in, and a sign-in of their own that counts as two factors. */
@Injectable()
export class PasskeyService {
  private readonly ceremony: PasskeyCeremony;

  constructor(
    @Inject(CONFIG) config: Pick<Config, 'publicUrl'>,
    private readonly sessions: SessionService,
  ) {
    this.ceremony = new PasskeyCeremony(config.publicUrl);
  }

  /** What to hand to `navigator.credentials.create`. CONFLICT where the account has 20 passkeys; then `insistPresent`. */
  async begin(ctx: Ctx, password?: string | null): Promise<{ options: object }> {
    const accountId = ctx.requirePerson();
    await insistPresent(ctx, password);
    return ctx.db.writeAfresh(ctx, async (tx) => {
      const account = await tx.lock(Account, accountId, 'account');
      const known = await tx.query<{ credentialId: string }>('select credential_id from passkey where account_id = $1', [
        accountId,
      ]);
      insist(refuseMorePasskeys(known.length));
      const ids = known.map(({ credentialId }) => credentialId);
      return this.asked(tx, accountId, await this.ceremony.registration(account, ids));
    });
  }

  /** Adds the passkey that was made; this session has passed a second factor by it. BAD_USER_INPUT where it does not fit. */
  async add(ctx: Ctx, name: string, response: unknown): Promise<PasskeyRow> {
    const accountId = ctx.requirePerson();
    insist(refuseName(name, 'name'));
    return ctx.db.write(ctx, async (tx) => {
      const made = await this.ceremony.added(response, this.redeem(tx, accountId));
      if (!made) throw unfitPasskey();
      const values = [newId(), accountId, made.id, Buffer.from(made.publicKey), made.counter, name.trim(), tx.now];
      const passkey = await tx.one<PasskeyRow>(ADD, values);
      if (!passkey) throw unfitPasskey();
      await tx.query('update session set second_factor_at = $2 where id = $1', [ctx.actor.sessionId, tx.now]);
      await tx.tell({ action: 'passkey.added', subjectId: accountId });
      return passkey;
    });
  }

  /** Removes one of the caller's passkeys: `insistPresent`, then NOT_FOUND for one that is not theirs, in the words for one that is not there. */
  async remove(ctx: Ctx, id: string, password?: string | null): Promise<{ ok: true }> {
    const accountId = ctx.requirePerson();
    await insistPresent(ctx, password);
    return ctx.db.write(ctx, async (tx) => {
      const gone = await tx.one('delete from passkey where id = $1 and account_id = $2 returning id', [id, accountId]);
      if (!gone) throw notFound('passkey');
      await tx.tell({ action: 'passkey.removed', subjectId: accountId });
      return { ok: true as const };
    });
  }

  /** The caller's own passkeys, the oldest first; null where the account is somebody else's. */
  async listFor(ctx: Ctx, accountId: string): Promise<PasskeyRow[] | null> {
    return ctx.self === accountId ? ctx.db.read<PasskeyRow>(LISTED, [accountId]) : null;
  }

  /** What to hand to `navigator.credentials.get`, the same for everybody. */
  async beginSignIn(ctx: Ctx): Promise<{ options: object }> {
    return ctx.db.writeAfresh(ctx, async (tx) => this.asked(tx, null, await this.ceremony.signIn()));
  }

  /** Signs in by a passkey, which is two factors in one. UNAUTHENTICATED in the same words whatever is wrong. */
  async signIn(ctx: Ctx, response: unknown): Promise<SignedIn> {
    const { id } = (response ?? {}) as { id?: unknown };
    return ctx.db.writeAfresh(ctx, async (tx) => {
      const held = await tx.one<Held>(HELD, [typeof id === 'string' ? id : '']);
      const counter = held && (await this.counterOf(tx, String(id), held, response));
      if (!held || counter === null) throw unknownPasskey();
      await tx.query('update passkey set counter = $2, last_used_at = $3 where id = $1', [held.id, counter, tx.now]);
      const account = await tx.lock(Account, held.accountId, 'account');
      const session = await this.sessions.begin(tx, account.id, tx.now);
      tx.ctx.self = account.id;
      return { account, ...session };
    });
  }

  private counterOf(tx: Tx, id: string, held: Held, response: unknown): Promise<number | null> {
    const credential = { id, publicKey: new Uint8Array(held.publicKey), counter: held.counter };
    return this.ceremony.signed(response, held.accountId, credential, this.redeem(tx, null));
  }

  /** Keeps the challenge until it is answered, and forgets those that nobody answered. */
  private async asked(tx: Tx, accountId: string | null, options: Options): Promise<{ options: object }> {
    const expiresAt = new Date(tx.now.getTime() + CHALLENGE_MS);
    const values = [secretHash(options.challenge), accountId, expiresAt];
    await tx.query('delete from passkey_challenge where expires_at < clock_now()');
    await tx.query('insert into passkey_challenge (challenge_hash, account_id, expires_at) values ($1, $2, $3)', values);
    return { options };
  }

  private redeem(tx: Tx, accountId: string | null): Redeem {
    return async (challenge) => (await tx.one(REDEEM, [secretHash(challenge), accountId])) !== null;
  }
}
