import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import { TEMPLATE_COLUMNS, writtenPlace } from '#comments/commenting-template.rules.js';
import { versionsById } from '#norms/norm-version.queries.js';
import { roundsById } from '#rounds/round.queries.js';
import { headOf, textOf } from './commented-text.js';
import { writeCsv } from './csv.writer.js';
import { writeDocxTable } from './docx-table.writer.js';
import type { Counted, Export, ExportDefinition, ExportRequest, ExportSubject } from './export.types.js';
import { writeXlsx } from './xlsx.writer.js';

/** The commenting template with a row for the whole draft and one for each numbered provision, ready to be written in. */
export const TEMPLATE_EXPORT: ExportDefinition = {
  kind: 'COMMENT_TEMPLATE',
  subject: templateSubject,
  writers: {
    DOCX: document,
    XLSX: (ctx, row, counted) => writeXlsx(sheet(ctx, row, counted), SHEET_WIDTHS),
    CSV: (ctx, row, counted) => writeCsv(sheet(ctx, row, counted)),
  },
};

const SHEET_WIDTHS = TEMPLATE_COLUMNS.map(({ width }) => Math.round(width / 80) + 4); // characters, from twips

async function templateSubject(ctx: Ctx, { roundId, versionId }: ExportRequest): Promise<ExportSubject> {
  if (roundId) {
    const round = found(await ctx.load(roundsById, roundId), 'round');
    return { normId: round.normId, roundId, name: `${round.reference}-template` };
  }
  const version = found(await ctx.load(versionsById, versionId ?? ''), 'version');
  return { normId: version.normId, roundId: null, name: `version-${version.number}-template` };
}

async function* document(ctx: Ctx, row: Export, counted: Counted): AsyncGenerator<Buffer> {
  const text = await textOf(ctx, row);
  async function* rows() {
    for (const cells of blankRows(text.provisions)) {
      counted.rows++;
      yield { cells, shade: null };
    }
  }
  yield* writeDocxTable(rows(), () => headOf(text, row, 'TLP:CLEAR'));
}

async function* sheet(ctx: Ctx, row: Export, counted: Counted): AsyncGenerator<string[]> {
  const { provisions } = await textOf(ctx, row);
  yield TEMPLATE_COLUMNS.map(({ heading }) => heading);
  for (const cells of blankRows(provisions)) {
    counted.rows++;
    yield cells;
  }
}

type Provisions = Awaited<ReturnType<typeof textOf>>['provisions'];

/** General comments first, then every provision that has a number, in the order of the text. */
function* blankRows(provisions: Provisions): Generator<string[]> {
  const numbered = provisions.filter(({ number }) => number !== null).map(({ eId }) => eId);
  for (const eId of [null, ...numbered]) {
    const { clause, paragraph } = writtenPlace(eId, provisions);
    yield ['', '', clause, paragraph, '', '', '', ''];
  }
}
