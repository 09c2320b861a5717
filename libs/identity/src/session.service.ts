import { Inject, Injectable, Optional } from '@nestjs/common';
import { ANONYMOUS } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { Ctx } from '#platform/ctx.js';
import type { Config } from '#platform/config.js';
import { Database } from '#platform/database.js';
import { newId } from '#platform/ids.js';
import { CONFIG } from '#platform/platform.module.js';
import { notFound } from '#platform/refusal.js';
import type { Session } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import type { Account } from './account.entity.js';
import { newSecret, secretHash } from './secrets.js';

const LIFETIME_MS = 14 * 24 * 3600 * 1000;
const TODAY = `(clock_now() at time zone 'UTC')::date`;

/**
 * Who a token stands for, with everything they hold at this moment, in one indexed statement. It also notes the day, which writes
 * once a day for each session. Where staff need a second factor ($2), their roles count only in a session that passed one.
 */
const ACTOR = `with used as (
    update session set last_used_on = ${TODAY}
    where token_hash = $1 and expires_at > clock_now() and last_used_on is distinct from ${TODAY} returning 1)
  select s.id as session_id, s.scope, s.account_id, a.locale, a.display_name as name, (s.second_factor_at is not null or not $2::boolean) as staff_counts,
    coalesce((select json_agg(json_build_object('role', g.role, 'normId', g.norm_id)) from staff_grant g where g.account_id = a.id), '[]') as staff,
    coalesce((select json_agg(json_build_object('organizationId', m.organization_id, 'role', m.role))
              from membership m where m.account_id = a.id), '[]') as memberships
  from session s join account a on a.id = s.account_id
  where s.token_hash = $1 and s.expires_at > clock_now()`;
const BEGIN = `insert into session (id, account_id, token_hash, created_at, expires_at, user_agent, last_used_on, second_factor_at)
  values ($1, $2, $3, $4, $5, $6, ${TODAY}, $7)`;
const LIST = `select id, created_at, to_char(coalesce(last_used_on, created_at at time zone 'UTC'), 'YYYY-MM-DD') as last_used_on,
    user_agent, expires_at, id = $2 as current
  from session where account_id = $1 and scope is null and expires_at > clock_now() order by id desc limit 200`;

/** A session that has begun; `token` is shown once. */
export interface NewSession {
  token: string;
  expiresAt: Date;
}

/** An account with the session that was begun for it. */
export interface SignedIn extends NewSession {
  account: Account;
}

/** Sessions: opaque tokens, kept as hashes, ended by deleting a row. */
@Injectable()
export class SessionService {
  constructor(
    private readonly db: Database,
    @Optional() @Inject(CONFIG) private readonly config?: Pick<Config, 'staffSecondFactor'>,
  ) {}

  /** The actor behind a token, the language they read and what they call themselves; nobody where the token is unknown, ended or expired. */
  async actorOf(token: string | null): Promise<{ actor: Actor; locale: string | null; name: string | null }> {
    type Row = Omit<Actor, 'kind'> & { locale: string; name: string; staffCounts: boolean };
    const strict = this.config?.staffSecondFactor === 'required';
    const row = token ? await this.db.readOne<Row>(ACTOR, [secretHash(token), strict]) : null;
    if (!row) return { actor: ANONYMOUS, locale: null, name: null };
    const { locale, name, staffCounts, ...actor } = row;
    if (staffCounts) return { actor: { kind: 'account', ...actor }, locale, name };
    return { actor: { kind: 'account', ...actor, staff: [], withheld: actor.staff }, locale, name };
  }

  /** Begins a session for the account; `secondFactorAt` is when its second factor was shown, null where it was not. */
  async begin(tx: Tx, accountId: string, secondFactorAt: Date | null = null): Promise<NewSession> {
    const token = newSecret();
    const expiresAt = new Date(tx.now.getTime() + LIFETIME_MS);
    await tx.query(BEGIN, [newId(), accountId, secretHash(token), tx.now, expiresAt, tx.ctx.client.userAgent, secondFactorAt]);
    await tx.tell({ action: 'session.begun', subjectId: accountId });
    return { token, expiresAt };
  }

  /** Begins a session for the account that the request has shown to be its own; `secondFactorAt` as in `begin`. */
  async signedIn(tx: Tx, account: Account, secondFactorAt: Date | null): Promise<SignedIn> {
    const session = await this.begin(tx, account.id, secondFactorAt);
    tx.ctx.self = account.id;
    return { account, ...session };
  }

  /** The caller's own sessions that have not ended, newest first. FORBIDDEN for a personal token. */
  list(ctx: Ctx): Promise<Session[]> {
    return this.db.read<Session>(LIST, [ctx.requirePerson(), ctx.actor.sessionId]);
  }

  /** Ends one of the caller's own sessions; gives those that are left. NOT_FOUND for any other. */
  async endOwn(ctx: Ctx, sessionId: string): Promise<Session[]> {
    const accountId = ctx.requirePerson();
    await ctx.db.write(ctx, async (tx) => {
      const ended = await tx.one('delete from session where id = $1 and account_id = $2 and scope is null returning 1', [
        sessionId,
        accountId,
      ]);
      if (!ended) throw notFound('session');
      await tx.tell({ action: 'session.ended', subjectId: accountId });
    });
    return this.list(ctx);
  }

  /** Ends all of the caller's sessions but the present one; gives what is left. */
  async signOutElsewhere(ctx: Ctx): Promise<Session[]> {
    const accountId = ctx.requirePerson();
    await ctx.db.write(ctx, (tx) => this.endOthers(tx, accountId, ctx.actor.sessionId));
    return this.list(ctx);
  }

  /** Ends one session, at once. */
  async end(tx: Tx, sessionId: string): Promise<void> {
    await tx.query('delete from session where id = $1', [sessionId]);
  }

  /** Ends the account's sessions but one. Personal tokens stay. */
  async endOthers(tx: Tx, accountId: string, sessionId: string | null): Promise<void> {
    await tx.query('delete from session where account_id = $1 and scope is null and id is distinct from $2', [
      accountId,
      sessionId,
    ]);
    await tx.tell({ action: 'session.others_ended', subjectId: accountId });
  }

  /** Ends all sessions and personal tokens of the account. */
  async endAll(tx: Tx, accountId: string): Promise<void> {
    await tx.query('delete from session where account_id = $1', [accountId]);
  }
}
