import { parse } from 'csv-parse';
import { unguarded } from './formula.rules.js';
import { oneLineEnd, refuseLength, TABLE_LIMITS, TableFault } from './table.rules.js';
import type { IsHeading, SentTable } from './table.types.js';

interface CsvFault extends Error {
  code: string;
  lines?: number;
}

/** Reads comma-, semicolon- or tab-separated values (RFC 4180), as UTF-8 or what spreadsheet programs call Unicode text. */
export async function readCsvTable(bytes: Buffer, isHeading: IsHeading): Promise<SentTable> {
  const text = decode(bytes);
  const records = await recordsOf(text, delimiterOf(text));
  const at = records.slice(0, TABLE_LIMITS.headingWithin).findIndex((record) => isHeading(record));
  if (at === -1) throw new TableFault('No row has the headings of a table of comments. Begin the file with them.');
  const headings = records[at] ?? [];
  const table: SentTable = { head: {}, headings, rows: [], faults: [] };
  refuseLength(records.length - at - 1);
  records.slice(at + 1).forEach((cells, i) => {
    const row = at + 2 + i;
    if (cells.length > headings.length && cells.slice(headings.length).some((cell) => cell.trim()))
      table.faults.push({
        row,
        column: null,
        message: `The row has ${cells.length} cells and the headings ${headings.length}. Put quotes around cells with separators in them.`,
      });
    table.rows.push({ row, cells: headings.map((_, column) => cells[column] ?? ''), numbers: new Set() });
  });
  return table;
}

function decode(bytes: Buffer): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TableFault('The file is not UTF-8 text. Save it as "CSV UTF-8" and upload it again.');
  }
}

/** The separator of the first line: the one it has most of outside quotes. */
function delimiterOf(text: string): string {
  const line =
    text
      .slice(0, 10_000)
      .replace(/"(?:[^"]|"")*"/g, '')
      .split(/\r?\n/, 1)[0] ?? '';
  const count = (mark: string): number => line.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

async function recordsOf(text: string, delimiter: string): Promise<string[][]> {
  const parser = parse(text, {
    delimiter,
    relax_column_count: true,
    skip_empty_lines: false,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  const records: string[][] = [];
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      records.push(record.slice(0, TABLE_LIMITS.columns).map((cell) => unguarded(oneLineEnd(cell))));
      refuseLength(records.length - TABLE_LIMITS.headingWithin);
    }
  } catch (error) {
    if (error instanceof TableFault) throw error;
    const line = (error as CsvFault).lines;
    throw new TableFault(
      `The file is not well-formed CSV${line ? ` at line ${line}` : ''}: a quote is open or stands in the middle of a cell.`,
    );
  }
  return records;
}
