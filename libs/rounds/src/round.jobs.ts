import type { JobDeclaration } from '#platform/job.types.js';

/** Prepares a round, in DRAFT: a standing one after an adoption, a review on its day. */
export const prepareRound: JobDeclaration = {
  name: 'rounds.prepare',
  on: ['norm_version.adopted', 'milestone.due'],
  lane: 'work',
  tries: 5,
  timeoutSeconds: 60,
};

/** Cancels the rounds of a norm that was withdrawn. */
export const cancelRounds: JobDeclaration = {
  name: 'rounds.cancelAll',
  on: ['norm.withdrawn'],
  lane: 'work',
  tries: 5,
  timeoutSeconds: 300,
};

export const ROUND_JOBS = [prepareRound, cancelRounds];
