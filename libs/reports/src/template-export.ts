import type { Ctx } from '#platform/ctx.js';
import { badInput, found } from '#platform/refusal.js';
import type { Tlp } from '#platform/schema.types.js';
import { TEMPLATE_COLUMNS, WrittenPlaces } from '#comments/commenting-template.rules.js';
import { draftRows, onlyDraft, ownSubmission } from '#comments/draft-row.queries.js';
import { draftCells, type DraftRow } from '#comments/draft-row.rules.js';
import { versionsById } from '#norms/norm-version.queries.js';
import { roundsById } from '#rounds/round.queries.js';
import { headOf, textOf } from './commented-text.js';
import { writeCsv } from './csv.writer.js';
import { writeDocxTable } from './docx-table.writer.js';
import {
  type Counted,
  type Export,
  type ExportDefinition,
  ExportFault,
  type ExportRequest,
  type ExportSubject,
} from './export.types.js';
import { LONGEST_CELL, writeXlsx } from './xlsx.writer.js';

/** The commenting template with a row for the whole draft and one for each numbered provision, and with the drafts of its requester. */
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

async function templateSubject(ctx: Ctx, { roundId, versionId, submissionId }: ExportRequest): Promise<ExportSubject> {
  if (roundId) {
    const round = found(await ctx.load(roundsById, roundId), 'round');
    const draft = submissionId ? await ownSubmission(ctx, roundId, submissionId) : await onlyDraft(ctx, roundId);
    return { normId: round.normId, roundId, name: `${round.reference}-template`, submissionId: draft };
  }
  if (submissionId) throw badInput('submissionId', 'Drafts come with the template of their round. Name the round.');
  const version = found(await ctx.load(versionsById, versionId ?? ''), 'version');
  return { normId: version.normId, roundId: null, name: `version-${version.number}-template` };
}

async function* document(ctx: Ctx, row: Export, counted: Counted): AsyncGenerator<Buffer> {
  const text = await textOf(ctx, row);
  const drafts = await draftsIn(ctx, row);
  async function* rows() {
    for (const cells of rowsOf(text.provisions, drafts)) {
      counted.rows++;
      yield { cells, shade: null };
    }
  }
  const marking = MARKINGS[Math.max(0, ...drafts.map(({ comment }) => MARKINGS.indexOf(comment.tlp ?? 'CLEAR')))] ?? 'CLEAR';
  yield* writeDocxTable(rows(), () => headOf(text, row, `TLP:${marking.replace('_', '+')}`));
}

async function* sheet(ctx: Ctx, row: Export, counted: Counted): AsyncGenerator<string[]> {
  const { provisions } = await textOf(ctx, row);
  const drafts = await draftsIn(ctx, row);
  yield TEMPLATE_COLUMNS.map(({ heading }) => heading);
  for (const cells of rowsOf(provisions, drafts)) {
    if (row.format === 'XLSX' && cells.some((cell) => cell.length > LONGEST_CELL)) throw new ExportFault(TOO_LONG);
    counted.rows++;
    yield cells;
  }
}

const MARKINGS: readonly Tlp[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'];
const TOO_LONG = `A draft is longer than a cell of a workbook can be (${LONGEST_CELL} characters). Take the template as DOCX or CSV.`;

const draftsIn = async (ctx: Ctx, { submissionId }: Export): Promise<DraftRow[]> =>
  submissionId ? draftRows((text, values) => ctx.db.read(text, values), submissionId) : [];

type Provisions = Awaited<ReturnType<typeof textOf>>['provisions'];

/** General comments first, then every provision that has a number, in the order of the text; drafts before the blank row of theirs. */
function* rowsOf(provisions: Provisions, drafts: readonly DraftRow[]): Generator<string[]> {
  const places = new WrittenPlaces(provisions);
  const at = new Map<string | null, DraftRow[]>();
  for (const draft of drafts) {
    const eId = draft.comment.anchor?.eId ?? null;
    at.set(eId, [...(at.get(eId) ?? []), draft]);
  }
  for (const { eId, number } of [{ eId: null, number: '' }, ...provisions]) {
    for (const draft of at.get(eId) ?? []) yield draftCells(draft, places);
    if (number === null) continue;
    const { clause, paragraph } = places.of(eId, null);
    yield ['', '', clause, paragraph, '', '', '', ''];
  }
}
