import { readCsvTable } from './csv.reader.js';
import { readDocxTable } from './docx-table.reader.js';
import { TABLE_LIMITS, TableFault } from './table.rules.js';
import type { IsHeading, SentTable } from './table.types.js';
import { readXlsxTable } from './xlsx.reader.js';
import { XmlFault } from './xml.reader.js';
import { ZipFault } from './zip.reader.js';

const READERS: Readonly<Record<string, (bytes: Buffer, isHeading: IsHeading) => Promise<SentTable>>> = {
  docx: readDocxTable,
  xlsx: readXlsxTable,
  csv: readCsvTable,
  tsv: readCsvTable,
};

/**
 * Reads a table that somebody sent as DOCX, XLSX or CSV: at most 10 MB and 50,000 rows. `TableFault` says in words for people why a
 * file cannot be read; what is wrong with single cells is in the table's `faults`, for all rows at once.
 */
export async function readTable(file: { fileName: string; bytes: Buffer }, isHeading: IsHeading): Promise<SentTable> {
  const read = READERS[file.fileName.split('.').pop()?.toLowerCase() ?? ''];
  if (file.bytes.length > TABLE_LIMITS.bytes) throw tooLarge();
  if (!read)
    throw new TableFault(
      'A table can be read from DOCX, XLSX and CSV. Save it as one of them; older .doc and .xls files are not read.',
    );
  try {
    return await read(file.bytes, isHeading);
  } catch (error) {
    if (error instanceof ZipFault) throw new TableFault(error.message);
    if (error instanceof XmlFault)
      throw new TableFault(`The file is damaged: ${error.message} (line ${error.line}). Save it again.`);
    throw error;
  }
}

/** A file over 10 MB. */
export const tooLarge = (): TableFault => new TableFault('A table has at most 10 MB. Split it, or take pictures out.');
