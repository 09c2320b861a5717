import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { CONFIG } from '#platform/platform.module.js';
import { found, insist, notFound } from '#platform/refusal.js';
import type { Tx } from '#platform/tx.js';
import { refuseName } from './account.rules.js';
import { AccountService } from './account.service.js';
import { issueToken } from './one-time-token.service.js';
import { OidcRelyingParty } from './oidc-issuers.js';
import { type Claims, issuerAway, type Known, linkedElsewhere, passageFailed, refuseStranger } from './oidc.rules.js';
import { insistPresent } from './presence.js';
import { newSecret, secretHash } from './secrets.js';

const PASSAGE_MS = 10 * 60 * 1000;
type Kind = 'LINK' | 'SIGN_IN';
/** A sign-in through an institution as its owner sees it. */
export interface LinkedInstitution {
  id: string;
  label: string;
  linkedAt: Date;
}

interface Passage {
  accountId: string | null;
}

const TAKE = `delete from oidc_passage where secret_hash = $1 and kind = $2 and issuer_id = $3 and expires_at > clock_now()
  returning account_id`;
const LISTED = 'select id, issuer, created_at as linked_at from oidc_identity where account_id = $1 order by created_at, id';
const IDENTITY = 'select account_id from oidc_identity where issuer = $1 and subject = $2';
const LINK = `insert into oidc_identity (issuer, subject, account_id, created_at) values ($1, $2, $3, $4)
  on conflict (issuer, subject) do nothing returning account_id`;
const BY_ADDRESS = 'select id, email_verified_at from account where lower(email) = lower($1) for update';

