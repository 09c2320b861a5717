import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { Page, PageArgs } from '#platform/page.js';
import type {
  MarkNotificationsReadInput,
  NotificationPreference,
  SetNotificationPreferencesInput,
  WatchInput,
} from '#platform/schema.types.js';
import { InboxService, type Notification } from './inbox.service.js';
import { PreferenceService } from './preference.service.js';
import { WatchService } from './watch.service.js';

@Resolver('NotificationConnection')
export class NotificationResolver {
  constructor(
    private readonly inbox: InboxService,
    private readonly wishes: PreferenceService,
    private readonly watches: WatchService,
  ) {}

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

  @Query('notificationPreferences')
  @SignedIn()
  preferences(@FromCtx() ctx: Ctx): Promise<NotificationPreference[]> {
    return this.wishes.list(ctx);
  }

  @Mutation('setNotificationPreferences')
  @SignedIn()
  async setPreferences(
    @FromCtx() ctx: Ctx,
    @Args('input') { preferences }: SetNotificationPreferencesInput,
  ): Promise<{ preferences: NotificationPreference[] }> {
    return { preferences: await this.wishes.set(ctx, preferences) };
  }

  @Mutation('watch')
  @SignedIn()
  async watch(@FromCtx() ctx: Ctx, @Args('input') { subjectId }: WatchInput): Promise<{ ok: boolean }> {
    await this.watches.watch(ctx, subjectId);
    return { ok: true };
  }

  @Mutation('unwatch')
  @SignedIn()
  async unwatch(@FromCtx() ctx: Ctx, @Args('input') { subjectId }: WatchInput): Promise<{ ok: boolean }> {
    await this.watches.unwatch(ctx, subjectId);
    return { ok: true };
  }

  @ResolveField('unread')
  unread(@FromCtx() ctx: Ctx, @Parent() page: { accountId: string }): Promise<number> {
    return this.inbox.unread(ctx, page.accountId);
  }
}
