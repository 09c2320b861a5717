import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A ZIP archive (APPNOTE 6.3) as it is written: sizes stand behind each entry, so no entry is held in memory. */
export class ZipWriter {
  private readonly central: Buffer[] = [];
  private offset = 0;

  /** One file of the archive. */
  async *entry(name: string, content: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
    const [start, path] = [this.offset, Buffer.from(name)];
    yield this.count(header(0x04034b50, path, { crc: 0, packed: 0, size: 0 }, null));
    const state = { crc: 0, packed: 0, size: 0 };
    for await (const chunk of deflated(content, state)) {
      state.packed += chunk.length;
      yield this.count(chunk);
    }
    yield this.count(descriptor(state));
    this.central.push(header(0x02014b50, path, state, start));
  }

  /** What ends the archive: the list of its files. */
  directory(): Buffer {
    const entries = Buffer.concat(this.central);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.central.length, 8);
    end.writeUInt16LE(this.central.length, 10);
    end.writeUInt32LE(entries.length, 12);
    end.writeUInt32LE(this.offset, 16);
    return Buffer.concat([entries, end]);
  }

  private count(chunk: Buffer): Buffer {
    this.offset += chunk.length;
    return chunk;
  }
}

interface Sizes {
  crc: number;
  packed: number;
  size: number;
}

/** Compresses a stream, and notes its checksum and size on the way. */
async function* deflated(content: AsyncIterable<Buffer> | Iterable<Buffer>, state: Sizes): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 1 });
  const output = deflate.pipe(new PassThrough());
  const feeding = (async () => {
    for await (const chunk of content) {
      state.crc = crc32(chunk, state.crc);
      state.size += chunk.length;
      if (!deflate.write(chunk)) await once(deflate, 'drain');
    }
    deflate.end();
  })();
  feeding.catch((error: Error) => output.destroy(error));
  for await (const chunk of output) yield chunk as Buffer;
  await feeding;
}

const DOS_DATE = 0x5c21; // 2026-01-01: the same rows give the same bytes

/** A local file header, or with the entry's offset its line in the central directory. Flags: sizes follow, names are UTF-8. */
function header(signature: number, path: Buffer, { crc, packed, size }: Sizes, offset: number | null): Buffer {
  const isCentral = offset !== null;
  const buffer = Buffer.alloc(isCentral ? 46 : 30);
  buffer.writeUInt32LE(signature, 0);
  const at = isCentral ? 6 : 4;
  if (isCentral) buffer.writeUInt16LE(20, 4);
  buffer.writeUInt16LE(20, at);
  buffer.writeUInt16LE(0x0808, at + 2);
  buffer.writeUInt16LE(8, at + 4);
  buffer.writeUInt16LE(DOS_DATE, at + 8);
  buffer.writeUInt32LE(crc, at + 10);
  buffer.writeUInt32LE(packed, at + 14);
  buffer.writeUInt32LE(size, at + 18);
  buffer.writeUInt16LE(path.length, at + 22);
  if (isCentral) buffer.writeUInt32LE(offset, 42);
  return Buffer.concat([buffer, path]);
}

function descriptor({ crc, packed, size }: Sizes): Buffer {
  const buffer = Buffer.alloc(16);
  buffer.writeUInt32LE(0x08074b50, 0);
  buffer.writeUInt32LE(crc, 4);
  buffer.writeUInt32LE(packed, 8);
  buffer.writeUInt32LE(size, 12);
  return buffer;
}
