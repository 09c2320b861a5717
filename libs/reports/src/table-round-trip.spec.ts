import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { read } from '@e965/xlsx';
import { TEMPLATE_COLUMNS } from '#comments/commenting-template.rules.js';
import { isHeadingRow } from '#comments/table-columns.rules.js';
import { readTable } from '#platform/table.reader.js';
import { ZipReader } from '#platform/zip.reader.js';
import { writeCsv } from './csv.writer.js';
import { writeDocxTable } from './docx-table.writer.js';
import { observationsCell, readObservations } from './observation.rules.js';
import { writeXlsx } from './xlsx.writer.js';

const HEADINGS = TEMPLATE_COLUMNS.map(({ heading }) => heading);
const isHeading = isHeadingRow({ columns: [], isKept: false });
const HEAD = { date: '2026-11-25', document: 'A norm (a-norm, version 3)', project: 'AN-R1', marking: 'TLP:AMBER', locale: 'en' };

async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const list: Buffer[] = [];
  for await (const chunk of chunks) list.push(chunk);
  return Buffer.concat(list);
}
async function* from<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows;
}
const WRITERS: Readonly<Record<string, (rows: string[][]) => Promise<Buffer>>> = {
  docx: (rows) => whole(writeDocxTable(from(rows.map((cells) => ({ cells, shade: '92D050' }))), () => HEAD)),
  xlsx: (rows) => whole(writeXlsx(from([HEADINGS, ...rows]))),
  csv: (rows) => whole(writeCsv(from([HEADINGS, ...rows]))),
};
const roundTrip = async (format: string, rows: string[][]): Promise<string[][]> => {
  const table = await readTable(
    { fileName: `t.${format}`, bytes: await (WRITERS[format] as (r: string[][]) => Promise<Buffer>)(rows) },
    isHeading,
  );
  expect(table.headings).toEqual(HEADINGS);
  expect(table.faults).toEqual([]);
  return table.rows.map(({ cells }) => cells);
};

/** What a comment can hold: any text that XML can, with one kind of line end. */
const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      "'",
      '"',
      ';',
      ',',
      '\n',
      '\t',
      '<',
      '&',
      '_x000D_',
      ']]>',
      'ي',
      '各',
      '🙂',
      ' ',
      'a',
    ),
    maxLength: 12,
  }),
);
const row = fc
  .tuple(cell, cell, cell, cell, cell, cell, cell, cell)
  .map((cells) => cells.map((text) => text.replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, '').replace(/\r/g, '\n')));

describe.each(['docx', 'xlsx', 'csv'])('a table written as %s', (format) => {
  it('is read back cell by cell, in every script, formulas and all', async () => {
    const rows = [
      ['FR\nNFU-R1-0001', '17', '3.10', 'Table 1', 'te', 'Two lines,\nwith "quotes" & <tags>', '=1+1', 'Not accepted. لا'],
      ['', '', 'General', '', 'ge', 'يجب ألا يستخدم أي طرف (قبل) 12', '各方不得首先使用 🙂', "'=already guarded"],
      ['**', '-1', '＝', '@x', 'ed', '\ttab', ' leading and trailing ', '_x000D_'],
    ];
    expect(await roundTrip(format, rows)).toEqual(rows);
  });

  it('is read back whatever its cells hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
        // a spreadsheet has no rows without any cell, and a table's last column none of the blanks
        const full = rows.map((cells) => [cells[0] || 'x', ...cells.slice(1)]);
        expect(await roundTrip(format, full)).toEqual(full);
      }),
      { numRuns: Number(process.env['ROUND_TRIPS'] ?? 150) },
    );
  });
});

describe('the document of the template', () => {
  it('has its headings, date, document and project in the page header, and none in the table', async () => {
    const bytes = await (WRITERS['docx'] as (r: string[][]) => Promise<Buffer>)([['FR-001', '', '1', '', 'te', 'A', 'B', '']]);
    const table = await readTable({ fileName: 't.docx', bytes }, isHeading);
    expect(table.head).toEqual({ date: HEAD.date, document: HEAD.document, project: HEAD.project });
    expect(table.rows).toHaveLength(1);
    const zip = new ZipReader(bytes);
    const body = (await zip.text('word/document.xml')) ?? '';
    expect([...body.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))).toEqual([
      606, 908, 1209, 1209, 1115, 4177, 4233, 2419,
    ]);
    expect(body).toContain('<w:pgSz w:w="16840" w:h="11907" w:orient="landscape"/>');
    expect(body).not.toContain('Clause/Subclause');
    const header = (await zip.text('word/header1.xml')) ?? '';
    for (const heading of [...HEADINGS, 'Template for comments and secretariat observations', 'TLP:AMBER'])
      expect(header).toContain(heading);
    expect(await zip.text('word/footer1.xml')).toContain(
      'ISO/IEC/CEN/CENELEC electronic balloting commenting template/version 2012-03',
    );
  });

  it('as a workbook has no cell that is a formula', async () => {
    const book = read(
      await (WRITERS['xlsx'] as (r: string[][]) => Promise<Buffer>)([['=1+1', '+1', '-1', '@SUM(A1)', '=cmd', '', '', '']]),
    );
    for (const cells of Object.values(book.Sheets)) expect(JSON.stringify(cells)).not.toContain('"f":');
  });
});

describe('observations', () => {
  it.each([
    ['Accepted', { outcome: 'ACCEPTED', response: '', duplicateOf: null }],
    ['accepted in principle – reworded', { outcome: 'ACCEPTED_WITH_MODIFICATION', response: 'reworded', duplicateOf: null }],
    ['AWM: see 4.2', { outcome: 'ACCEPTED_WITH_MODIFICATION', response: 'see 4.2', duplicateOf: null }],
    ['Partially accepted. One half.', { outcome: 'ACCEPTED_WITH_MODIFICATION', response: 'One half.', duplicateOf: null }],
    ['Rejected, out of scope here', { outcome: 'NOT_ACCEPTED', response: 'out of scope here', duplicateOf: null }],
    ['Duplicate of NFU-R1-0003. See there.', { outcome: 'DUPLICATE', response: 'See there.', duplicateOf: 'NFU-R1-0003' }],
    ['Acceptedly not', null],
    ['See above', null],
  ])('%j are understood', (text, expected) => expect(readObservations(text)).toEqual(expected));

  it('are read back as they were written', () => {
    const outcome = fc.constantFrom(
      'ACCEPTED',
      'ACCEPTED_WITH_MODIFICATION',
      'NOTED',
      'NOT_ACCEPTED',
      'OUT_OF_SCOPE',
      'DEFERRED',
      'DUPLICATE',
    );
    const words = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '1', 'ä', '各') }).map((text) => text.trim());
    fc.assert(
      fc.property(outcome, words, (kind, response) => {
        expect(readObservations(observationsCell(kind, response, null))).toEqual({ outcome: kind, response, duplicateOf: null });
      }),
    );
  });
});
