import type { JobDeclaration } from '#platform/job.types.js';

/** Attaches open objections and deferred comments to a prepared round. */
export const carryIntoRound: JobDeclaration = {
  name: 'reviews.carryIntoRound',
  on: ['round.prepared', 'round.opened'],
  lane: 'work',
  tries: 5,
  timeoutSeconds: 60,
};

export const REVIEW_JOBS = [carryIntoRound];
