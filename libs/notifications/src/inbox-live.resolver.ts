import { Resolver, Subscription } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import { LiveStream, type Told, valueOf } from '#platform/live-stream.js';
import { InboxLive } from './inbox-live.service.js';
import { InboxService, type Notification } from './inbox.service.js';

interface Inbox {
  unread: number;
  newest: Notification | null;
}

/** The unread count and what came last, as it changes. */
@Resolver()
export class InboxLiveResolver {
  constructor(
    private readonly live: InboxLive,
    private readonly inbox: InboxService,
  ) {}

  @Subscription('inboxChanged', { resolve: valueOf })
  @SignedIn()
  async inboxChanged(@FromCtx() ctx: Ctx): Promise<AsyncIterableIterator<Told<Inbox>>> {
    const accountId = ctx.requireAccount();
    return LiveStream.open<true, Inbox>(ctx, {
      begin: (hand) => this.live.follow(accountId, () => hand(true)),
      first: true,
      latestOnly: true,
      read: async (now) => [await this.inbox.state(now)],
    });
  }
}
