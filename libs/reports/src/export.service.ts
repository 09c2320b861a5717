import { Inject, Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { Config } from '#platform/config.js';
import type { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { FileStore } from '#platform/file-store.js';
import { newId } from '#platform/ids.js';
import { CONFIG } from '#platform/platform.module.js';
import { badInput, found, insist, notFound, Refusal } from '#platform/refusal.js';
import type { ExportFormat, ExportTier, RequestExportInput } from '#platform/schema.types.js';
import type { Round } from '#rounds/round.entity.js';
import { roundsById } from '#rounds/round.queries.js';
import { COLUMN_WIDTHS, COLUMNS, type TableRow, tablePage } from './comment-table.js';
import { writeCsv } from './csv.writer.js';
import { reportPolicy } from './report.policy.js';
import { writeXlsx } from './xlsx.writer.js';

/** An exported file, or one that is being made. */
export interface Export {
  id: string;
  requesterId: string;
  kind: string;
  format: 'CSV' | 'XLSX';
  tier: ExportTier;
  roundId: string;
  status: 'QUEUED' | 'RUNNING' | 'READY' | 'FAILED';
  progress: number;
  error: string | null;
  rows: number | null;
  bytes: number | null;
  sha256: string | null;
  createdAt: Date;
  expiresAt: Date;
}

const LIFETIME_MS = 7 * 24 * 3600 * 1000;
const PAGE = 1000;
const COLUMNS_OF_EXPORT =
  'id, requester_id, kind, format, tier, round_id, status, progress, error, rows, bytes::float8 as bytes, sha256, created_at, expires_at';

const FORMATS: Readonly<
  Partial<
    Record<
      ExportFormat,
      {
        mediaType: string;
        extension: string;
        write: (rows: AsyncIterable<string[]>, widths: readonly number[]) => AsyncIterable<Buffer>;
      }
    >
  >
> = {
  CSV: { mediaType: 'text/csv; charset=utf-8', extension: 'csv', write: writeCsv },
  XLSX: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx', write: writeXlsx },
};

/** Exports: asked for, made by a job, downloaded by who asked for them. */
@Injectable()
export class ExportService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly store: FileStore,
  ) {}

  /** Asks for the table of a round's comments. FORBIDDEN for the secretariat's table to others. */
  async request(ctx: Ctx, input: RequestExportInput): Promise<Export> {
    const accountId = ctx.requireAccount();
    insist(refuseKind(input));
    const round = found(await ctx.load(roundsById, input.roundId ?? ''), 'round');
    const tier = input.tier ?? 'PUBLIC';
    ctx.require(reportPolicy, 'export.request', round);
    if (tier === 'SECRETARIAT') ctx.require(reportPolicy, 'export.secretariat', round);
    return ctx.db.write(ctx, async (tx) => {
      const id = newId();
      const expiresAt = new Date(tx.now.getTime() + LIFETIME_MS);
      await tx.query(
        `insert into export (id, requester_id, kind, format, tier, round_id, status, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, 'QUEUED', $7, $8)`,
        [id, accountId, input.kind, input.format, tier, round.id, tx.now, expiresAt],
      );
      await tx.tell({
        action: 'export.requested',
        subjectId: id,
        normId: round.normId,
        roundId: round.id,
        data: { kind: input.kind, format: input.format, tier },
      });
      return found(await tx.one<Export>(`select ${COLUMNS_OF_EXPORT} from export where id = $1`, [id]), 'export');
    });
  }

  /** Makes the file. Run twice, it makes it once: the content is kept under its own hash, and an export is finished once. */
  async make(ctx: Ctx, event: LogEvent): Promise<void> {
    const row = await ctx.db.readOne<Export>(`select ${COLUMNS_OF_EXPORT} from export where id = $1`, [event.subjectId]);
    const format = row ? FORMATS[row.format] : undefined;
    if (!row || !format || row.status === 'READY') return;
    const counted = { rows: 0 };
    const { sha256, size } = await this.store.put(format.write(this.table(ctx, row, counted), COLUMN_WIDTHS));
    await ctx.db.write(ctx, async (tx) => {
      const done = await tx.one(
        `update export set status = 'READY', progress = 1, rows = $2, bytes = $3, sha256 = $4 where id = $1 and status <> 'READY' returning id`,
        [row.id, counted.rows, size, sha256],
      );
      if (done)
        await tx.tell({
          action: 'export.ready',
          subjectId: row.id,
          normId: event.normId,
          roundId: event.roundId,
          data: { rows: counted.rows, sha256 },
        });
    });
  }

  /** The viewer's own export, or null. */
  find(ctx: Ctx, id: string): Promise<Export | null> {
    return ctx.db.readOne<Export>(`select ${COLUMNS_OF_EXPORT} from export where id = $1 and requester_id = $2`, [
      id,
      ctx.actor.accountId,
    ]);
  }

  /** Where a finished export is downloaded; null until it is ready. */
  urlOf(row: Export): string | null {
    return row.status === 'READY' ? `${this.config.publicUrl}/exports/${row.id}` : null;
  }

  /** The file, for who asked for it and may still have it, until it expires; NOT_FOUND otherwise, whatever the reason. */
  async download(ctx: Ctx, id: string): Promise<{ fileName: string; mediaType: string; size: number; content: Readable }> {
    const row = await ctx.db.readOne<Export & { isCurrent: boolean }>(
      `select ${COLUMNS_OF_EXPORT}, expires_at > clock_now() as is_current from export where id = $1 and requester_id = $2 and status = 'READY'`,
      [id, ctx.requireAccount()],
    );
    const round = row ? await ctx.load(roundsById, row.roundId) : null;
    const isAllowed = row?.tier === 'PUBLIC' || (round !== null && reportPolicy['export.secretariat'](ctx.actor, round));
    const format = row ? FORMATS[row.format] : undefined;
    if (!row?.isCurrent || !round || !isAllowed || !format || row.sha256 === null) throw notFound('export');
    if (row.tier === 'SECRETARIAT') await this.noteDownload(ctx, row, round);
    const fileName = `${round.reference}-comments-${row.tier.toLowerCase()}.${format.extension}`;
    return { fileName, mediaType: format.mediaType, size: row.bytes ?? 0, content: this.store.read(row.sha256) };
  }

  /** The secretariat's table has AMBER_STRICT in it, whose readings are in the log (domain.md, Who sees what). */
  private async noteDownload(ctx: Ctx, { id, tier }: Export, { id: roundId, normId }: Round): Promise<void> {
    await ctx.db.writeAfresh(ctx, (tx) =>
      tx.tell({ action: 'export.downloaded', subjectId: id, normId, roundId, data: { tier } }),
    );
  }

  /** The rows with their headings, read page by page from one snapshot. */
  private async *table(ctx: Ctx, { roundId, tier }: Export, counted: { rows: number }): AsyncGenerator<string[]> {
    yield COLUMNS.map(([heading]) => heading);
    const { text, values } = tablePage(tier);
    const client = await ctx.db.pool.connect();
    try {
      await client.query('begin isolation level repeatable read read only');
      for (let key: [number, number] | null = [-1, -1]; key;) {
        const page: TableRow[] = await ctx.db.readWith<TableRow>(client, text, [roundId, ...key, PAGE, ...values]);
        for (const row of page) yield COLUMNS.map(([, cell]) => cell(row, tier));
        counted.rows += page.length;
        const last = page.length === PAGE ? page.at(-1) : undefined;
        key = last ? [last.place, last.number] : null;
      }
    } finally {
      await client.query('rollback').catch(() => undefined); // nothing was written; a broken connection has ended it already
      client.release();
    }
  }
}

function refuseKind({ kind, format, roundId, filter }: RequestExportInput): Refusal | null {
  if ((kind !== 'COMMENTS' && kind !== 'DISPOSITIONS') || !FORMATS[format]) {
    return new Refusal(
      'NOT_IMPLEMENTED',
      `${kind} as ${format} comes with a later version. COMMENTS and DISPOSITIONS can be had as CSV and XLSX.`,
    );
  }
  if (!roundId) return badInput('roundId', 'Name the round whose comments are to be exported.');
  return filter ? new Refusal('NOT_IMPLEMENTED', 'Exports cannot be filtered yet. Leave the filter out.') : null;
}
