import type { Ctx } from '#platform/ctx.js';
import { badInput, found } from '#platform/refusal.js';
import type { ExportTier, Tlp } from '#platform/schema.types.js';
import { writeDocxTable, type TemplateRow } from './docx-table.writer.js';
import { headOf, textOf } from './commented-text.js';
import { IsoRows } from './iso-table.js';
import { shadeOf } from './observation.rules.js';
import { cyclesById, roundsOfCycle } from '#reviews/review.queries.js';
import { roundsById } from '#rounds/round.queries.js';
import { COLUMN_WIDTHS, COLUMNS, type TableRow, tableRows } from './comment-table.js';
import { writeCsv } from './csv.writer.js';
import type { Counted, Export, ExportDefinition, ExportRequest, ExportSubject } from './export.types.js';
import { writeJson } from './json.writer.js';
import { snapshotRows } from './snapshot.js';
import { writeXlsx } from './xlsx.writer.js';

/** The comments of a round, or of a review cycle's rounds, with their answers: the same rows in every format. */
const COMMENT_WRITERS: ExportDefinition['writers'] = {
  CSV: (ctx, row, counted) => writeCsv(cells(ctx, row, counted)),
  XLSX: (ctx, row, counted) => writeXlsx(cells(ctx, row, counted), COLUMN_WIDTHS),
  DOCX: (ctx, row, counted) => isoDocument(ctx, row, counted),
  JSON: (ctx, row, counted) => writeJson({ kind: row.kind, tier: row.tier }, objects(ctx, row, counted)),
};

export const COMMENT_EXPORTS: readonly ExportDefinition[] = [
  { kind: 'COMMENTS', subject: tableSubject, writers: COMMENT_WRITERS },
  { kind: 'DISPOSITIONS', subject: tableSubject, writers: COMMENT_WRITERS },
];

async function tableSubject(ctx: Ctx, { roundId, reviewCycleId, tier, filter }: ExportRequest): Promise<ExportSubject> {
  tableRows(ctx, { roundIds: [], tier, filter }); // what cannot be filtered by is refused now, not when the file is made
  if (reviewCycleId) {
    const { normId } = found(await ctx.load(cyclesById, reviewCycleId), 'review cycle');
    const [round] = await roundsOfCycle(ctx, reviewCycleId);
    return { normId, roundId: round?.id ?? null, name: `${round?.reference ?? 'review'}-dispositions` };
  }
  if (!roundId) throw badInput('roundId', 'Name the round whose comments are to be exported.');
  const round = found(await ctx.load(roundsById, roundId), 'round');
  return { normId: round.normId, roundId, name: `${round.reference}-comments` };
}

/** The rows in document order, read from one snapshot as they are asked for. */
export async function* tableOf(
  ctx: Ctx,
  { roundId, reviewCycleId, tier, filter }: Pick<Export, 'roundId' | 'reviewCycleId' | 'tier' | 'filter'>,
  counted: Counted = { rows: 0 },
): AsyncGenerator<TableRow> {
  const rounds = reviewCycleId ? await roundsOfCycle(ctx, reviewCycleId) : [];
  const roundIds = roundId ? [roundId] : rounds.map(({ id }) => id);
  const { text, values } = tableRows(ctx, { roundIds, tier, filter });
  for await (const row of snapshotRows<TableRow>(ctx, text, values)) {
    counted.rows++;
    yield row;
  }
}

async function* cells(ctx: Ctx, row: Export, counted: Counted): AsyncGenerator<string[]> {
  yield COLUMNS.map(({ heading }) => heading);
  for await (const comment of tableOf(ctx, row, counted)) yield COLUMNS.map(({ cell }) => cell(comment, row.tier));
}

async function* objects(ctx: Ctx, row: Export, counted: Counted): AsyncGenerator<object> {
  for await (const comment of tableOf(ctx, row, counted)) yield asObject(comment, row.tier);
}

const asObject = (comment: TableRow, tier: ExportTier): object =>
  Object.fromEntries(COLUMNS.map(({ name, cell, value }) => [name, value ? value(comment) : cell(comment, tier) || null]));

/** The commenting template with the comments in it. The whole carries the highest marking of what is in it; the text of RED is not. */
async function* isoDocument(ctx: Ctx, row: Export, counted: Counted): AsyncGenerator<Buffer> {
  const text = await textOf(ctx, row);
  const iso = new IsoRows(text.provisions, row.tier);
  let marking = 0;
  async function* rows(): AsyncGenerator<TemplateRow> {
    for await (const comment of tableOf(ctx, row, counted)) {
      if (comment.tlp !== 'RED') marking = Math.max(marking, MARKINGS.indexOf(comment.tlp));
      yield { cells: iso.cells(comment), shade: shadeOf(comment.outcome) };
    }
  }
  yield* writeDocxTable(rows(), () => headOf(text, row, `TLP:${(MARKINGS[marking] ?? 'CLEAR').replace('_', '+')}`));
}

const MARKINGS: readonly Tlp[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT'];
