import {
  CONTENT_TYPES,
  coreProperties,
  DOCUMENT_HEAD,
  DOCUMENT_RELS,
  DOCUMENT_TAIL,
  footerPart,
  headerPart,
  ROOT_RELS,
  STYLES,
  tableRow,
  type TemplateHead,
} from './docx-table.parts.js';
import { gathered } from './gathered.js';
import { ZipWriter } from './zip.writer.js';

/** Eight cells, and the colour under the last one. */
export interface TemplateRow {
  cells: readonly string[];
  shade: string | null;
}

/**
 * Rows as the ISO/IEC/CEN/CENELEC commenting template (WordprocessingML), streamed: memory does not grow with the rows. `head` is
 * asked for when all rows are written, since the marking of the whole is the highest of what is in it.
 */
export async function* writeDocxTable(rows: AsyncIterable<TemplateRow>, head: () => TemplateHead): AsyncGenerator<Buffer> {
  const zip = new ZipWriter();
  for (const [name, content] of Object.entries({
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': ROOT_RELS,
    'word/_rels/document.xml.rels': DOCUMENT_RELS,
    'word/styles.xml': STYLES,
  })) {
    yield* zip.entry(name, [Buffer.from(content)]);
  }
  yield* zip.entry('word/document.xml', gathered(body(rows)));
  yield* zip.entry('word/header1.xml', [Buffer.from(headerPart(head()))]);
  yield* zip.entry('word/footer1.xml', [Buffer.from(footerPart(head()))]);
  yield* zip.entry('docProps/core.xml', [Buffer.from(coreProperties(head()))]);
  yield zip.directory();
}

async function* body(rows: AsyncIterable<TemplateRow>): AsyncGenerator<string> {
  yield DOCUMENT_HEAD;
  let count = 0;
  for await (const { cells, shade } of rows) {
    yield tableRow(cells, shade);
    count++;
  }
  if (count === 0) yield tableRow(BLANK, null); // a table needs a row
  yield DOCUMENT_TAIL;
}

const BLANK = Array.from({ length: 8 }, () => '');
