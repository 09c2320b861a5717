import type { JobDeclaration } from '#platform/job.types.js';
import { AUDIENCES } from './audience.queries.js';
import { ACCOUNT_NEWS } from './account-mail.js';

/** Tells everyone concerned of an event: their inbox, and one mail each at most. */
export const tellOfEvent: JobDeclaration = {
  name: 'notifications.tell',
  on: [...ACCOUNT_NEWS, 'invitation.sent', ...Object.keys(AUDIENCES)],
  lane: 'mail',
  tries: 8,
  timeoutSeconds: 900,
};

export const NOTIFICATION_JOBS = [tellOfEvent];
