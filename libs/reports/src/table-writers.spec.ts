import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { read, utils } from '@e965/xlsx';
import { writeCsv } from './csv.writer.js';
import { guarded } from '#platform/formula.rules.js';
import { writeXlsx } from './xlsx.writer.js';

async function* from(rows: string[][]): AsyncGenerator<string[]> {
  yield* rows;
}
async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const list: Buffer[] = [];
  for await (const chunk of chunks) list.push(chunk);
  return Buffer.concat(list);
}
const ROWS = [
  ['Reference', 'Comment', 'Blank'],
  ['NFU-R1-0001', 'Two lines,\nwith "quotes" & <tags>', ''],
  ['NFU-R1-0002', 'يجب ألا يستخدم أي طرف', '各方不得首先使用 🙂'],
  ['NFU-R1-0003', '=1+1', '_x0041_ stays'],
];

describe('the XLSX writer', () => {
  it('is read back cell by cell, in every script, and a formula stays text', async () => {
    const book = read(await whole(writeXlsx(from(ROWS))));
    const sheet = book.Sheets['Comments'] ?? {};
    expect(utils.sheet_to_json(sheet, { header: 1, defval: '' })).toEqual(ROWS);
    const cells = Object.entries(sheet).filter(([name]) => !name.startsWith('!'));
    for (const [, cell] of cells) expect(cell).toMatchObject({ t: 's' });
    expect(JSON.stringify(cells)).not.toContain('"f":');
  });

  it('gives the same bytes for the same rows', async () => {
    const [first, second] = [await whole(writeXlsx(from(ROWS))), await whole(writeXlsx(from(ROWS)))];
    expect(first.equals(second)).toBe(true);
  });

  it('holds whatever text there is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), async (row) => {
        const book = read(await whole(writeXlsx(from([row]))));
        expect(book.SheetNames).toEqual(['Comments']);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the CSV writer', () => {
  it('is read back, with the guard alone added', async () => {
    const text = (await whole(writeCsv(from(ROWS)))).toString();
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(parse(text, { bom: true })).toEqual(ROWS.map((row) => row.map(guarded)));
  });
});

describe('the formula guard', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\uFEFF=1', '＝1+1', '\r\n=1'])('holds %j', (text) =>
    expect(guarded(text)).toBe(`'${text}`),
  );
  it('leaves everything else alone', () => expect(guarded('a = b')).toBe('a = b'));
  it('lets nothing begin as a formula', () => {
    fc.assert(
      fc.property(fc.string(), (text) => expect(/^[\s\p{Cc}\uFEFF]*[=+\-@＝＋－＠]/u.test(guarded(text))).toBe(false)),
      { numRuns: 20_000 },
    );
  });
});
