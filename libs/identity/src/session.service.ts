import { Inject, Injectable, Optional } from '@nestjs/common';
import { ANONYMOUS } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { Config } from '#platform/config.js';
import { Database } from '#platform/database.js';
import { newId } from '#platform/ids.js';
import { CONFIG } from '#platform/platform.module.js';
import type { Tx } from '#platform/tx.js';
import { newSecret, secretHash } from './secrets.js';

const LIFETIME_MS = 14 * 24 * 3600 * 1000;

/**
 * Who a token stands for, with everything they hold at this moment, in one indexed statement. Where staff need a second factor
 * ($2), their roles count only in a session that passed one.
 */
const ACTOR = `select s.id as session_id, s.account_id, a.locale, (s.second_factor_at is not null or not $2::boolean) as staff_counts,
    coalesce((select json_agg(json_build_object('role', g.role, 'normId', g.norm_id)) from staff_grant g where g.account_id = a.id), '[]') as staff,
    coalesce((select json_agg(json_build_object('organizationId', m.organization_id, 'role', m.role))
              from membership m where m.account_id = a.id), '[]') as memberships
  from session s join account a on a.id = s.account_id
  where s.token_hash = $1 and s.expires_at > clock_now()`;

/** A session that has begun; `token` is shown once. */
export interface NewSession {
  token: string;
  expiresAt: Date;
}

/** Sessions: opaque tokens, kept as hashes, ended by deleting a row. */
@Injectable()
export class SessionService {
  constructor(
    private readonly db: Database,
    @Optional() @Inject(CONFIG) private readonly config?: Pick<Config, 'staffSecondFactor'>,
  ) {}

  /** The actor behind a token, and the language they read; nobody where the token is unknown, ended or expired. */
  async actorOf(token: string | null): Promise<{ actor: Actor; locale: string | null }> {
    type Row = Omit<Actor, 'kind'> & { locale: string; staffCounts: boolean };
    const strict = this.config?.staffSecondFactor === 'required';
    const row = token ? await this.db.readOne<Row>(ACTOR, [secretHash(token), strict]) : null;
    if (!row) return { actor: ANONYMOUS, locale: null };
    const { locale, staffCounts, ...actor } = row;
    if (staffCounts) return { actor: { kind: 'account', ...actor }, locale };
    return { actor: { kind: 'account', ...actor, staff: [], withheld: actor.staff }, locale };
  }

  /** Begins a session for the account; `secondFactorAt` is when its second factor was shown, null where it was not. */
  async begin(tx: Tx, accountId: string, secondFactorAt: Date | null = null): Promise<NewSession> {
    const token = newSecret();
    const expiresAt = new Date(tx.now.getTime() + LIFETIME_MS);
    await tx.query(
      `insert into session (id, account_id, token_hash, created_at, expires_at, second_factor_at) values ($1, $2, $3, $4, $5, $6)`,
      [newId(), accountId, secretHash(token), tx.now, expiresAt, secondFactorAt],
    );
    await tx.tell({ action: 'session.begun', subjectId: accountId });
    return { token, expiresAt };
  }

  /** Ends one session, at once. */
  async end(tx: Tx, sessionId: string): Promise<void> {
    await tx.query('delete from session where id = $1', [sessionId]);
  }
}
