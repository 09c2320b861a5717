import { stringify } from 'csv-stringify/sync';
import { guarded } from '#platform/formula.rules.js';
import { gathered } from './gathered.js';

const BATCH = 100; // rows that are put into words at once

/** Rows as CSV (RFC 4180) for spreadsheet programs: UTF-8 with a byte order mark, CRLF, no cell that could be a formula. */
export const writeCsv = (rows: AsyncIterable<string[]>): AsyncGenerator<Buffer> => gathered(lines(rows));

async function* lines(rows: AsyncIterable<string[]>): AsyncGenerator<string> {
  yield '\uFEFF';
  let batch: string[][] = [];
  for await (const row of rows) {
    if (batch.push(row.map(guarded)) < BATCH) continue;
    yield asLines(batch);
    batch = [];
  }
  yield asLines(batch);
}

const asLines = (rows: string[][]): string => stringify(rows, { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
