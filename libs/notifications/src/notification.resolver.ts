import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { Page, PageArgs } from '#platform/page.js';
import type { MarkNotificationsReadInput } from '#platform/schema.types.js';
import { InboxService, type Notification } from './inbox.service.js';

@Resolver('NotificationConnection')
export class NotificationResolver {
  constructor(private readonly inbox: InboxService) {}

  @Query('notifications')
  @SignedIn()
  notifications(@FromCtx() ctx: Ctx, @Args() args: PageArgs & { unreadOnly?: boolean }): Promise<Page<Notification>> {
    return this.inbox.list(ctx, args);
  }

  @Mutation('markNotificationsRead')
  @SignedIn()
  async markRead(@FromCtx() ctx: Ctx, @Args('input') { ids }: MarkNotificationsReadInput): Promise<{ unread: number }> {
    return { unread: await this.inbox.markRead(ctx, ids ?? null) };
  }

  @ResolveField('unread')
  unread(@FromCtx() ctx: Ctx, @Parent() page: { accountId: string }): Promise<number> {
    return this.inbox.unread(ctx, page.accountId);
  }
}
