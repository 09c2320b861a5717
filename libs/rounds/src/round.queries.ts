import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { type Page, type PageArgs, sliceOf, toPage } from '#platform/page.js';
import type { RoundStatus } from '#platform/schema.types.js';
import type { Round } from './round.entity.js';
import { sightOf, VISIBLE_ROUND } from './round.visibility.js';

/** A round as it is at this moment: its status is the clock's. */
export const ROUND_COLUMNS = `r.id, r.reference, r.norm_id, r.version_id, r.kind, r.title, r.guidance, r.audience, r.publication, r.late_policy,
  r.grace_minutes, r.vetted_only, r.balance_targets, r.opens_at, r.closes_at, r.closed_at, r.revision, r.created_at,
  round_status(r.status, r.opens_at, r.closes_at, clock_now()) as status`;

/** Rounds by id, as far as the viewer may see them. */
export async function roundsById(db: Database, ctx: Ctx, ids: readonly string[]): Promise<Map<string, Round>> {
  const rows = await db.read<Round>(`select ${ROUND_COLUMNS} from round r where ${VISIBLE_ROUND} and r.id = any($3)`, [
    ...sightOf(ctx.actor),
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The round with this reference, if the viewer may see it. */
export const roundByReference = (ctx: Ctx, reference: string): Promise<Round | null> =>
  ctx.db.readOne<Round>(`select ${ROUND_COLUMNS} from round r where ${VISIBLE_ROUND} and r.reference = $3`, [
    ...sightOf(ctx.actor),
    reference,
  ]);

export interface RoundFilter {
  normId?: string | null;
  status?: RoundStatus | null;
}

/** Rounds, the newest first. */
export async function listRounds(ctx: Ctx, args: PageArgs & RoundFilter): Promise<Page<Round>> {
  const slice = sliceOf(args);
  const where = `${VISIBLE_ROUND} and ($3::uuid is null or r.norm_id = $3)
    and ($4::text is null or round_status(r.status, r.opens_at, r.closes_at, clock_now()) = $4)`;
  const filter = [...sightOf(ctx.actor), args.normId ?? null, args.status ?? null];
  const rows = await ctx.db.read<Round>(
    `select ${ROUND_COLUMNS} from round r where ${where} and ($5::uuid is null or r.id < $5) order by r.id desc limit $6`,
    [...filter, slice.key?.[0] ?? null, slice.limit + 1],
  );
  const count = async (): Promise<number> =>
    Number((await ctx.db.readOne<{ count: string }>(`select count(*) as count from round r where ${where}`, filter))?.count ?? 0);
  return toPage(rows, slice, (row) => [row.id], count);
}

interface OfRound {
  roundId: string;
}

/** The questions of each round in their order. */
export const questionsByRound = (db: Database, _ctx: Ctx, ids: readonly string[]): Promise<Map<string, OfRound[]>> =>
  byRound(
    db,
    'select id, round_id, kind, prompt, required, options, min, max from round_question where round_id = any($1) order by position',
    ids,
  );

/** The extensions of each round, the first one first. */
export const extensionsByRound = (db: Database, _ctx: Ctx, ids: readonly string[]): Promise<Map<string, OfRound[]>> =>
  byRound(
    db,
    'select round_id, from_at as "from", to_at as "to", reason, at from round_extension where round_id = any($1) order by at',
    ids,
  );

async function byRound(db: Database, text: string, ids: readonly string[]): Promise<Map<string, OfRound[]>> {
  const rows = await db.read<OfRound>(text, [ids]);
  return new Map(ids.map((id) => [id, rows.filter((row) => row.roundId === id)]));
}
