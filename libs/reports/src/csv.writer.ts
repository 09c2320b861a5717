import { stringify } from 'csv-stringify/sync';
import { guarded } from '#platform/formula.rules.js';

/** Rows as CSV (RFC 4180) for spreadsheet programs: UTF-8 with a byte order mark, CRLF, no cell that could be a formula. */
export async function* writeCsv(rows: AsyncIterable<string[]>): AsyncGenerator<Buffer> {
  yield Buffer.from('\uFEFF');
  for await (const row of rows)
    yield Buffer.from(stringify([row.map(guarded)], { record_delimiter: 'windows', quoted_match: /[\r\n]/ }));
}
