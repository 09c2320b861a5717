import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { networksOf } from '#platform/address.rules.js';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import { CONFIG } from '#platform/platform.module.js';
import { SecretBox } from '#platform/secret-box.js';
import { onlyThoseWhoMaySee } from './audience.visibility.js';
import { type Claimed, type Outcome, WebhookClaims } from './webhook-claims.js';
import { WebhookCaller } from './webhook-caller.js';
import { signedHeaders } from './webhook-signature.rules.js';

const AT_ONCE = 64;
const LONGEST_SILENCE_MS = 200; // a receiver that dawdles keeps nobody from being called meanwhile

/**
 * Calls webhooks: takes calls that are due, a few of each webhook, and notes what became of each. Any number of workers do so at once;
 * a call that a worker took and did not finish is due again after a minute, under the same event id.
 */
@Injectable()
export class WebhookPump {
  private readonly claims = new WebhookClaims();
  private readonly caller: WebhookCaller;
  private readonly box: SecretBox;
  private readonly inHand = new Map<Claimed, Promise<void>>();

  constructor(@Inject(CONFIG) config: Config) {
    this.caller = new WebhookCaller(networksOf(config.webhookNetworks));
    this.box = new SecretBox(config.dataDir);
  }

  /** One turn; answers how much moved or is on its way, 0 where there was nothing to do. */
  async pass(ctx: Ctx): Promise<number> {
    const busy = [...new Set([...this.inHand.keys()].map(({ webhookId }) => webhookId))];
    const room = AT_ONCE - this.inHand.size;
    const taken = room > 0 ? await this.claims.take(ctx, room, busy) : [];
    for (const call of taken)
      this.inHand.set(
        call,
        this.make(ctx, call).finally(() => this.inHand.delete(call)),
      );
    const moved = this.inHand.size;
    if (moved > 0) await Promise.race([...this.inHand.values(), wait(LONGEST_SILENCE_MS, undefined, { ref: false })]);
    return moved;
  }

  /** Waits for the calls that are on their way; each has its time. */
  async stop(): Promise<void> {
    await Promise.all(this.inHand.values());
  }

  private async make(ctx: Ctx, call: Claimed): Promise<void> {
    if (call.commentId && !(await this.maySee(ctx, call.commentId, call.accountId))) return this.claims.drop(ctx, call);
    await this.claims.note(ctx, call, await this.attempt(call));
  }

  private async attempt({ url, eventId, body, accountId, sealedSecret }: Claimed): Promise<Outcome> {
    try {
      const headers = signedHeaders(await this.box.open(sealedSecret, accountId), eventId, new Date(), body);
      const status = await this.caller.call(new URL(url), { ...headers, 'user-agent': 'Colloquy' }, body);
      return { status, error: status >= 200 && status < 300 ? null : `The answer was ${status}.` };
    } catch (error) {
      return { status: null, error: (error as Error).message.slice(0, 500) };
    }
  }

  private maySee(ctx: Ctx, commentId: string, accountId: string): Promise<boolean> {
    return ctx.db.write(ctx, async (tx) => (await onlyThoseWhoMaySee(tx, commentId, [{ accountId }])).length > 0);
  }
}
