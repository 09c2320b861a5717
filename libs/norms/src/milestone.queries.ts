import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import type { Milestone } from './milestone.entity.js';

/** The columns of a milestone by the names of the contract. */
const MILESTONE_COLUMNS = `m.id, m.norm_id, m.kind, m.title, m.due_on::text as due_on, m.done_at, m.eids as "eIds", m.from_text, m.ends_norm, m.set_at`;

/** The milestones of each norm, earliest first. */
export async function milestonesByNorm(db: Database, _ctx: Ctx, normIds: readonly string[]): Promise<Map<string, Milestone[]>> {
  const rows = await db.read<Milestone>(
    `select ${MILESTONE_COLUMNS} from milestone m where norm_id = any($1) order by norm_id, due_on, id`,
    [normIds],
  );
  return new Map(normIds.map((id) => [id, rows.filter((row) => row.normId === id)]));
}

/** Milestones by id; those of a norm are as public as it is. */
export async function milestonesById(db: Database, _ctx: Ctx, ids: readonly string[]): Promise<Map<string, Milestone>> {
  const rows = await db.read<Milestone>(`select ${MILESTONE_COLUMNS} from milestone m where id = any($1)`, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The database's clock, for rules that ask which day it is. */
export const clock = async (ctx: Ctx): Promise<Date> =>
  (await ctx.db.readOne<{ now: Date }>('select clock_now() as now'))?.now ?? new Date(Number.NaN);
