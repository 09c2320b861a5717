import type { JobDeclaration } from '#platform/job.types.js';

/** Tells everyone concerned of an event: their inbox, and one mail each. */
export const tellOfEvent: JobDeclaration = {
  name: 'notifications.tell',
  on: [
    'account.signed_up',
    'account.reset_requested',
    'account.link_requested',
    'account.email_change_requested',
    'account.email_changed',
    'account.password_changed',
    'account.password_reset',
    'organization.vetted',
    'organization.appealed',
    'invitation.sent',
    'membership.role_changed',
    'membership.removed',
    'staff.assigned',
    'staff.revoked',
    'norm_version.published',
    'round.opened',
    'round.extended',
    'round.cancelled',
    'round.closed',
    'submission.submitted',
    'review.concluded',
    'summary.ready',
    'export.ready',
  ],
  lane: 'mail',
  tries: 8,
  timeoutSeconds: 300,
};

export const NOTIFICATION_JOBS = [tellOfEvent];
