import { describe, expect, it } from '@jest/globals';
import { readRows } from '#comments/comment-import.rules.js';
import type { TableReading } from '#comments/comment-import.types.js';
import { TEMPLATE_COLUMNS } from '#comments/commenting-template.rules.js';
import { columnsOf, isHeadingRow } from '#comments/table-columns.rules.js';
import { readTable } from '#platform/table.reader.js';
import type { SentTable } from '#platform/table.types.js';
import { ZipWriter } from './zip.writer.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const PLAIN_MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const MACRO_MAIN = 'application/vnd.ms-word.document.macroEnabled.main+xml';
const NONE = { columns: [], isKept: false };

const ISO = TEMPLATE_COLUMNS.map(({ heading }) => heading);
const ISO_2001 = [
  'MB1',
  'Clause No./ Subclause No./ Annex (e.g. 3.1)',
  'Paragraph/ Figure/Table/Note (e.g. Table 1)',
  'Type of com-ment2',
  'Comment (justification for change) by the MB',
  'Proposed change by the MB',
  'Secretariat observations on each comment submitted',
];
const PROVISIONS = ['1', '2', '3.1'].map((number) => ({
  eId: `sec_${number.replace('.', '-')}`,
  parentEId: null,
  number,
  heading: null,
}));

/** A cell: its text, or the properties and content that it is to have. */
type Cell = string | { properties?: string; content?: string };
const tc = (cell: Cell): string =>
  typeof cell === 'string'
    ? `<w:tc><w:p><w:r><w:t xml:space="preserve">${cell}</w:t></w:r></w:p></w:tc>`
    : `<w:tc><w:tcPr>${cell.properties ?? ''}</w:tcPr><w:p>${cell.content ?? ''}</w:p></w:tc>`;
const table = (columns: number, rows: Cell[][], rowProperties = ''): string =>
  `<w:tbl><w:tblGrid>${'<w:gridCol w:w="900"/>'.repeat(columns)}</w:tblGrid>${rows
    .map((cells) => `<w:tr>${rowProperties}${cells.map(tc).join('')}</w:tr>`)
    .join('')}</w:tbl>`;

