import type { JobDeclaration } from '#platform/job.types.js';

/** Makes the comments of a submission findable by their words. */
export const indexSubmission: JobDeclaration = {
  name: 'comments.index',
  on: ['submission.submitted'],
  lane: 'work',
  tries: 8,
  timeoutSeconds: 60,
};

export const SEARCH_JOBS = [indexSubmission];