/** Sign-in through institutions and ORCID: an account is known again by (issuer, subject). */
@Injectable()
export class OidcService {
  private readonly parties: Map<string, OidcRelyingParty>;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'oidcIssuers' | 'publicUrl'>,
    private readonly accounts: AccountService,
  ) {
    this.parties = new Map(config.oidcIssuers.map((issuer) => [issuer.id, new OidcRelyingParty(issuer, config.publicUrl)]));
  }

  /** The address at which the caller links a sign-in to their account, good once and for ten minutes. NOT_FOUND for an issuer; then `insistPresent`. */
  async beginLink(ctx: Ctx, issuerId: string, password?: string | null): Promise<{ url: string }> {
    const accountId = ctx.requirePerson();
    this.party(issuerId);
    await insistPresent(ctx, password);
    const secret = await ctx.db.writeAfresh(ctx, (tx) => this.passage(tx, 'LINK', issuerId, accountId));
    return { url: `${this.config.publicUrl}/auth/${issuerId}?link=${secret}` };
  }

  /** The institutions that are linked to the caller's own account, the oldest first; null where it is somebody else's. */
  async listFor(ctx: Ctx, accountId: string): Promise<LinkedInstitution[] | null> {
    if (ctx.self !== accountId) return null;
    const rows = await ctx.db.read<{ id: string; issuer: string; linkedAt: Date }>(LISTED, [accountId]);
    const labels = new Map([...this.parties.values()].map(({ issuer }) => [issuer.issuer, issuer.label]));
    return rows.map(({ id, issuer, linkedAt }) => ({ id, label: labels.get(issuer) ?? issuer, linkedAt }));
  }

  /** Takes one of them off; gives those that are left. `insistPresent`, then NOT_FOUND for one that is not the caller's. */
  async unlink(ctx: Ctx, institutionId: string, password?: string | null): Promise<LinkedInstitution[]> {
    const accountId = ctx.requirePerson();
    await insistPresent(ctx, password);
    await ctx.db.write(ctx, async (tx) => {
      const gone = await tx.one<{ issuer: string }>(
        'delete from oidc_identity where id = $1 and account_id = $2 returning issuer',
        [institutionId, accountId],
      );
      if (!gone) throw notFound('institution');
      await tx.tell({ action: 'oidc_identity.unlinked', subjectId: accountId, data: { issuer: gone.issuer } });
    });
    return (await this.listFor(ctx, accountId)) ?? [];
  }

  /** Begins the way to the issuer: where to send the browser, and the secret it has to keep until it is back. */
  async begin(ctx: Ctx, issuerId: string, link: string | null): Promise<{ secret: string; url: URL }> {
    const party = this.party(issuerId);
    const secret = await ctx.db.writeAfresh(ctx, async (tx) => {
      const asked = link ? await this.take(tx, 'LINK', issuerId, link) : null;
      if (asked && asked.accountId !== ctx.actor.accountId) throw linkedElsewhere();
      return this.passage(tx, 'SIGN_IN', issuerId, asked?.accountId ?? null);
    });
    const url = await party.address(secret).catch(() => Promise.reject(issuerAway(party.issuer.label)));
    return { secret, url };
  }

  /**
   * Ends the way: a token that signs in as the account that the issuer's answer stands for, good once, as behind a link of a
   * mail. UNAUTHENTICATED where the answer is not one to the browser's secret; CONFLICT where no account can be told by it.
   */
  async end(ctx: Ctx, issuerId: string, secret: string, path: string): Promise<string> {
    const party = this.party(issuerId);
    const passage = await ctx.db.writeAfresh(ctx, (tx) => this.take(tx, 'SIGN_IN', issuerId, secret));
    if (passage.accountId && passage.accountId !== ctx.actor.accountId) throw linkedElsewhere();
    const claims = await party.claims(secret, path).catch(() => Promise.reject(passageFailed()));
    return ctx.db.writeAfresh(ctx, async (tx) => {
      const accountId = await this.accountOf(tx, party.issuer.issuer, claims, passage.accountId);
      return issueToken(tx, accountId, 'SIGN_IN');
    });
  }

  private party(issuerId: string): OidcRelyingParty {
    return found(this.parties.get(issuerId), 'sign-in');
  }

  private async passage(tx: Tx, kind: Kind, issuerId: string, accountId: string | null): Promise<string> {
    const secret = newSecret();
    const values = [secretHash(secret), kind, issuerId, accountId, new Date(tx.now.getTime() + PASSAGE_MS)];
    await tx.query('delete from oidc_passage where expires_at < clock_now()');
    await tx.query(
      'insert into oidc_passage (secret_hash, kind, issuer_id, account_id, expires_at) values ($1, $2, $3, $4, $5)',
      values,
    );
    return secret;
  }

  private async take(tx: Tx, kind: Kind, issuerId: string, secret: string): Promise<Passage> {
    const passage = await tx.one<Passage>(TAKE, [secretHash(secret), kind, issuerId]);
    if (!passage) throw passageFailed();
    return passage;
  }

  private async accountOf(tx: Tx, issuer: string, claims: Claims, linkTo: string | null): Promise<string> {
    const known = await tx.one<{ accountId: string }>(IDENTITY, [issuer, claims.subject]);
    if (known && linkTo && known.accountId !== linkTo) throw linkedElsewhere();
    if (known) return known.accountId;
    const accountId = linkTo ?? (await this.byAddress(tx, claims));
    const linked = await tx.one(LINK, [issuer, claims.subject, accountId, tx.now]);
    if (!linked) throw passageFailed();
    await tx.tell({ action: 'oidc_identity.linked', subjectId: accountId, data: { issuer } });
    return accountId;
  }

  private async byAddress(tx: Tx, claims: Claims): Promise<string> {
    const account = claims.email ? await tx.one<Known & { id: string }>(BY_ADDRESS, [claims.email]) : null;
    insist(refuseStranger(claims, account));
    if (account) return account.id;
    const email = claims.email ?? '';
    const named = claims.name && !refuseName(claims.name, 'name') ? claims.name.trim() : String(email.split('@')[0]);
    return this.accounts.create(tx, { email, password: newSecret(), displayName: named });
  }
}
