/** One entry of the log, as jobs and readers see it. `sequence` and `hash` follow within moments of its writing. */
export interface LogEvent {
  id: string;
  at: Date;
  action: string;
  actorId: string | null;
  subjectId: string;
  normId: string | null;
  roundId: string | null;
  data: Record<string, unknown>;
  sequence: string | null;
  hash: Buffer | null;
}
