import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

const LONGEST_CELL = 32_767; // characters; Excel's own limit
const TYPES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`;
const RELS = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const WORKBOOK = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Comments" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const WORKBOOK_RELS = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`;
const SHEET_HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>`;
const SHEET_TAIL = '</sheetData></worksheet>';

/**
 * Rows as an Office Open XML workbook (ECMA-376) of one sheet, streamed: memory does not grow with the rows. Every cell is a
 * string of its own, so nothing in it can be a formula.
 */
export async function* writeXlsx(rows: AsyncIterable<string[]>): AsyncGenerator<Buffer> {
  const zip = new ZipWriter();
  for (const [name, content] of Object.entries({
    '[Content_Types].xml': TYPES,
    '_rels/.rels': RELS,
    'xl/workbook.xml': WORKBOOK,
    'xl/_rels/workbook.xml.rels': WORKBOOK_RELS,
  })) {
    yield* zip.entry(name, [Buffer.from(content)]);
  }
  yield* zip.entry('xl/worksheets/sheet1.xml', sheet(rows));
  yield zip.directory();
}

async function* sheet(rows: AsyncIterable<string[]>): AsyncGenerator<Buffer> {
  yield Buffer.from(SHEET_HEAD);
  let line = 0;
  for await (const row of rows)
    yield Buffer.from(`<row r="${++line}">${row.map((text, i) => cell(text, i, line)).join('')}</row>`);
  yield Buffer.from(SHEET_TAIL);
}

const cell = (text: string, column: number, line: number): string =>
  text === '' ? '' : `<c r="${columnName(column)}${line}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;

const columnName = (column: number): string =>
  (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** Text that XML 1.0 can hold: no control characters but tab and line ends, no lone surrogates, cut at what a cell takes. */
function xml(text: string): string {
  const cut = text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text;
  return cut
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/_x([0-9A-Fa-f]{4})_/g, '_x005F_x$1_');
}

/** A ZIP archive (APPNOTE 6.3) as it is written: sizes stand behind each entry, so no entry is held in memory. */
class ZipWriter {
  private readonly central: Buffer[] = [];
  private offset = 0;

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
