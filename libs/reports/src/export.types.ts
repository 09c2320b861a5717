import type { Ctx } from '#platform/ctx.js';
import type { CommentFilter, ExportFormat, ExportKind, ExportTier, JobStatus } from '#platform/schema.types.js';

/** An exported file, or one that is being made. */
export interface Export extends ExportRequest {
  id: string;
  requesterId: string;
  status: JobStatus;
  progress: number;
  error: string | null;
  rows: number | null;
  bytes: number | null;
  sha256: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** What was asked for; exactly one of the round, the review cycle, the summary and the version is given. */
export interface ExportRequest {
  kind: ExportKind;
  format: ExportFormat;
  tier: ExportTier;
  roundId: string | null;
  reviewCycleId: string | null;
  summaryId: string | null;
  versionId: string | null;
  /** The draft submission that a template is filled with. */
  submissionId: string | null;
  changesSinceVersionId: string | null;
  filter: CommentFilter | null;
  locale: string;
}

/** What an export is about, once it was found and the viewer may have it. */
export interface ExportSubject {
  normId: string;
  roundId: string | null;
  /** What the file's name begins with, for example `NFU-R1-comments`. */
  name: string;
  /** The submission that was chosen where the request named none. */
  submissionId?: string | null;
}

/** What a writer counts on the way. */
export interface Counted {
  rows: number;
}

/** Writes the file as it is read, so that memory does not grow with it. `ctx` is the system's. */
export type ExportWriter = (ctx: Ctx, row: Export, counted: Counted) => AsyncIterable<Buffer>;

/** A kind of export: register it with `ExportService.register`. */
export interface ExportDefinition {
  kind: ExportKind;
  /** Finds what it is about as the viewer may see it; refuses otherwise. Asked when it is requested, and at each download. */
  subject: (ctx: Ctx, request: ExportRequest) => Promise<ExportSubject>;
  /** How each format it comes in is written. */
  writers: Readonly<Partial<Record<ExportFormat, ExportWriter>>>;
}

/** Why an export cannot be made, in words for who asked for it; trying again would not help. */
export class ExportFault extends Error {}
