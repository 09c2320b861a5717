import type { CommentInput, ImportField, UnresolvedReference } from '#platform/schema.types.js';
import type { SentTable } from '#platform/table.types.js';
import type { DraftMark } from './draft-row.rules.js';
import type { Referable } from './reference.rules.js';
import type { Columns } from './table-columns.rules.js';

/** What is wrong with one cell or row, or worth knowing of it. */
export interface RowRemark {
  row: number;
  column: string | null;
  message: string;
}

/** A row of a table as the comment that it will be. */
export interface ImportedRow {
  row: number;
  /** The row's own number, where it has one that tells it from all others. */
  rowId: string | null;
  /** The draft that the row was offered with, where it was. */
  mark: DraftMark | null;
  /** SHA-256 of all that the row says, hex: the same row again has the same. */
  hash: string;
  clause: string;
  paragraph: string;
  line: string;
  comment: CommentInput;
}

/** A table with all that is needed to understand it. */
export interface TableToRead {
  table: SentTable;
  columns: Columns;
  provisions: readonly Referable[];
  /** The title and the slug of the norm: a row may name its document. */
  names: readonly string[];
  unresolved: UnresolvedReference;
  /** Holds a comment against the text of its provision: its quote gets its place. Throws the refusal. */
  hold: (comment: CommentInput) => CommentInput;
}

/** What a table was understood as: rows, and what has to be put right first. */
export interface TableReading {
  rows: ImportedRow[];
  errors: RowRemark[];
  warnings: RowRemark[];
}

/** The cells of one row by what they hold. */
export type CellOf = (field: ImportField) => string;
