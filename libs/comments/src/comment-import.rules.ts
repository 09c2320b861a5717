import { createHash } from 'node:crypto';
import type { ChangeRequest, CommentInput, ImportField, Position, Tlp } from '#platform/schema.types.js';
import type { SentRow } from '#platform/table.types.js';
import { readChangeCell, readCommentCell, tlpNamed } from './comment-cell.rules.js';
import type { CellOf, ImportedRow, RowRemark, TableReading, TableToRead } from './comment-import.types.js';
import { insist, Refusal } from '#platform/refusal.js';
import { refuseComment } from './comment.rules.js';
import { placeOfRow, type RowPlace, typeNamed } from './commenting-template.rules.js';
import { type DraftMark, markIn } from './draft-row.rules.js';
import { otherDocument } from './reference.rules.js';

const POSITIONS: readonly Position[] = ['SUPPORT', 'SUPPORT_WITH_CHANGES', 'OPPOSE', 'NEUTRAL'];
const CHANGES: readonly ChangeRequest[] = ['NONE', 'KEEP', 'MODIFY', 'ADD', 'DELETE'];
const SAYS: readonly ImportField[] = ['TYPE', 'COMMENT', 'PROPOSED_CHANGE', 'RATIONALE', 'OBSERVATIONS'];
const ROW_ID = /^(?:[A-Z*]{2,3}-\d{2,3}(?:-\d{3})?|[A-Z0-9][A-Z0-9-]*-\d{4,})$/;
const UNREADABLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * Understands a table of comments, row by row. Rows that nobody has written in are left out. All that is wrong is told at once, in
 * the order of the rows, by row and heading; a row with an error is in `rows` no more.
 */
export function readRows(input: TableToRead): TableReading {
  const reading: TableReading = { rows: [], errors: [], warnings: [] };
  const places = new Map<string, RowPlace>();
  const faults = faultsByRow(input);
  const seen = { hashes: new Map<string, number>(), ids: new Map<string, number>() };
  for (const sent of input.table.rows) {
    const row = new RowReader(input, sent, places);
    for (const fault of faults.get(sent.row) ?? []) row.remark(fault.column, fault.message);
    if (row.isUnwritten && row.errors.length === 0) continue;
    const comment = row.errors.length === 0 ? row.read() : null;
    const imported = comment ? row.imported(comment, seen) : null;
    if (imported && row.errors.length === 0) reading.rows.push(imported);
    reading.errors.push(...row.errors);
    reading.warnings.push(...row.warnings);
  }
  return reading;
}

/** What the reader of the file found wrong, in the columns that mean something. */
function faultsByRow({ table, columns }: TableToRead): Map<number, { column: string | null; message: string }[]> {
  const meant = new Set(Object.values(columns));
  const byRow = new Map<number, { column: string | null; message: string }[]>();
  for (const { row, column, message } of table.faults) {
    if (column !== null && !meant.has(column)) continue;
    const fault = { column: column === null ? null : (table.headings[column] ?? null), message };
    byRow.set(row, [...(byRow.get(row) ?? []), fault]);
  }
  return byRow;
}

/** One row while it is understood. */
class RowReader {
  readonly errors: RowRemark[] = [];
  readonly warnings: RowRemark[] = [];

  constructor(
    private readonly input: TableToRead,
    private readonly sent: SentRow,
    private readonly places: Map<string, RowPlace>,
  ) {}

  get isUnwritten(): boolean {
    return SAYS.every((field) => this.cell(field).trim() === '');
  }

  remark(column: string | null, message: string): void {
    this.errors.push({ row: this.sent.row, column, message });
  }

  /** The comment that the row is; what is wrong with it is in `errors`. */
  read(): CommentInput | null {
    if (this.refuseUnreadable()) return null;
    if (this.cell('OBSERVATIONS').trim())
      this.wrong('OBSERVATIONS', 'Observations are the secretariat’s. Leave the column blank.');
    const place = this.place();
    const { body, ...said } = this.said();
    const comment: CommentInput = {
      ...said,
      type: this.type(place),
      anchor: place ? { eId: place, ...(this.cell('QUOTE') && { exact: this.cell('QUOTE') }) } : null,
      body: this.warnings.length > 0 ? `[${this.written()}] ${body}` : body,
      position: this.oneOf('POSITION', POSITIONS) ?? 'NEUTRAL',
      attribution: 'NAMED',
      attachmentIds: [],
      ...(this.cell('LOCALE') && { locale: this.locale() }),
    };
    return this.held(comment);
  }

