import { refuseActiveParts } from './office-package.js';
import { isBlank, refuseLength, TABLE_LIMITS, TableFault } from './table.rules.js';
import type { IsHeading, SentTable } from './table.types.js';
import { readXml, type XmlTag } from './xml.reader.js';
import { ZipReader } from './zip.reader.js';

/** A row of a table in a document, with what is wrong with its cells. */
interface DocxRow {
  cells: string[];
  faults: { column: number | null; message: string }[];
}
interface DocxTable {
  columns: number;
  rows: DocxRow[];
}

/**
 * Reads the table of a document (WordprocessingML, ECMA-376 part 1 §17.4). The ISO commenting template has its headings in the page
 * header, with Date, Document and Project; a table that brings them in its own first rows is read as well. What was deleted with
 * changes tracked is left out, what was inserted is taken.
 */
export async function readDocxTable(bytes: Buffer, isHeading: IsHeading): Promise<SentTable> {
  const zip = new ZipReader(bytes);
  const body = await zip.text('word/document.xml');
  if (body === null) throw new TableFault('The file is not a Word document (.docx). Save it as one and upload it again.');
  await refuseActiveParts(zip);
  const inHeader = await headerTables(zip);
  const tables = await tablesIn(body);
  const headerRow = inHeader.flatMap(({ rows }) => rows).find(({ cells }) => isHeading(cells));
  const head = headOf(inHeader);
  return headerRow ? underHeader(head, headerRow.cells, tables, isHeading) : underOwnHeadings(head, tables, isHeading);
}

async function headerTables(zip: ZipReader): Promise<DocxTable[]> {
  const tables: DocxTable[] = [];
  for (const name of zip.names.filter((part) => /^word\/header\d*\.xml$/.test(part)).slice(0, 12)) {
    tables.push(...(await tablesIn((await zip.text(name)) ?? '')));
  }
  return tables;
}

/** The page header has the headings: every table of the body goes on under them. */
function underHeader(head: SentTable['head'], headings: string[], tables: DocxTable[], isHeading: IsHeading): SentTable {
  if (!tables.some(({ columns, rows }) => columns === headings.length && rows.length > 0))
    throw new TableFault(`The document has no table of ${headings.length} columns. Use the template as it is offered.`);
  const table: SentTable = { head, headings, rows: [], faults: [] };
  goOn(table, tables, isHeading);
  return table;
}

/** The headings are a row of a table itself; the tables after it go on under them. */
function underOwnHeadings(head: SentTable['head'], tables: DocxTable[], isHeading: IsHeading): SentTable {
  for (const [i, { columns, rows }] of tables.entries()) {
    const at = rows.slice(0, TABLE_LIMITS.headingWithin).findIndex(({ cells }) => isHeading(cells));
    const headings = rows[at]?.cells;
    if (!headings) continue;
    const table: SentTable = { head, headings, rows: [], faults: [] };
    goOn(table, [{ columns, rows: rows.slice(at + 1) }, ...tables.slice(i + 1)], isHeading, at + 1);
    return table;
  }
  throw new TableFault(
    'The document has no table with the headings of the commenting template, neither in the page header nor in a first row.',
  );
}

const OF_A_TITLE = 4; // the most columns of a table that says what the document is

/** Takes the rows of the tables, but for headings that are repeated; `row` counts through all of them, from 1 after `above`. */
function goOn(table: SentTable, tables: readonly DocxTable[], isHeading: IsHeading, above = 0): void {
  let row = above;
  for (const { columns, rows } of tables) {
    const isOther = columns !== table.headings.length && !rows.some(({ cells }) => cells.length === table.headings.length);
    if (isOther && columns <= OF_A_TITLE) continue;
    for (const sent of rows) {
      row++;
      if (!isHeading(sent.cells)) add(table, sent, row);
      else if (!sameHeadings(table.headings, sent.cells))
        add(table, { ...sent, faults: [{ column: null, message: OTHER_COLUMNS }] }, row);
    }
  }
  refuseLength(table.rows.length);
}

const OTHER_COLUMNS = 'Other headings begin here. Put all comments under the same columns, or upload them as files of their own.';

const lettersOf = (cells: readonly string[]): string[] => cells.map((cell) => cell.toLowerCase().replace(/\P{L}/gu, ''));
const sameHeadings = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify(lettersOf(a)) === JSON.stringify(lettersOf(b));

