import { gathered } from './gathered.js';

/** Objects as one JSON document (RFC 8259) of the given head and a list named `rows`, streamed. */
export const writeJson = (head: object, rows: AsyncIterable<object>): AsyncGenerator<Buffer> => gathered(pieces(head, rows));

async function* pieces(head: object, rows: AsyncIterable<object>): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  let separator = '\n';
  for await (const row of rows) {
    yield separator + JSON.stringify(row);
    separator = ',\n';
  }
  yield '\n]}\n';
}
