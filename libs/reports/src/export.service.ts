import { Inject, Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { FileStore } from '#platform/file-store.js';
import { FileSweep } from '#platform/file-sweep.service.js';
import { newId } from '#platform/ids.js';
import { CONFIG } from '#platform/platform.module.js';
import { found, insist, notFound, Refusal } from '#platform/refusal.js';
import type { RequestExportInput } from '#platform/schema.types.js';
import { FORMATS, noSuchForm, refuseSubjectIds } from './export-format.rules.js';
import {
  type Export,
  type ExportDefinition,
  ExportFault,
  type ExportRequest,
  type ExportSubject,
  type ExportWriter,
} from './export.types.js';
import { reportPolicy } from './report.policy.js';

const LIFETIME_MS = 7 * 24 * 3600 * 1000;
const GIVEN_UP =
  'The file could not be made. It was tried several times; the administrators can read why. Ask for it again later, or for less at once by a filter.';
const COLUMNS = `id, requester_id, kind, format, tier, round_id, review_cycle_id, summary_id, version_id, submission_id, changes_since_version_id, filter, locale, status, progress,
  error, rows, bytes::float8 as bytes, sha256, created_at, expires_at`;
const INSERT = `insert into export (id, requester_id, kind, format, tier, round_id, review_cycle_id, summary_id, version_id, submission_id, changes_since_version_id,
    filter, locale, status, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'QUEUED', $14, $15) returning ${COLUMNS}`;

/** Exports: asked for, made by a job, downloaded by who asked for them. What can be exported is registered by kind. */
@Injectable()
export class ExportService {
  private readonly definitions = new Map<string, ExportDefinition>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly store: FileStore,
    sweep: FileSweep,
  ) {
    sweep.holds('select sha256 from export where expires_at > clock_now() and sha256 = any($1)');
  }

  /** Adds a kind of export; a second time for the same kind is a mistake in the wiring. */
  register(definition: ExportDefinition): void {
    if (this.definitions.has(definition.kind)) throw new Error(`The export ${definition.kind} is registered twice.`);
    this.definitions.set(definition.kind, definition);
  }

  /** Asks for a file. FORBIDDEN for the secretariat's tier to others, BAD_USER_INPUT for a format the kind does not come in. */
  async request(ctx: Ctx, input: RequestExportInput): Promise<Export> {
    const accountId = ctx.requireAccount();
    const request = asRequest(ctx, input);
    insist(refuseSubjectIds(request));
    const subject = await this.subjectOf(ctx, request);
    return ctx.db.write(ctx, async (tx) => {
      const { kind, format, tier, roundId, reviewCycleId, summaryId, versionId, changesSinceVersionId, filter, locale } = request;
      const expiresAt = new Date(tx.now.getTime() + LIFETIME_MS);
      const about = [
        roundId,
        reviewCycleId,
        summaryId,
        versionId,
        subject.submissionId ?? null,
        changesSinceVersionId,
        filter && JSON.stringify(filter),
        locale,
      ];
      const row = await tx.one<Export>(INSERT, [newId(), accountId, kind, format, tier, ...about, tx.now, expiresAt]);
      const made = found(row, 'export');
      const place = { normId: subject.normId, roundId: subject.roundId };
      await tx.tell({ action: 'export.requested', subjectId: made.id, ...place, data: { kind, format, tier } });
      return made;
    });
  }

  /** Makes the file. Run twice, it makes it once: the content is kept under its own hash, and an export is finished once. */
  async make(ctx: Ctx, event: LogEvent): Promise<void> {
    const row = await ctx.db.readOne<Export>(`select ${COLUMNS} from export where id = $1`, [event.subjectId]);
    if (!row || row.status === 'READY') return;
    const counted = { rows: 0 };
    const stored = await this.store.put(this.writerOf(row)(ctx, row, counted)).catch(asFault);
    if (stored instanceof ExportFault) return this.fail(ctx, event, stored.message);
    const { sha256, size } = stored;
    await ctx.db.write(ctx, async (tx) => {
      const done = await tx.one(
        `update export set status = 'READY', error = null, progress = 1, rows = $2, bytes = $3, sha256 = $4 where id = $1 and status <> 'READY' returning id`,
        [row.id, counted.rows, size, sha256],
      );
      const place = { subjectId: row.id, normId: event.normId, roundId: event.roundId };
      if (done) await tx.tell({ action: 'export.ready', ...place, data: { rows: counted.rows, sha256 } });
    });
  }

  /** The file could not be made, however often it was tried: the export is FAILED, and its requester is told. */
  async giveUp(ctx: Ctx, event: LogEvent): Promise<void> {
    await this.fail(ctx, event, GIVEN_UP);
  }

  private async fail(ctx: Ctx, { subjectId, normId, roundId }: LogEvent, error: string): Promise<void> {
    const text = `update export set status = 'FAILED', error = $2 where id = $1 and status not in ('READY', 'FAILED') returning id`;
    const reason = error.slice(0, 1000);
    await ctx.db.write(ctx, async (tx) => {
      const failed = await tx.one(text, [subjectId, reason]);
      if (failed) await tx.tell({ action: 'export.failed', subjectId, normId, roundId, data: { reason } });
    });
  }

  /** The viewer's own export, or null. */
  find(ctx: Ctx, id: string): Promise<Export | null> {
    return ctx.db.readOne<Export>(`select ${COLUMNS} from export where id = $1 and requester_id = $2`, [id, ctx.actor.accountId]);
  }

  /** Where a finished export is downloaded; null until it is ready. */
  urlOf(row: Export): string | null {
    return row.status === 'READY' ? `${this.config.publicUrl}/exports/${row.id}` : null;
  }

  /** The file, for who asked for it and may still have it, until it expires; NOT_FOUND otherwise, whatever the reason. */
  async download(ctx: Ctx, id: string): Promise<{ fileName: string; mediaType: string; size: number; content: Readable }> {
    const row = await ctx.db.readOne<Export & { isCurrent: boolean }>(
      `select ${COLUMNS}, expires_at > clock_now() as is_current from export where id = $1 and requester_id = $2 and status = 'READY'`,
      [id, ctx.requireAccount()],
    );
    const subject = row?.isCurrent ? await this.subjectOf(ctx, row).catch(orNull) : null;
    if (!row || !subject || row.sha256 === null) throw notFound('export');
    if (row.tier === 'SECRETARIAT') await this.noteDownload(ctx, row, subject);
    const { mediaType, extension } = FORMATS[row.format];
    const fileName = `${subject.name}-${row.tier.toLowerCase()}.${extension}`;
    return { fileName, mediaType, size: row.bytes ?? 0, content: this.store.read(row.sha256) };
  }

  /** What the export is about, for who may have it in its tier; refuses what the kind does not come in. */
  private async subjectOf(ctx: Ctx, request: ExportRequest): Promise<ExportSubject> {
    this.writerOf(request);
    const subject = await this.definitionOf(request).subject(ctx, request);
    ctx.require(reportPolicy, 'export.request', subject);
    if (request.tier === 'SECRETARIAT') ctx.require(reportPolicy, 'export.secretariat', subject);
    return subject;
  }

  private definitionOf({ kind }: Pick<ExportRequest, 'kind'>): ExportDefinition {
    const definition = this.definitions.get(kind);
    if (!definition) throw new Refusal('NOT_IMPLEMENTED', `${kind} comes with a later version.`);
    return definition;
  }

  private writerOf({ kind, format }: Pick<ExportRequest, 'kind' | 'format'>): ExportWriter {
    const { writers } = this.definitionOf({ kind });
    const writer = writers[format];
    if (!writer) throw noSuchForm(kind, format, Object.keys(writers));
    return writer;
  }

  /** The secretariat's table has AMBER_STRICT in it, whose readings are in the log (domain.md, Who sees what). */
  private async noteDownload(ctx: Ctx, { id, tier }: Export, { roundId, normId }: ExportSubject): Promise<void> {
    await ctx.db.writeAfresh(ctx, (tx) =>
      tx.tell({ action: 'export.downloaded', subjectId: id, normId, roundId, data: { tier } }),
    );
  }
}

const asRequest = (ctx: Ctx, input: RequestExportInput): ExportRequest => ({
  kind: input.kind,
  format: input.format,
  tier: input.tier ?? 'PUBLIC',
  roundId: input.roundId ?? null,
  reviewCycleId: input.reviewCycleId ?? null,
  summaryId: input.summaryId ?? null,
  versionId: input.versionId ?? null,
  submissionId: input.submissionId ?? null,
  changesSinceVersionId: input.changesSinceVersionId ?? null,
  filter: input.filter ?? null,
  locale: input.locale ?? ctx.locale,
});

/** A fault of the export is its outcome; anything else is tried again. */
function asFault(error: unknown): ExportFault {
  if (error instanceof ExportFault) return error;
  throw error;
}

/** What is refused at a download does not exist for who asks. */
function orNull(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}
