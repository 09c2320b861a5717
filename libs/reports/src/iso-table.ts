import { changeCell, commentCell } from '#comments/comment-cell.rules.js';
import { TYPE_CODES, WrittenPlaces } from '#comments/commenting-template.rules.js';
import type { Referable } from '#comments/reference.rules.js';
import type { ExportTier } from '#platform/schema.types.js';
import { type TableRow, unlessRed } from './comment-table.js';
import { observationsCell } from './observation.rules.js';

/** Writes rows of comments as the commenting template has them; places are worked out once for each provision. */
export class IsoRows {
  private readonly places: WrittenPlaces;

  constructor(
    provisions: readonly Referable[],
    private readonly tier: ExportTier,
  ) {
    this.places = new WrittenPlaces(provisions);
  }

  /** The eight cells of a comment. Its number stands in the first, below the country. */
  cells(row: TableRow): string[] {
    const isSecret = this.tier === 'PUBLIC' && row.attribution === 'PSEUDONYMOUS';
    const own =
      this.tier === 'SECRETARIAT' && row.writtenClause
        ? { clause: row.writtenClause, paragraph: row.writtenParagraph ?? '' }
        : null;
    const { clause, paragraph } = this.places.of(row.eId, own);
    return [
      [isSecret ? null : row.country, row.reference].filter(Boolean).join('\n'),
      this.tier === 'SECRETARIAT' ? unlessRed(row, row.line ?? '') : '',
      clause,
      paragraph,
      TYPE_CODES[row.type],
      commentCell({ ...row, body: unlessRed(row, row.body), rationale: unlessRed(row, row.rationale ?? '') || null }),
      unlessRed(row, changeCell(row.change, row.proposedText)),
      unlessRed(row, observationsCell(row.outcome, row.response, row.duplicateOf)),
    ];
  }
}
