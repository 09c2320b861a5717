/** Why a file cannot be read as a table, in words for who sent it. */
export class TableFault extends Error {}

/** How much of a table is read. */
export const TABLE_LIMITS = { bytes: 10 * 1024 * 1024, rows: 50_000, columns: 60, headingWithin: 40 } as const;

/** Throws for a table that is longer than is read. */
export function refuseLength(rows: number): void {
  if (rows > TABLE_LIMITS.rows) throw new TableFault('The table has more than 50,000 rows. Split it into several files.');
}

/** Line ends as one character, whatever the file has. */
export const oneLineEnd = (text: string): string => text.replace(/\r\n?/g, '\n');

/** True for a row that says nothing. */
export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
