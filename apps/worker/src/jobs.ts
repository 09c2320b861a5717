import { PLATFORM_JOBS } from '#platform/file.jobs.js';
import type { JobDeclaration } from '#platform/job.types.js';
import { BALANCE_JOBS } from '#comments/balance.jobs.js';
import { CARRY_JOBS } from '#comments/carry.jobs.js';
import { COMMENT_JOBS } from '#comments/cluster.jobs.js';
import { SEARCH_JOBS } from '#comments/search.jobs.js';
import { NOTIFICATION_JOBS } from '#notifications/notification.jobs.js';
import { REPORT_JOBS } from '#reports/report.jobs.js';
import { REVIEW_JOBS } from '#reviews/review.jobs.js';
import { ROUND_JOBS } from '#rounds/round.jobs.js';

/** Every job there is. The worker starts only where each has its work. */
export const ALL_JOBS: readonly JobDeclaration[] = [
  ...PLATFORM_JOBS,
  ...ROUND_JOBS,
  ...COMMENT_JOBS,
  ...BALANCE_JOBS,
  ...CARRY_JOBS,
  ...SEARCH_JOBS,
  ...REVIEW_JOBS,
  ...REPORT_JOBS,
  ...NOTIFICATION_JOBS,
];