  /** The row with what tells it from others. */
  imported(comment: CommentInput, seen: { hashes: Map<string, number>; ids: Map<string, number> }): ImportedRow {
    const [clause, paragraph, line] = [
      this.cell('CLAUSE').trim() || this.cell('PROVISION').trim(),
      this.cell('PARAGRAPH').trim(),
      this.cell('LINE').trim(),
    ];
    const content = JSON.stringify([clause, paragraph, line, Object.entries(comment).sort()]);
    const times = (seen.hashes.get(content) ?? 0) + 1;
    seen.hashes.set(content, times);
    const { rowId, mark } = this.numbers();
    this.refuseTwice(seen.ids, rowId);
    this.refuseTwice(seen.ids, mark && `D-${mark.code}`);
    const own = mark ? `${content}#${mark.code}` : content;
    const hash = createHash('sha256')
      .update(times === 1 ? own : `${own}#${times}`)
      .digest('hex');
    return { row: this.sent.row, rowId, mark, hash, clause, paragraph, line, comment };
  }

  private refuseTwice(ids: Map<string, number>, id: string | null): void {
    if (id === null) return;
    const earlier = ids.get(id);
    if (earlier !== undefined)
      this.wrong(
        this.input.columns.ROW_ID === undefined ? 'MEMBER_BODY' : 'ROW_ID',
        `${id} is the number of row ${earlier} already. Give each row its own, and a new one none that begins with D-.`,
      );
    ids.set(id, this.sent.row);
  }

  private readonly cell: CellOf = (field) => {
    const column = this.input.columns[field];
    return column === undefined ? '' : (this.sent.cells[column] ?? '');
  };

  private wrong(field: ImportField | null, message: string): void {
    this.remark(this.headingOf(field), message);
  }

  private headingOf(field: ImportField | null): string | null {
    const column = field === null ? undefined : this.input.columns[field];
    return column === undefined ? null : (this.input.table.headings[column] ?? null);
  }

  /** Whether a cell has what no text has; then nothing else is said of the row. */
  private refuseUnreadable(): boolean {
    const unreadable = (Object.keys(this.input.columns) as ImportField[]).filter((field) => UNREADABLE.test(this.cell(field)));
    for (const field of unreadable)
      this.wrong(field, 'There are control characters or halves of characters in the cell. Write it again as plain text.');
    return unreadable.length > 0;
  }

  private numbers(): { rowId: string | null; mark: DraftMark | null } {
    const words = `${this.cell('ROW_ID')} ${this.cell('MEMBER_BODY')}`.split(/\s+/);
    const rowId = words.find((word) => ROW_ID.test(word) && !markIn(word)) ?? null;
    return { rowId, mark: words.map(markIn).find((mark) => mark !== null) ?? null };
  }

  /** The provision, null for the whole draft or where it cannot be told. */
  private place(): string | null {
    const place = this.findPlace();
    if ('eId' in place) return place.eId;
    if (this.input.unresolved === 'REFUSE') this.wrong(this.fieldOf(place.column), place.reason);
    else
      this.warnings.push({
        row: this.sent.row,
        column: this.headingOf(this.fieldOf(place.column === 'DOCUMENT' ? place.column : 'CLAUSE')),
        message: `${place.reason} The comment is made on the whole draft.`,
      });
    return null;
  }

  /** The column that a place was read from: our own table names the provision by its eId. */
  private fieldOf(column: ImportField): ImportField {
    if (column !== 'DOCUMENT' && this.cell('PROVISION').trim()) return 'PROVISION';
    return this.input.columns[column] === undefined ? 'CLAUSE' : column;
  }

