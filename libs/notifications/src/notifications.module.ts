import { Module, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '#platform/jobs.service.js';
import { Nodes } from '#platform/node.service.js';
import { IdentityModule } from '#identity/identity.module.js';
import { PersonalData } from '#identity/personal-data.service.js';
import { CalendarService } from './calendar.service.js';
import { DeliveryMetrics } from './delivery.metrics.js';
import { DevMailService } from './dev-mail.service.js';
import { InboxLiveResolver } from './inbox-live.resolver.js';
import { InboxLive } from './inbox-live.service.js';
import { InboxService } from './inbox.service.js';
import { DigestService } from './digest.service.js';
import { FeedService } from './feed.service.js';
import { FanOut } from './fan-out.service.js';
import { MailPump } from './mail-pump.service.js';
import { NOTIFICATION_DATA } from './notification.data.js';
import { tellOfEvent } from './notification.jobs.js';
import { NotificationResolver } from './notification.resolver.js';
import { PreferenceService } from './preference.service.js';
import { RoundNudgeService } from './round-nudge.service.js';
import { RoundPreviewResolver } from './round-preview.resolver.js';
import { Teller } from './teller.service.js';
import { UnsubscribeService } from './unsubscribe.service.js';
import { WatchService } from './watch.service.js';
import { WebhookLedger } from './webhook-ledger.service.js';
import { WebhookPump } from './webhook-pump.service.js';
import { WebhookResolver } from './webhook.resolver.js';
import { WebhookService } from './webhook.service.js';

/** What people are told: inbox and mail. */
@Module({
  imports: [IdentityModule],
  providers: [
    CalendarService,
    DeliveryMetrics,
    FeedService,
    Teller,
    FanOut,
    DigestService,
    MailPump,
    InboxService,
    InboxLive,
    InboxLiveResolver,
    PreferenceService,
    WatchService,
    UnsubscribeService,
    DevMailService,
    NotificationResolver,
    RoundNudgeService,
    RoundPreviewResolver,
    WebhookLedger,
    WebhookPump,
    WebhookResolver,
    WebhookService,
  ],
  exports: [
    CalendarService,
    FeedService,
    DevMailService,
    DigestService,
    InboxService,
    MailPump,
    PreferenceService,
    UnsubscribeService,
    WatchService,
    WebhookPump,
  ],
})
export class NotificationsModule implements OnModuleInit {
  constructor(
    private readonly nodes: Nodes,
    private readonly jobs: Jobs,
    private readonly inbox: InboxService,
    private readonly teller: Teller,
    private readonly personalData: PersonalData,
  ) {}

  onModuleInit(): void {
    this.personalData.register(NOTIFICATION_DATA);
    this.nodes.register('Notification', 'notification', (ctx, id) => this.inbox.find(ctx, id));
    this.jobs.handle(tellOfEvent, (ctx, event) => this.teller.tell(ctx, event));
  }
}
