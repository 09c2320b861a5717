import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { FileService } from '#platform/file.service.js';
import { badInput, found, insist } from '#platform/refusal.js';
import type { ImportDispositionsInput } from '#platform/schema.types.js';
import { readTable } from '#platform/table.reader.js';
import { TableFault } from '#platform/table.rules.js';
import type { SentTable } from '#platform/table.types.js';
import { isHeadingRow } from '#comments/table-columns.rules.js';
import { DispositionService } from '#reviews/disposition.service.js';
import { cyclesById, earlierAnswers } from '#reviews/review.queries.js';
import { reviewPolicy } from '#reviews/review.policy.js';
import { refuseReviewWork } from '#reviews/review.rules.js';
import { tableOf } from './comment-export.js';
import type { TableRow } from './comment-table.js';
import { textOf } from './commented-text.js';
import { IsoRows } from './iso-table.js';
import { formOf } from './observation-table.js';
import { ObservationReader, type ObservationReading } from './observation-reader.js';

/** What came of a table of observations. */
export type DispositionImport = Omit<ObservationReading, 'answers'> & { reviewCycleId: string; proposed: number };

const MOST_REMARKS = 1000;

/** The secretariat's table comes back: what was answered offline becomes proposals. */
@Injectable()
export class DispositionImportService {
  constructor(
    private readonly files: FileService,
    private readonly dispositions: DispositionService,
  ) {}

  /** Reads and checks the table against the cycle as it now stands, and proposes every changed answer. Errors as of the contract. */
  async importTable(ctx: Ctx, { reviewCycleId, fileId, dryRun }: ImportDispositionsInput): Promise<DispositionImport> {
    const cycle = found(await ctx.load(cyclesById, reviewCycleId), 'review cycle');
    ctx.require(reviewPolicy, 'disposition.propose', cycle);
    insist(refuseReviewWork(cycle));
    const table = await this.read(ctx, fileId);
    const { answers, ...reading } = await this.understand(ctx, reviewCycleId, table);
    const proposed = reading.errors.length > 0 ? 0 : answers.length;
    if (proposed > 0 && !dryRun) await this.dispositions.proposeEach(ctx, reviewCycleId, answers);
    const [errors, warnings] = [reading.errors.slice(0, MOST_REMARKS), reading.warnings.slice(0, MOST_REMARKS)];
    return { reviewCycleId, proposed, unchanged: reading.unchanged, errors, warnings };
  }

  private async understand(ctx: Ctx, reviewCycleId: string, table: SentTable): Promise<ObservationReading> {
    const about = {
      reviewCycleId,
      roundId: null,
      versionId: null,
      tier: 'SECRETARIAT' as const,
      filter: null,
      locale: ctx.locale,
    };
    const { provisions } = await textOf(ctx, about);
    const form = formOf(table, new IsoRows(provisions, 'SECRETARIAT'));
    if (!form)
      throw badInput(
        'fileId',
        'This is not the table as it was exported. Take the export of the review cycle, and fill in its observations.',
      );
    const rows = new Map<string, TableRow>();
    for await (const row of tableOf(ctx, about)) rows.set(row.reference, row);
    return new ObservationReader(form, rows, await earlierAnswers(ctx, reviewCycleId)).read(table);
  }

  private async read(ctx: Ctx, fileId: string): Promise<SentTable> {
    const file = await this.files.own(ctx, fileId);
    try {
      return await readTable(
        { fileName: file.fileName, bytes: await this.files.bytes(file) },
        isHeadingRow({ columns: [], isKept: false }),
      );
    } catch (error) {
      if (error instanceof TableFault) throw badInput('fileId', error.message);
      throw error;
    }
  }
}