  private findPlace(): RowPlace {
    const other = otherDocument(this.cell('DOCUMENT'), this.input.names);
    if (other) return { reason: other, column: 'DOCUMENT' };
    const column = this.input.columns.CLAUSE;
    const isNumber = column !== undefined && this.sent.numbers.has(column);
    const clause = this.cell('PROVISION').trim() || this.cell('CLAUSE');
    const hasNone = this.input.columns.PROVISION !== undefined && clause.trim() === '';
    if (hasNone) return { eId: null }; // our own export leaves it blank for the whole draft
    const key = JSON.stringify([clause, this.cell('PARAGRAPH'), isNumber]);
    const known =
      this.places.get(key) ?? placeOfRow({ clause, paragraph: this.cell('PARAGRAPH'), isNumber }, this.input.provisions);
    this.places.set(key, known);
    return known;
  }

  private written(): string {
    return (
      [this.cell('DOCUMENT'), this.cell('CLAUSE'), this.cell('PARAGRAPH'), this.cell('LINE') && `line ${this.cell('LINE')}`]
        .map((words) => words.replace(/\s+/g, ' ').trim())
        .filter(Boolean)
        .join(', ') || 'no place given'
    );
  }

  /** The text with what stands in it: our own table has columns for what the template has marks for. */
  private said(): Pick<CommentInput, 'body' | 'rationale' | 'tlp' | 'blocking' | 'change' | 'proposedText'> {
    const { columns } = this.input;
    const { tlp, blocking, body, rationale } =
      columns.TLP === undefined ? readCommentCell(this.cell('COMMENT')) : this.ownMarks();
    const change = columns.CHANGE === undefined ? readChangeCell(this.cell('PROPOSED_CHANGE')) : this.ownChange();
    return { body: body.trim() ? body : '', rationale: this.cell('RATIONALE') || rationale, tlp, blocking, ...change };
  }

  private ownMarks(): { tlp: Tlp; blocking: boolean; body: string; rationale: null } {
    const tlp = this.cell('TLP').trim() ? tlpNamed(this.cell('TLP')) : 'CLEAR';
    if (!tlp) this.wrong('TLP', 'That is no marking. Write TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED.');
    return {
      tlp: tlp ?? 'CLEAR',
      blocking: /^(?:yes|true|1)$/i.test(this.cell('BLOCKING').trim()),
      body: this.cell('COMMENT'),
      rationale: null,
    };
  }

  private ownChange(): { change: ChangeRequest; proposedText: string | null } {
    return { change: this.oneOf('CHANGE', CHANGES) ?? 'NONE', proposedText: this.cell('PROPOSED_CHANGE') || null };
  }

  private oneOf<T extends string>(field: ImportField, values: readonly T[]): T | null {
    const written = this.cell(field).trim();
    if (!written) return null;
    const value = values.find((name) => name === written.toUpperCase().replace(/\s+/g, '_'));
    if (!value) this.wrong(field, `"${written}" is none of ${values.join(', ')}.`);
    return value ?? null;
  }

  private type(place: string | null): CommentInput['type'] {
    const written = this.cell('TYPE').trim();
    const type = typeNamed(written);
    if (this.input.columns.TYPE !== undefined && !type)
      this.wrong(
        'TYPE',
        written ? `"${written}" is no type of comment. Write ge, te or ed.` : 'The type is missing. Write ge, te or ed.',
      );
    return type ?? (place === null ? 'GENERAL' : 'SUBSTANTIVE');
  }

  private locale(): string {
    const written = this.cell('LOCALE').trim();
    try {
      return Intl.getCanonicalLocales(written)[0] ?? written;
    } catch {
      this.wrong('LOCALE', `"${written}" is no language tag. Write for example en, fr or zh-Hans.`);
      return 'en';
    }
  }

  /** The comment held against the text; what is refused of it becomes errors of the row. */
  private held(comment: CommentInput): CommentInput {
    try {
      insist(refuseComment(comment));
      return this.input.hold(comment);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      for (const { path, message } of error.facts.fields ?? []) this.wrong(FIELD_OF[path] ?? null, message);
      return comment;
    }
  }
}

const FIELD_OF: Readonly<Record<string, ImportField>> = {
  'comment.body': 'COMMENT',
  'comment.proposedText': 'PROPOSED_CHANGE',
  'comment.rationale': 'RATIONALE',
  'comment.anchor.exact': 'QUOTE',
};
