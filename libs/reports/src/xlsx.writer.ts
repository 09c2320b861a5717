import { xmlText } from '#platform/xml-text.js';
import { gathered } from './gathered.js';
import { ZipWriter } from './zip.writer.js';

/** The most characters of a cell: Excel's own limit. */
export const LONGEST_CELL = 32_767;
const TYPES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`;
const RELS = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const WORKBOOK = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Comments" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const WORKBOOK_RELS = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`;
const FONT = '<sz val="10"/><name val="Calibri"/>';
const WRAPPED = '<alignment vertical="top" wrapText="1"/>';
/** Style 0: text, wrapped, from the top of its cell. Style 1: a heading. */
const STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf applyAlignment="1">${WRAPPED}</xf><xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1">${WRAPPED}</xf></cellXfs></styleSheet>`;
const SHEET_HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>`;
const SHEET_TAIL = '</sheetData></worksheet>';

/**
 * Rows as an Office Open XML workbook (ECMA-376) of one sheet, streamed: memory does not grow with the rows. Every cell is a
 * string of its own, so nothing in it can be a formula. The first row is the headings, which stay in sight; `widths` are those of
 * the columns, in characters.
 */
export async function* writeXlsx(rows: AsyncIterable<string[]>, widths: readonly number[] = []): AsyncGenerator<Buffer> {
  const zip = new ZipWriter();
  for (const [name, content] of Object.entries({
    '[Content_Types].xml': TYPES,
    '_rels/.rels': RELS,
    'xl/workbook.xml': WORKBOOK,
    'xl/_rels/workbook.xml.rels': WORKBOOK_RELS,
    'xl/styles.xml': STYLES,
  })) {
    yield* zip.entry(name, [Buffer.from(content)]);
  }
  yield* zip.entry('xl/worksheets/sheet1.xml', gathered(sheet(rows, widths)));
  yield zip.directory();
}

async function* sheet(rows: AsyncIterable<string[]>, widths: readonly number[]): AsyncGenerator<string> {
  yield `${SHEET_HEAD}${columns(widths)}<sheetData>`;
  let line = 0;
  for await (const row of rows) {
    const cells = row.map((text, i) => cell(text, i, line + 1)).join('');
    yield `<row r="${++line}" ht="${heightOf(row, widths)}" customHeight="1">${cells}</row>`;
  }
  yield SHEET_TAIL;
}

const LINE_PT = 13;
const TALLEST_PT = 409; // Excel's own limit

/** High enough for the longest cell when it is wrapped; programs that open the file do not all work it out themselves. */
function heightOf(row: string[], widths: readonly number[]): number {
  const lines = row.map((text, i) =>
    text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / (widths[i] ?? 1000)), 0),
  );
  return Math.min(TALLEST_PT, LINE_PT * Math.max(1, ...lines) + 2);
}

const columns = (widths: readonly number[]): string =>
  widths.length === 0
    ? ''
    : `<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`;

const cell = (text: string, column: number, line: number): string =>
  text === ''
    ? ''
    : `<c r="${columnName(column)}${line}" s="${line === 1 ? 1 : 0}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;

const columnName = (column: number): string =>
  (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** Text cut at what a cell takes, which says so; what looks like the escape of a character is escaped itself. */
function xml(text: string): string {
  const cut = text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text;
  return xmlText(cut).replace(/_x([0-9A-Fa-f]{4})_/g, '_x005F_x$1_');
}
