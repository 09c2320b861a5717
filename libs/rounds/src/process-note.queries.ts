import { holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import type { StaffRole } from '#platform/schema.types.js';

/** A note on how a round is run. */
export interface ProcessNote {
  id: string;
  roundId: string;
  authorId: string;
  body: string;
  createdAt: Date;
}

const STAFF: readonly StaffRole[] = ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'];

/** A note is public once its round is concluded, and seen by the norm's staff before; `$1` staff everywhere, `$2` the norms of roles. */
const SEEN = `select p.id, p.round_id, p.author_id, p.body, p.created_at from process_note p join round r on r.id = p.round_id
  where (r.status = 'CONCLUDED' or $1::boolean or r.norm_id = any($2::uuid[]))`;

const sight = (actor: Actor): [boolean, string[]] => [holds(actor, STAFF), actor.staff.flatMap((grant) => grant.normId ?? [])];

/** Notes by id, as far as the viewer may see them. */
export async function processNotesById(db: Database, ctx: Ctx, ids: readonly string[]): Promise<Map<string, ProcessNote>> {
  const rows = await db.read<ProcessNote>(`${SEEN} and p.id = any($3)`, [...sight(ctx.actor), ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The notes on each round, oldest first, as far as the viewer may see them. */
export async function processNotesByRound(db: Database, ctx: Ctx, ids: readonly string[]): Promise<Map<string, ProcessNote[]>> {
  const rows = await db.read<ProcessNote>(`${SEEN} and p.round_id = any($3) order by p.id`, [...sight(ctx.actor), ids]);
  return new Map(ids.map((id) => [id, rows.filter((row) => row.roundId === id)]));
}
