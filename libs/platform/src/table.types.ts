/** One row of a table that somebody sent. */
export interface SentRow {
  /** As the file counts its rows, from 1, with the headings where they are one of them. */
  row: number;
  cells: string[];
  /** The columns, from 0, in which the file has a number and not text: 4.10 is then 4.1. */
  numbers: ReadonlySet<number>;
}

/** What keeps a cell or row from being read; `column` from 0, null for the row as a whole. */
export interface SentFault {
  row: number;
  column: number | null;
  message: string;
}

/** A table as its file has it, before anybody asks what its columns mean. */
export interface SentTable {
  /** What stands in the page header of a document under "Date:", "Document:" and "Project:". */
  head: { date?: string; document?: string; project?: string };
  headings: string[];
  rows: SentRow[];
  faults: SentFault[];
}

/** Whether a row of cells is the headings of the table that is looked for. */
export type IsHeading = (cells: readonly string[]) => boolean;