function add(table: SentTable, { cells, faults }: DocxRow, row: number): void {
  table.rows.push({ row, cells: table.headings.map((_, i) => cells[i] ?? ''), numbers: new Set() });
  for (const fault of faults) table.faults.push({ row, ...fault });
  if (faults.length === 0 && cells.length !== table.headings.length && !isBlank(cells))
    table.faults.push({ row, column: null, message: `The row has ${cells.length} cells instead of ${table.headings.length}.` });
}

const LABELS = { date: /^date\s*:\s*/i, document: /^document\s*:\s*/i, project: /^project\s*:\s*/i } as const;

function headOf(tables: DocxTable[]): SentTable['head'] {
  const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const after = (label: RegExp): string | undefined =>
    cells
      .find((cell) => label.test(cell))
      ?.replace(label, '')
      .trim() || undefined;
  const [date, document, project] = [after(LABELS.date), after(LABELS.document), after(LABELS.project)];
  return { ...(date && { date }), ...(document && { document }), ...(project && { project }) };
}

const BREAKS: Readonly<Record<string, string>> = { tab: '\t', br: '\n', cr: '\n', noBreakHyphen: '\u2011' };
const LEFT_OUT = new Set(['del', 'moveFrom', 'Fallback', 'rPr', 'pPr', 'tblPr', 'sectPr']);
const OBJECTS = new Set(['object', 'drawing', 'pict', 'OLEObject', 'control', 'altChunk']);
const MERGES = new Set(['vMerge', 'hMerge']);
const MERGED = 'The cell is merged with others. Split it, one comment a row.';

/** Walks a part and gathers its tables; a table within a cell is a fault of that cell's row. */
class TableWalk {
  readonly tables: DocxTable[] = [];
  private table: DocxTable | null = null;
  private row: DocxRow | null = null;
  private cell: string[] | null = null;
  private nested = 0;
  private silent = 0;
  private inText = false;

  open({ name, attributes }: XmlTag): void {
    if (this.silent > 0 || LEFT_OUT.has(name)) this.silent++;
    else if (name === 'tbl') this.openTable();
    else if (this.nested === 0) this.openIn(name, attributes);
  }

  close(name: string): void {
    if (this.silent > 0) this.silent--;
    else if (name === 'tbl') this.closeTable();
    else if (name === 't') this.inText = false;
    else if (this.nested === 0 && name === 'tc') this.closeCell();
    else if (this.nested === 0 && name === 'tr') this.closeRow();
  }

  text(words: string): void {
    if (this.inText && this.cell && this.silent === 0 && this.nested === 0) this.cell.push(words);
  }

  private openIn(name: string, attributes: XmlTag['attributes']): void {
    if (name === 'gridCol' && this.table) this.table.columns++;
    else if (name === 'tr') this.row = { cells: [], faults: [] };
    else if (name === 'tc') this.cell = [];
    else if (name === 't') this.inText = true;
    else if (name === 'p' && this.cell && this.cell.length > 0) this.cell.push('\n');
    else if (name === 'p' && this.cell) this.cell.push('');
    else if (BREAKS[name] !== undefined && this.cell) this.cell.push(BREAKS[name]);
    else if (OBJECTS.has(name)) this.fault('There is a picture or an object in the cell. Attach it to the comment instead.');
    else if (MERGES.has(name) || (name === 'gridSpan' && Number(attributes['val']) > 1)) this.fault(MERGED);
  }

  private openTable(): void {
    if (this.table) {
      this.nested++;
      this.fault('There is a table in the cell. Write it as text, or attach it to the comment.');
    } else this.tables.push((this.table = { columns: 0, rows: [] }));
  }

  private closeTable(): void {
    if (this.nested > 0) this.nested--;
    else this.table = null;
  }

  private closeCell(): void {
    this.row?.cells.push((this.cell ?? []).join(''));
    this.cell = null;
  }

  private closeRow(): void {
    if (this.row) this.table?.rows.push(this.row);
    refuseLength((this.table?.rows.length ?? 0) - TABLE_LIMITS.headingWithin);
    this.row = null;
  }

  private fault(message: string): void {
    const column = this.row?.cells.length ?? 0;
    if (this.row && !this.row.faults.some((known) => known.column === column)) this.row.faults.push({ column, message });
  }
}

async function tablesIn(text: string): Promise<DocxTable[]> {
  const walk = new TableWalk();
  if (text)
    await readXml(text, { open: (tag) => walk.open(tag), close: (name) => walk.close(name), text: (words) => walk.text(words) });
  return walk.tables;
}
