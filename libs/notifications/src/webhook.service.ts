import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { networksOf } from '#platform/address.rules.js';
import { Nodes } from '#platform/node.service.js';
import { CONFIG } from '#platform/platform.module.js';
import { conflict, insist, notFound } from '#platform/refusal.js';
import type { CreateWebhookInput, Webhook } from '#platform/schema.types.js';
import { SecretBox } from '#platform/secret-box.js';
import { MOST_WEBHOOKS, refuseEvents, refuseWebhookUrl, type WebhookReach } from './webhook.rules.js';
import { secretOf } from './webhook-signature.rules.js';

const COLUMNS = 'id, url, events, active, last_status, failures';
const LIST = `select ${COLUMNS} from webhook where account_id = $1 order by id`;
const ONE = `select ${COLUMNS} from webhook where account_id = $1 and id = $2`;
const HOLD_ACCOUNT = 'select 1 from account where id = $1 for update';
const INSERT = `insert into webhook (id, account_id, url, events, norm_id, sealed_secret, created_at)
  values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`;
const SECRET = 'select sealed_secret from webhook where id = $1 and account_id = $2';
const DELETE = 'delete from webhook where id = $1 and account_id = $2 returning norm_id';

/** The addresses that people have called when something happens. */
@Injectable()
export class WebhookService {
  private readonly box: SecretBox;
  private readonly reach: WebhookReach;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly nodes: Nodes,
  ) {
    nodes.register('Webhook', 'webhook', (ctx, id) => this.find(ctx, id));
    this.box = new SecretBox(config.dataDir);
    this.reach = { production: config.production, networks: networksOf(config.webhookNetworks) };
  }

  /** The caller's webhooks, oldest first. */
  list(ctx: Ctx): Promise<Webhook[]> {
    return ctx.db.read<Webhook>(LIST, [ctx.requireAccount()]);
  }

  /** One's own webhook by id, or null. */
  find(ctx: Ctx, id: string): Promise<Webhook | null> {
    return ctx.db.readOne<Webhook>(ONE, [ctx.actor.accountId, id]);
  }

  /**
   * Has an address called from now on; gives the secret that its calls are signed with, this once. FORBIDDEN for a personal token,
   * which may end before the calls do; NOT_FOUND for a norm that is not to be seen; BAD_USER_INPUT for an address that is not public; CONFLICT beyond 20.
   */
  async create(ctx: Ctx, input: CreateWebhookInput): Promise<{ webhook: Webhook; secret: string }> {
    const accountId = ctx.requirePerson();
    insist(refuseWebhookUrl(input.url, this.reach) ?? refuseEvents(input.events));
    if (input.normId) await this.insistOnNorm(ctx, input.normId);
    const webhook = await ctx.db.write(ctx, async (tx) => {
      await tx.query(HOLD_ACCOUNT, [accountId]);
      if ((await tx.query(LIST, [accountId])).length >= MOST_WEBHOOKS)
        throw conflict(`You have ${MOST_WEBHOOKS} webhooks already. Delete one that is not needed.`);
      const id = newId();
      const secret = await this.box.seal(secretOf(randomBytes(32)), accountId);
      const values = [id, accountId, input.url, [...new Set(input.events)], input.normId ?? null, secret, tx.now];
      const row = await tx.one<Webhook>(INSERT, values);
      await tx.tell({ action: 'webhook.created', subjectId: id, normId: input.normId ?? null, data: { events: input.events } });
      return row as Webhook;
    });
    return { webhook, secret: await this.secret(ctx, webhook.id, accountId) };
  }

  /** Ends the calls of the caller's webhook, and forgets it with its ledger. NOT_FOUND. */
  async remove(ctx: Ctx, id: string): Promise<void> {
    const accountId = ctx.requireAccount();
    await ctx.db.write(ctx, async (tx) => {
      const gone = await tx.one<{ normId: string | null }>(DELETE, [id, accountId]);
      if (!gone) throw notFound('webhook');
      await tx.tell({ action: 'webhook.deleted', subjectId: id, normId: gone.normId });
    });
  }

  /** Read afresh, so that a repeated request gives it again and it is not kept with the request's result. */
  private async secret(ctx: Ctx, id: string, accountId: string): Promise<string> {
    const row = await ctx.db.unwalled.readOne<{ sealedSecret: Buffer }>(SECRET, [id, accountId]);
    if (!row) throw notFound('webhook');
    return this.box.open(row.sealedSecret, accountId);
  }

  private async insistOnNorm(ctx: Ctx, normId: string): Promise<void> {
    const node = (await this.nodes.find(ctx, normId)) as { __typename: string } | null;
    if (node?.__typename !== 'Norm') throw notFound('norm');
  }
}
