import type { JobDeclaration } from '#platform/job.types.js';

/**
 * Keeps the ledger of anchors: carries the comments of earlier versions to one that is published, and a comment that comes in on
 * an earlier version to those that are published already.
 */
export const carryComments: JobDeclaration = {
  name: 'comments.carry',
  on: ['norm_version.published', 'submission.submitted'],
  lane: 'work',
  tries: 5,
  timeoutSeconds: 600,
};

export const CARRY_JOBS = [carryComments];
