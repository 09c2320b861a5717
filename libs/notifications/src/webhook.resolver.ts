import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { CreateWebhookInput, DeleteWebhookInput, Webhook } from '#platform/schema.types.js';
import { WebhookService } from './webhook.service.js';

@Resolver('Webhook')
export class WebhookResolver {
  constructor(private readonly webhooks: WebhookService) {}

  @Query('webhooks')
  @SignedIn()
  list(@FromCtx() ctx: Ctx): Promise<Webhook[]> {
    return this.webhooks.list(ctx);
  }

  @Mutation('createWebhook')
  @SignedIn()
  create(@FromCtx() ctx: Ctx, @Args('input') input: CreateWebhookInput): Promise<{ webhook: Webhook; secret: string }> {
    return this.webhooks.create(ctx, input);
  }

  @Mutation('deleteWebhook')
  @SignedIn()
  async remove(@FromCtx() ctx: Ctx, @Args('input') { webhookId }: DeleteWebhookInput): Promise<{ ok: boolean }> {
    await this.webhooks.remove(ctx, webhookId);
    return { ok: true };
  }
}
