import type { JobDeclaration } from '#platform/job.types.js';

/** Tells the staff of groups that are under their target while there is still time to ask them: with the reminders before a closing. */
export const tellBalance: JobDeclaration = {
  name: 'comments.tellBalance',
  on: ['round.closing_soon'],
  lane: 'work',
  tries: 5,
  timeoutSeconds: 60,
};

export const BALANCE_JOBS = [tellBalance];
