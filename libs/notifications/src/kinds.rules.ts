import type { NotificationKind } from '#platform/schema.types.js';

/** Every kind of news, in the order in which they are shown. */
const KINDS: Readonly<Record<NotificationKind, true>> = {
  INVITATION: true,
  ROUND_OPENED: true,
  ROUND_CLOSING_SOON: true,
  ROUND_EXTENDED: true,
  ROUND_CLOSED: true,
  ROUND_CANCELLED: true,
  SUBMISSION_RECEIVED: true,
  APPROVAL_REQUESTED: true,
  COMMENT_PUBLISHED: true,
  REPLY_RECEIVED: true,
  COMMENT_WITHHELD: true,
  FLAG_DECIDED: true,
  STANDING_ASKED: true,
  RESULTS_PUBLISHED: true,
  APPEAL_DECIDED: true,
  VERSION_PUBLISHED: true,
  MILESTONE_DUE: true,
  MODERATION_WAITING: true,
  COMMENT_ASSIGNED: true,
  BALANCE_BELOW_TARGET: true,
  SUMMARY_READY: true,
  EXPORT_READY: true,
  ORGANIZATION_VETTED: true,
  VETTING_APPEALED: true,
  MEMBERSHIP_CHANGED: true,
  STAFF_ROLE_CHANGED: true,
  WEBHOOK_DISABLED: true,
};

export const NOTIFICATION_KINDS = Object.keys(KINDS) as NotificationKind[];
