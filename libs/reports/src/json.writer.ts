/** Objects as one JSON document (RFC 8259) of the given head and a list named `rows`, streamed. */
export async function* writeJson(head: object, rows: AsyncIterable<object>): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"rows":[`);
  let separator = '\n';
  for await (const row of rows) {
    yield Buffer.from(separator + JSON.stringify(row));
    separator = ',\n';
  }
  yield Buffer.from('\n]}\n');
}
