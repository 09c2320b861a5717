import { refuseActiveParts } from './office-package.js';
import { oneLineEnd, refuseLength, TABLE_LIMITS, TableFault } from './table.rules.js';
import type { IsHeading, SentFault, SentTable } from './table.types.js';
import { readXml } from './xml.reader.js';
import { dateStyles, sharedTexts, sheetPaths, unescaped } from './xlsx.parts.js';
import { ZipReader } from './zip.reader.js';

interface SheetRow {
  row: number;
  cells: string[];
  numbers: Set<number>;
  faults: { column: number; message: string }[];
}
interface Sheet {
  rows: SheetRow[];
  /** Rows, from 1, that merged cells reach over: first, last, and the first column. */
  merges: { from: number; to: number; column: number }[];
}

/** Reads the sheet of a workbook (SpreadsheetML, ECMA-376 part 1 §18.3) that has the headings; cells as they were typed, none worked out. */
export async function readXlsxTable(bytes: Buffer, isHeading: IsHeading): Promise<SentTable> {
  const zip = new ZipReader(bytes);
  if (!zip.has('xl/workbook.xml'))
    throw new TableFault('The file is not an Excel workbook (.xlsx). Save it as one and upload it again.');
  await refuseActiveParts(zip);
  const [texts, dates] = [await sharedTexts(zip), await dateStyles(zip)];
  let found: SentTable | null = null;
  for (const path of await sheetPaths(zip)) {
    const sheet = await readSheet((await zip.text(path)) ?? '', texts, dates);
    const at = sheet.rows.slice(0, TABLE_LIMITS.headingWithin).findIndex(({ cells }) => isHeading(cells));
    if (at !== -1 && found && sheet.rows.length > at + 1) throw new TableFault(TWO_SHEETS);
    if (at !== -1) found ??= tableOf(sheet, at);
  }
  if (!found) throw new TableFault('No sheet of the workbook has the headings of a table of comments in one of its first rows.');
  return found;
}

const TWO_SHEETS =
  'Two sheets of the workbook are tables of comments. Put all comments into one, or upload each sheet as a file of its own.';

function tableOf({ rows, merges }: Sheet, at: number): SentTable {
  const heading = rows[at] as SheetRow;
  const headings = heading.cells;
  const below = rows.slice(at + 1);
  refuseLength(below.length);
  const faults: SentFault[] = below.flatMap((line) => line.faults.map((fault) => ({ row: line.row, ...fault })));
  for (const { from, to, column } of merges)
    if (to > heading.row)
      faults.push({
        row: Math.max(from, heading.row + 1),
        column,
        message: 'The cell is merged with others. Split it, one comment a row.',
      });
  const sent = below.map(({ row, cells, numbers }) => ({
    row,
    numbers,
    cells: headings.map((_, column) => cells[column] ?? ''),
  }));
  return { head: {}, headings, rows: sent, faults };
}

/** What is gathered of the cell that is being read. */
interface Cell {
  column: number;
  type: string;
  style: string;
  value: string;
  isFormula: boolean;
}

async function readSheet(xml: string, texts: readonly string[], dates: ReadonlySet<string>): Promise<Sheet> {
  const sheet: Sheet = { rows: [], merges: [] };
  let row: SheetRow | null = null;
  let cell: Cell | null = null;
  let inValue = false;
  await readXml(xml, {
    open({ name, attributes }) {
      if (name === 'row') {
        row = { row: Number(attributes['r']) || (sheet.rows.at(-1)?.row ?? 0) + 1, cells: [], numbers: new Set(), faults: [] };
        refuseLength(sheet.rows.length - TABLE_LIMITS.headingWithin);
      } else if (name === 'c' && row) {
        const column = columnOf(attributes['r']) ?? row.cells.length;
        cell = { column, type: attributes['t'] ?? 'n', style: attributes['s'] ?? '', value: '', isFormula: false };
      } else if (name === 'f' && cell) cell.isFormula = true;
      else if ((name === 'v' || name === 't') && cell) inValue = true;
      else if (name === 'rPh') inValue = false;
      else if (name === 'mergeCell') addMerge(sheet, attributes['ref'] ?? '');
    },
    text(words) {
      if (inValue && cell) cell.value += words;
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'c' && cell && row) {
        keep(row, cell, texts, dates);
        cell = null;
      } else if (name === 'row' && row) {
        const cells = Array.from(row.cells, (text) => text ?? ''); // what was left out is blank
        if (cells.length > 0 || row.faults.length > 0) sheet.rows.push({ ...row, cells });
        row = null;
      }
    },
  });
  return sheet;
}

function keep(row: SheetRow, cell: Cell, texts: readonly string[], dates: ReadonlySet<string>): void {
  const { column, type, value } = cell;
  if (column >= TABLE_LIMITS.columns) return;
  const fault = (message: string): void => void row.faults.push({ column, message });
  if (cell.isFormula) fault('There is a formula in the cell. Put its value there as text.');
  else if (type === 'e') fault(`There is an error (${value}) in the cell. Put text there.`);
  else if (type === 'n' && value !== '' && dates.has(cell.style))
    fault('The cell has become a date. Format the column as text and write it again.');
  else if (type === 'n' && value !== '') row.numbers.add(column);
  const text =
    type === 's' ? (texts[Number(value)] ?? '') : type === 'n' && value !== '' ? String(Number(value)) : unescaped(value);
  if (text !== '') row.cells[column] = oneLineEnd(text);
}

/** The column of a cell's name, from 0: C7 is 2. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1];
  if (!letters) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function addMerge(sheet: Sheet, reference: string): void {
  const [first = '', last = first] = reference.split(':');
  const rowIn = (name: string): number => Number(/\d+$/.exec(name)?.[0] ?? 0);
  sheet.merges.push({ from: rowIn(first), to: rowIn(last), column: columnOf(first) ?? 0 });
}
