import { changeCell, commentCell } from '#comments/comment-cell.rules.js';
import { placeOfRow, TYPE_CODES, writtenPlace } from '#comments/commenting-template.rules.js';
import type { Referable } from '#comments/reference.rules.js';
import type { ExportTier } from '#platform/schema.types.js';
import { type TableRow, unlessRed } from './comment-table.js';
import { observationsCell } from './observation.rules.js';

type Place = { clause: string; paragraph: string };

/** Writes rows of comments as the commenting template has them; places are worked out once for each provision. */
export class IsoRows {
  private readonly places = new Map<string, Place>();

  constructor(
    private readonly provisions: readonly Referable[],
    private readonly tier: ExportTier,
  ) {}

  /** The eight cells of a comment. Its number stands in the first, below the country. */
  cells(row: TableRow): string[] {
    const isSecret = this.tier === 'PUBLIC' && row.attribution === 'PSEUDONYMOUS';
    const { clause, paragraph } = this.placeOf(row);
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

  /** As the commenter's own table placed it, where that leads to the same provision; else by the draft's own numbers. */
  private placeOf({ eId, writtenClause, writtenParagraph }: TableRow): Place {
    const own =
      this.tier === 'SECRETARIAT' && writtenClause ? { clause: writtenClause, paragraph: writtenParagraph ?? '' } : null;
    const key = JSON.stringify([eId, own]);
    const known = this.places.get(key) ?? (own && this.leadsTo(own, eId) ? own : writtenPlace(eId, this.provisions));
    this.places.set(key, known);
    return known;
  }

  private leadsTo(place: Place, eId: string | null): boolean {
    const found = placeOfRow(place, this.provisions);
    return 'eId' in found && found.eId === eId;
  }
}
