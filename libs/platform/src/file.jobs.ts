import type { JobDeclaration } from './job.types.js';

/** Has the scanner look at an uploaded file. */
export const scanFile: JobDeclaration = {
  name: 'platform.scanFile',
  on: ['file.uploaded'],
  lane: 'work',
  tries: 10,
  timeoutSeconds: 180,
};

export const PLATFORM_JOBS = [scanFile];
