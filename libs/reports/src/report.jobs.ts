import type { JobDeclaration } from '#platform/job.types.js';

/** Summarises a round: by itself when it closes, and when somebody asks for it. */
export const summariseRound: JobDeclaration = {
  name: 'reports.summariseRound',
  on: ['round.closed', 'summary.requested'],
  lane: 'work',
  tries: 5,
  timeoutSeconds: 600,
};

/** Writes an export that somebody asked for. */
export const makeExport: JobDeclaration = {
  name: 'reports.makeExport',
  on: ['export.requested'],
  lane: 'work',
  tries: 5,
  timeoutSeconds: 1800,
};

export const REPORT_JOBS = [summariseRound, makeExport];

/** The statuses of a summary or an export from which nothing more follows. */
export const OVER: readonly string[] = ['READY', 'FAILED'];
