import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { FileService } from '#platform/file.service.js';
import { badInput, insist } from '#platform/refusal.js';
import type { ImportCommentsInput, ImportField } from '#platform/schema.types.js';
import { readTable, tooLarge } from '#platform/table.reader.js';
import { TABLE_LIMITS, TableFault } from '#platform/table.rules.js';
import type { SentTable } from '#platform/table.types.js';
import type { Tx } from '#platform/tx.js';
import { heldAgainst } from './anchor.queries.js';
import { planDrafts } from './comment-import.drafts.js';
import { readRows } from './comment-import.rules.js';
import { insertRows, originsOf, planOf, provisionsOf, type RoundText, rewriteRows } from './comment-import.store.js';
import type { RowRemark } from './comment-import.types.js';
import { Submission } from './submission.entity.js';
import { isTheirs, refuseEditBy } from './submission.rules.js';
import {
  type ColumnMeaning,
  type Columns,
  columnsOf,
  isHeadingRow,
  type Mapping,
  missingColumns,
} from './table-columns.rules.js';

/** What came of an import. */
export interface ImportResult {
  submissionId: string;
  imported: number;
  unchanged: number;
  errors: RowRemark[];
  warnings: RowRemark[];
  columns: ColumnMeaning[];
}

const MOST_REMARKS = 1000;

/** Tables of comments taken into a draft submission: all rows, or none and what has to be put right. */
@Injectable()
export class CommentImportService {
  constructor(private readonly files: FileService) {}

  /**
   * Reads and checks a table, and adds its rows as draft comments unless it is a dry run or there are errors. A row that is there
   * from an earlier upload is left as it is; one with the same number and other words takes the earlier one's place, and one that was
   * offered with a draft in it goes back into that draft. Errors as of `importComments`; BAD_USER_INPUT for a file that is no table of comments.
   */
  async importTable(ctx: Ctx, input: ImportCommentsInput): Promise<ImportResult> {
    const mapping = input.columns
      ? { columns: input.columns, isKept: false }
      : { columns: await this.keptColumns(ctx, input.submissionId), isKept: true };
    const table = await this.read(ctx, input.fileId, mapping);
    const columns = columnsOf(table.headings, mapping);
    return ctx.db.write(ctx, async (tx) => {
      const submission = await tx.lock(Submission, input.submissionId, 'submission', isTheirs);
      insist(refuseEditBy(ctx.actor, submission, tx.now));
      const result = await this.take(tx, submission, { table, columns, input });
      const isTaken = result.errors.length === 0 && !input.dryRun;
      if (isTaken && input.keepColumns && input.columns) await keepColumns(tx, submission, input.columns);
      return { ...result, columns: meanings(table, columns) };
    });
  }

  private async take(
    tx: Tx,
    submission: Submission,
    { table, columns, input }: { table: SentTable; columns: Columns; input: ImportCommentsInput },
  ): Promise<Omit<ImportResult, 'columns'>> {
    const text = await provisionsOf(tx, submission.roundId);
    const reading = readRows({
      table,
      columns,
      provisions: text.provisions,
      names: [text.title, text.slug],
      unresolved: input.unresolved ?? 'REFUSE',
      hold: (comment) => heldAgainst(text.texts.get(comment.anchor?.eId ?? '') ?? [], comment),
    });
    const plan = planOf(reading.rows, await originsOf(tx, submission), submission.id);
    await planDrafts(tx, plan, { submission, rows: reading.rows, text });
    const remarks = [...missing(columns), ...refuseOtherText(table, text), ...reading.errors, ...plan.errors];
    const errors = remarks.toSorted((a, b) => a.row - b.row).slice(0, MOST_REMARKS);
    const imported = errors.length > 0 ? 0 : plan.added.length + plan.rewritten.length;
    const result = {
      submissionId: submission.id,
      imported,
      unchanged: plan.unchanged,
      errors,
      warnings: reading.warnings.slice(0, MOST_REMARKS),
    };
    if (imported === 0 || input.dryRun) return result;
    await insertRows(tx, submission, plan.added);
    await rewriteRows(tx, submission, plan.rewritten);
    await tx.update(Submission, submission, { revision: submission.revision + 1 });
    const data = { added: plan.added.length, rewritten: plan.rewritten.length, unchanged: plan.unchanged };
    await tx.tell({ action: 'comments.imported', subjectId: submission.id, roundId: submission.roundId, data });
    return result;
  }

  private async read(ctx: Ctx, fileId: string, mapping: Mapping): Promise<SentTable> {
    const file = await this.files.own(ctx, fileId);
    try {
      if (file.size > TABLE_LIMITS.bytes) throw tooLarge();
      return await readTable({ fileName: file.fileName, bytes: await this.files.bytes(file) }, isHeadingRow(mapping));
    } catch (error) {
      if (error instanceof TableFault) throw badInput('fileId', error.message);
      throw error;
    }
  }

  private async keptColumns(ctx: Ctx, submissionId: string): Promise<ColumnMeaning[]> {
    const row = await ctx.db.readOne<{ columns: ColumnMeaning[] }>(
      `select k.columns from submission s join import_columns k on k.organization_id = s.organization_id
       where s.id = $1 and s.organization_id = any($2)`,
      [submissionId, ctx.actor.memberships.map(({ organizationId }) => organizationId)],
    );
    return row?.columns ?? [];
  }
}

const missing = (columns: Columns): RowRemark[] =>
  missingColumns(columns).map((column) => ({
    row: 1,
    column: null,
    message: `There is no column for ${column}. Add it, or say by \`columns\` which one it is.`,
  }));

/** The template says in its header which text it was offered for; another one's clauses would be wrong ones. */
function refuseOtherText({ head }: SentTable, { slug, version }: RoundText): RowRemark[] {
  const named = /\(([a-z0-9-]+), version (\d+)\)/.exec(head.document ?? '');
  if (!named || (named[1] === slug && Number(named[2]) === version)) return [];
  const message = `The table was filled in on ${named[1]}, version ${named[2]}; this round is on ${slug}, version ${version}. Take a new template and move the comments to its clauses.`;
  return [{ row: 1, column: 'Document', message }];
}

const meanings = ({ headings }: SentTable, columns: Columns): ColumnMeaning[] =>
  Object.entries(columns).map(([field, column]) => ({ heading: headings[column] ?? '', field: field as ImportField }));

async function keepColumns(tx: Tx, { organizationId }: Submission, columns: readonly ColumnMeaning[]): Promise<void> {
  if (organizationId === null) return;
  await tx.query(
    `insert into import_columns (organization_id, columns, updated_at) values ($1, $2, $3)
     on conflict (organization_id) do update set columns = excluded.columns, updated_at = excluded.updated_at`,
    [organizationId, JSON.stringify(columns.map(({ heading, field }) => ({ heading, field }))), tx.now],
  );
}