interface Parts {
  body: string;
  header?: string;
  main?: string;
  more?: Record<string, string>;
}
async function docx({ body, header, main = PLAIN_MAIN, more = {} }: Parts): Promise<Buffer> {
  const zip = new ZipWriter();
  const files = {
    '[Content_Types].xml': `<Types xmlns="${TYPES}"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...(header && { 'word/header2.xml': `<w:hdr ${W}>${header}</w:hdr>` }),
    ...more,
  };
  const chunks: Buffer[] = [];
  for (const [name, content] of Object.entries(files))
    for await (const chunk of zip.entry(name, [Buffer.from(content)])) chunks.push(chunk);
  return Buffer.concat([...chunks, zip.directory()]);
}

async function understood(parts: Parts): Promise<Pick<SentTable, 'head'> & TableReading> {
  const sent = await readTable({ fileName: 'comments.docx', bytes: await docx(parts) }, isHeadingRow(NONE));
  const columns = columnsOf(sent.headings, NONE);
  const reading = readRows({
    table: sent,
    columns,
    provisions: PROVISIONS,
    names: ['A norm'],
    unresolved: 'REFUSE',
    hold: (comment) => comment,
  });
  return { head: sent.head, ...reading };
}
const refusal = async (parts: Parts): Promise<string> =>
  readTable({ fileName: 'comments.docx', bytes: await docx(parts) }, isHeadingRow(NONE)).then(
    () => 'nothing',
    (error: Error) => error.message,
  );

const row = (n: number, clause = '1'): string[] => [`FR-00${n}`, '', clause, '', 'te', `Comment ${n}`, '', ''];
const old = (n: number, clause = '1'): string[] => [`FR-00${n}`, clause, '', 'ed', `Comment ${n}`, `Words ${n}`, ''];
const errorsOf = ({ errors }: TableReading): unknown[] => errors.map(({ row: at, column, message }) => [at, column, message]);
const bodiesOf = ({ rows }: TableReading): string[] => rows.map(({ comment }) => comment.body);

describe('a document that is sent as a table of comments', () => {
  const inHeader = { header: table(4, [['Template', 'Date: 2026-11-25', 'Document: A norm', 'Project: P']]) + table(8, [ISO]) };

  it('has its headings in the page header, or in the first row, and is understood the same', async () => {
    const rows = [row(1), row(2, '3.1')];
    const above = await understood({ ...inHeader, body: table(8, rows) });
    const within = await understood({ body: table(8, [ISO, ...rows]) });
    expect(above.head).toEqual({ date: '2026-11-25', document: 'A norm', project: 'P' });
    expect([above.errors, within.errors]).toEqual([[], []]);
    expect(above.rows.map(({ hash }) => hash)).toEqual(within.rows.map(({ hash }) => hash));
    expect(above.rows.map(({ row: at }) => at)).toEqual([1, 2]);
    expect(within.rows.map(({ row: at }) => at)).toEqual([2, 3]);
    const both = await understood({ ...inHeader, body: table(8, [ISO, ...rows]) });
    expect(bodiesOf(both)).toEqual(['Comment 1', 'Comment 2']);
  });

  it('of the older form with seven columns is read by its own headings, above the page or in the table', async () => {
    for (const parts of [
      { body: table(7, [ISO_2001, old(1), old(2, '3.1')]) },
      { header: table(7, [ISO_2001]), body: table(7, [old(1), old(2, '3.1')]) },
    ]) {
      const read = await understood(parts);
      expect(read.errors).toEqual([]);
      expect(
        read.rows.map(({ rowId, comment }) => [rowId, comment.anchor?.eId, comment.type, comment.body, comment.proposedText]),
      ).toEqual([
        ['FR-001', 'sec_1', 'EDITORIAL', 'Comment 1', 'Words 1'],
        ['FR-002', 'sec_3-1', 'EDITORIAL', 'Comment 2', 'Words 2'],
      ]);
    }
    const faulty = await understood({ body: table(7, [ISO_2001, old(1, '9'), [...old(2).slice(0, 6), 'Accepted']]) });
    expect(faulty.errors.map(({ row: at, column }) => [at, column])).toEqual([
      [2, ISO_2001[1]],
      [3, ISO_2001[6]],
    ]);
  });

  it('with merged cells says where: across, down, and where a row begins further in', async () => {
    const merged = 'The cell is merged with others. Split it, one comment a row.';
    const across = [...row(2).slice(0, 5), { properties: '<w:gridSpan w:val="2"/>', content: '' }, ''];
    const down = (value: string): Cell[] => [...row(3).slice(0, 2), { properties: `<w:vMerge${value}/>` }, ...row(3).slice(3)];
    const read = await understood({
      ...inHeader,
      body: table(8, [row(1), across, down(' w:val="restart"'), down('')]),
    });
    expect(errorsOf(read)).toEqual([
      [2, ISO[5], merged],
      [3, ISO[2], merged],
      [4, ISO[2], merged],
    ]);
    const shifted = await understood({
      ...inHeader,
      body: table(8, [row(1)]) + table(8, [row(2).slice(1)], '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'),
    });
    expect(errorsOf(shifted)).toEqual([[2, null, 'The row has 7 cells instead of 8.']]);
  });

  it('with pictures, objects, or tables in its cells says where', async () => {
    const holding = (content: string): Cell[] => [...row(1).slice(0, 5), { content }, '', ''];
    const read = await understood({
      body: table(8, [
        ISO,
        row(1),
        holding('<w:r><w:drawing/></w:r>'),
        holding('<w:r><w:object/></w:r>'),
        holding(table(1, [['x']])),
      ]),
    });
    expect(read.errors.map(({ row: at, column }) => [at, column])).toEqual([3, 4, 5].map((at) => [at, ISO[5]]));
    expect(bodiesOf(read)).toEqual(['Comment 1']);
  });

  it('of several tables is read to its end, and no row of it is passed over in silence', async () => {
    const read = await understood({ body: table(8, [ISO, row(1)]) + table(8, [ISO, row(2)]) + table(8, [row(3)]) });
    expect([read.errors, bodiesOf(read)]).toEqual([[], ['Comment 1', 'Comment 2', 'Comment 3']]);
    const mixed = await understood({ ...inHeader, body: table(8, [row(1)]) + table(7, [ISO_2001, old(2)]) });
    expect(mixed.errors.map(({ row: at }) => at)).toEqual([2, 3]);
    const titled = await understood({ ...inHeader, body: table(2, [['To', 'From']]) + table(8, [row(1)]) });
    expect([titled.errors, bodiesOf(titled)]).toEqual([[], ['Comment 1']]);
  });

  it('that lacks a column, or has a row too short, is told by row', async () => {
    const without = ISO.filter((_, i) => i !== 5);
    const read = await readTable(
      { fileName: 'a.docx', bytes: await docx({ body: table(7, [without, row(1).slice(1)]) }) },
      isHeadingRow(NONE),
    );
    expect(columnsOf(read.headings, NONE).COMMENT).toBeUndefined();
    const short = await understood({ body: table(8, [ISO, row(1).slice(0, 6)]) });
    expect(errorsOf(short)).toEqual([[2, null, 'The row has 6 cells instead of 8.']]);
  });

  it.each<[string, Partial<Parts>, RegExp]>([
    ['macros under their own name', { more: { 'word/vbaProject.bin': 'x' } }, /macros/],
    ['macros, by the type of the document', { main: MACRO_MAIN }, /macros/],
    [
      'macros under another name',
      {
        more: {
          'word/notes.bin': 'x',
          '[Content_Types].xml': `<Types xmlns="${TYPES}"><Override PartName="/word/notes.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>`,
        },
      },
      /macros/,
    ],
    [
      'macros, by the ending of a part',
      {
        more: {
          'word/notes.bin': 'x',
          '[Content_Types].xml': `<Types xmlns="${TYPES}"><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>`,
        },
      },
      /macros/,
    ],
    ['an embedded workbook', { more: { 'word/embeddings/Book1.xlsx': 'x' } }, /embedded objects/],
    ['controls', { more: { 'word/activeX/activeX1.xml': '<x/>' } }, /embedded objects/],
  ])('with %s is refused', async (_what, more, reason) =>
    expect(await refusal({ body: table(8, [ISO, row(1)]), ...more })).toMatch(reason),
  );
});
