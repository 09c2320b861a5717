import { Injectable } from '@nestjs/common';
import { holds } from './actor.rules.js';
import type { Ctx } from './ctx.js';
import type { LogEvent } from './event.types.js';
import { type Page, type PageArgs, sliceOf, toPage } from './page.js';

export interface AuditFilter {
  normId?: string | null;
  roundId?: string | null;
}

/**
 * What everyone may read of the log: what happened to norms and rounds in public. Everything else is for staff, of the norm
 * or everywhere; the rest of the log says nothing to anyone else, not even by its counts.
 */
const PUBLIC_ACTIONS = [
  'norm.created',
  'norm.renewed',
  'norm.expired',
  'norm.withdrawn',
  'milestone.due',
  'norm_version.published',
  'norm_version.translated',
  'norm_version.superseded',
  'norm_version.adopted',
  'round.scheduled',
  'round.opened',
  'round.extended',
  'round.paused',
  'round.resumed',
  'round.closed',
  'round.cancelled',
  'review.started',
  'review.concluded',
];

const COLUMNS = 'id, at, action, actor_id, subject_id, norm_id, round_id, data, sequence, hash';
const WHERE = `sequence is not null and ($1::uuid is null or norm_id = $1) and ($2::uuid is null or round_id = $2)
  and ($3::boolean or action = any($4) or norm_id = any($5))`;

/** Reads the log, oldest first. */
@Injectable()
export class AuditLog {
  /** A page of the entries that the viewer may read, in the order of their numbers. */
  async list(ctx: Ctx, args: PageArgs & AuditFilter): Promise<Page<LogEvent>> {
    const slice = sliceOf(args);
    const values = this.filterValues(ctx, args);
    const rows = await ctx.db.read<LogEvent>(
      `select ${COLUMNS} from event where ${WHERE} and sequence > $6 order by sequence limit $7`,
      [...values, slice.key?.[0] ?? 0, slice.limit + 1],
    );
    return toPage(
      rows.map(numbered),
      slice,
      (row) => [String(row.sequence)],
      () => this.count(ctx, values),
    );
  }

  /** The entry by id, or null. */
  async find(ctx: Ctx, id: string): Promise<LogEvent | null> {
    const row = await ctx.db.readOne<LogEvent>(`select ${COLUMNS} from event where ${WHERE} and id = $6`, [
      ...this.filterValues(ctx, {}),
      id,
    ]);
    return row ? numbered(row) : null;
  }

  private filterValues(ctx: Ctx, filter: AuditFilter): unknown[] {
    const everywhere = holds(ctx.actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'OBSERVER']);
    const norms = ctx.actor.staff.flatMap((grant) => grant.normId ?? []);
    return [filter.normId ?? null, filter.roundId ?? null, everywhere, PUBLIC_ACTIONS, norms];
  }

  private async count(ctx: Ctx, values: unknown[]): Promise<number> {
    const row = await ctx.db.readOne<{ count: string }>(`select count(*) as count from event where ${WHERE}`, values);
    return Number(row?.count ?? 0);
  }
}

/** `sequence` is a number on the wire; PostgreSQL's bigint comes as text. */
const numbered = (row: LogEvent): LogEvent => ({
  ...row,
  sequence: row.sequence === null ? null : (Number(row.sequence) as never),
});
