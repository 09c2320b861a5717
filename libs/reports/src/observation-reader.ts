import type { Outcome } from '#platform/schema.types.js';
import type { SentTable } from '#platform/table.types.js';
import { isBlank } from '#platform/table.rules.js';
import { refuseAnswer, refuseProposal } from '#reviews/disposition.rules.js';
import type { TableRow } from './comment-table.js';
import type { Observation } from './observation.rules.js';
import { isSame, type TableForm } from './observation-table.js';

/** What is wrong with a row, or worth knowing of it. */
interface Remark {
  row: number;
  column: string | null;
  message: string;
}

/** What a table of observations says. */
export interface ObservationReading {
  answers: { commentId: string; outcome: Outcome; response: string; duplicateOf: string | null }[];
  unchanged: number;
  errors: Remark[];
  warnings: Remark[];
}

/** Compares a table that came back with the comments as they now stand, row by row. */
export class ObservationReader {
  private readonly reading: ObservationReading = { answers: [], unchanged: 0, errors: [], warnings: [] };
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly form: TableForm,
    private readonly rows: ReadonlyMap<string, TableRow>,
    private readonly earlier: ReadonlyMap<string, { outcome: string; response: string }[]>,
  ) {}

  read({ rows, faults, headings }: SentTable): ObservationReading {
    for (const { row, column, message } of faults) this.wrong(row, column === null ? null : (headings[column] ?? null), message);
    for (const { row, cells } of rows) if (!isBlank(cells)) this.readRow(row, cells);
    this.reading.errors.sort((a, b) => a.row - b.row);
    return this.reading;
  }

  private readRow(at: number, cells: readonly string[]): void {
    const reference = this.form.referenceIn(cells);
    const row = reference === null ? undefined : this.rows.get(reference);
    if (reference === null || !row)
      return this.wrong(at, null, `${reference ?? 'The row'} names no comment of this review cycle. Take the row out.`);
    const first = this.seen.get(reference);
    if (first !== undefined) return this.wrong(at, null, `${reference} stands in row ${first} already. Take one of them out.`);
    this.seen.set(reference, at);
    for (const heading of this.form.changed(cells, row))
      this.wrong(
        at,
        heading,
        'Only the observations may be changed. The cell is not as it was exported, or the comment has changed since; take a new table.',
      );
    this.observe(at, cells, row);
  }

  private observe(at: number, cells: readonly string[], row: TableRow): void {
    const { text, said, heading } = this.form.observationsIn(cells);
    if (isSame(text, this.form.present(row))) {
      this.reading.unchanged++;
      return;
    }
    if (text === '' || (said && this.isEarlier(said, row))) {
      this.reading.warnings.push({
        row: at,
        column: heading,
        message: `${row.reference} was answered otherwise since this table was made. It is left as it is.`,
      });
      return;
    }
    if (!said)
      return this.wrong(
        at,
        heading,
        'Begin with what was decided: Accepted, Accepted with modifications, Noted, Not accepted, Out of scope, Deferred, or Duplicate of a reference.',
      );
    this.answer(at, heading, said, row);
  }

  private isEarlier({ outcome, response }: Observation, { id }: TableRow): boolean {
    return (this.earlier.get(id) ?? []).some((answer) => answer.outcome === outcome && isSame(response, answer.response));
  }

  private answer(at: number, heading: string, { outcome, response, duplicateOf }: Observation, row: TableRow): void {
    const original = duplicateOf === null ? null : (this.rows.get(duplicateOf)?.id ?? undefined);
    if (original === undefined) return this.wrong(at, heading, `${duplicateOf ?? ''} is no comment of this review cycle.`);
    if (original === row.id) return this.wrong(at, heading, 'A comment cannot be a duplicate of itself.');
    const refusal = refuseAnswer({ outcome, response }) ?? refuseProposal(row.dispositionStatus);
    if (refusal) return this.wrong(at, heading, refusal.message);
    this.reading.answers.push({ commentId: row.id, outcome, response, duplicateOf: original });
  }

  private wrong(row: number, column: string | null, message: string): void {
    this.reading.errors.push({ row, column, message });
  }
}
