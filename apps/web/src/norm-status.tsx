import type { MilestoneKind, NormStatus, NormVersionStatus, RoundStatus } from '#platform/schema.types.js';

export const NORM_STATUS: Readonly<Record<NormStatus, string>> = {
  DRAFTING: 'Being written',
  IN_CONSULTATION: 'Open for comment',
  UNDER_REVIEW: 'The comments are being answered',
  ADOPTED: 'Adopted and in force',
  EXPIRED: 'No longer in force',
  WITHDRAWN: 'Given up',
};

export const VERSION_STATUS: Readonly<Record<NormVersionStatus, string>> = {
  WORKING: 'being written; shown to staff alone',
  PUBLISHED: 'published',
  SUPERSEDED: 'replaced by a newer one',
  ADOPTED: 'adopted',
};

export const MILESTONE_KIND: Readonly<Record<MilestoneKind, string>> = {
  PHASE: 'Takes effect',
  REVIEW: 'Review',
  SUNSET: 'Expires unless renewed',
};

export const ROUND_STATUS: Readonly<Record<RoundStatus, string>> = {
  DRAFT: 'Being prepared',
  SCHEDULED: 'Not open yet',
  OPEN: 'Open for comment',
  PAUSED: 'Paused',
  CLOSED: 'Closed',
  IN_REVIEW: 'Closed: the comments are being answered',
  CONCLUDED: 'Concluded: every comment has its answer',
  CANCELLED: 'Called off',
};
