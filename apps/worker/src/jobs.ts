import type { JobDeclaration } from '#platform/job.types.js';

/** Every job there is. The worker starts only where each has its work. */
export const ALL_JOBS: readonly JobDeclaration[] = [];
