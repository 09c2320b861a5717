import { CommentsModule, COMMENTS_ENTITIES } from '#comments/comments.module.js';
import { IdentityModule, IDENTITY_ENTITIES } from '#identity/identity.module.js';
import { NormsModule, NORMS_ENTITIES } from '#norms/norms.module.js';
import { NotificationsModule } from '#notifications/notifications.module.js';
import { ReportsModule } from '#reports/reports.module.js';
import { ReviewsModule, REVIEWS_ENTITIES } from '#reviews/reviews.module.js';
import { RoundsModule, ROUNDS_ENTITIES } from '#rounds/rounds.module.js';

/** The libs in their row. */
export const LIB_MODULES = [
  IdentityModule,
  NormsModule,
  RoundsModule,
  CommentsModule,
  ReviewsModule,
  ReportsModule,
  NotificationsModule,
];

/** The rows that services insert, lock and update. */
export const ENTITIES = [...IDENTITY_ENTITIES, ...NORMS_ENTITIES, ...ROUNDS_ENTITIES, ...COMMENTS_ENTITIES, ...REVIEWS_ENTITIES];
