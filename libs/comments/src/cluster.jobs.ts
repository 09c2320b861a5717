import type { JobDeclaration } from '#platform/job.types.js';

/** Groups near-identical comments: as they arrive, after a decision by hand, and for good at the closing. */
export const clusterComments: JobDeclaration = {
  name: 'comments.cluster',
  on: ['submission.submitted', 'cluster.adjusted', 'round.closed'],
  lane: 'work',
  tries: 5,
  timeoutSeconds: 600,
};

export const COMMENT_JOBS = [clusterComments];
