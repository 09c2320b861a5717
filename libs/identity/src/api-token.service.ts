import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { badInput, conflict, insist, notFound } from '#platform/refusal.js';
import type { ApiToken, CreateApiTokenInput } from '#platform/schema.types.js';
import { Account } from './account.entity.js';
import { refuseName } from './account.rules.js';
import { newSecret, secretHash } from './secrets.js';

const LONGEST_MS = 366 * 24 * 3600 * 1000;
const MOST = 50;
const COLUMNS = `id, name, scope, created_at, to_char(last_used_on, 'YYYY-MM-DD') as last_used_on, expires_at`;
const LIST = `select ${COLUMNS} from session where account_id = $1 and scope is not null and expires_at > clock_now() order by id desc`;
const INSERT = `insert into session (id, account_id, token_hash, created_at, expires_at, scope, name)
  values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`;

/** Personal tokens for scripts: sessions with a scope, a name and an expiry of one's own choice, kept as hashes. */
@Injectable()
export class ApiTokenService {
  /** The caller's own tokens that have not ended, newest first. FORBIDDEN for a personal token. */
  list(ctx: Ctx): Promise<ApiToken[]> {
    return ctx.db.read<ApiToken>(LIST, [ctx.requirePerson()]);
  }

  /** Makes a token and gives its secret, once. BAD_USER_INPUT for an expiry that is not within a year; CONFLICT beyond 50. */
  async create(ctx: Ctx, { name, scope, expiresAt }: CreateApiTokenInput): Promise<{ apiToken: ApiToken; token: string }> {
    const accountId = ctx.requirePerson();
    insist(refuseName(name, 'name'));
    const token = newSecret();
    return ctx.db.writeAfresh(ctx, async (tx) => {
      await tx.lock(Account, accountId, 'account');
      const ends = new Date(expiresAt).getTime() - tx.now.getTime();
      if (ends <= 0 || ends > LONGEST_MS) throw badInput('expiresAt', 'Choose an instant within a year from now.');
      if ((await tx.query(LIST, [accountId])).length >= MOST)
        throw conflict(`You have ${MOST} tokens already. End one that is not needed.`);
      const values = [newId(), accountId, secretHash(token), tx.now, expiresAt, scope, name.trim()];
      const [apiToken] = await tx.query<ApiToken>(INSERT, values);
      await tx.tell({ action: 'api_token.created', subjectId: accountId, data: { scope } });
      return { apiToken: apiToken as ApiToken, token };
    });
  }

  /** Ends one of the caller's own tokens, at once; gives those that are left. NOT_FOUND for any other. */
  async end(ctx: Ctx, id: string): Promise<ApiToken[]> {
    const accountId = ctx.requirePerson();
    await ctx.db.write(ctx, async (tx) => {
      const ended = await tx.one('delete from session where id = $1 and account_id = $2 and scope is not null returning 1', [
        id,
        accountId,
      ]);
      if (!ended) throw notFound('token');
      await tx.tell({ action: 'api_token.ended', subjectId: accountId });
    });
    return this.list(ctx);
  }
}
