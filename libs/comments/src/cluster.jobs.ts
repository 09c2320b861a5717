import type { JobDeclaration } from '#platform/job.types.js';

/** Groups near-identical comments: as they arrive, after a decision by hand, and for good when the intake is over. */
export const clusterComments: JobDeclaration = {
  name: 'comments.cluster',
  on: ['submission.submitted', 'cluster.adjusted', 'round.closed', 'round.sealed'],
  lane: 'work',
  tries: 5,
  timeoutSeconds: 600,
};

export const COMMENT_JOBS = [clusterComments];
