const CHUNK = 64 * 1024; // characters

/** Pieces of text as UTF-8 in chunks of some size: what is written on is asked for a thousand times less often, and memory stays flat. */
export async function* gathered(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let chunk = '';
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk) yield Buffer.from(chunk);
}
