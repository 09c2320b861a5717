import type { Ctx } from '#platform/ctx.js';
import type { Tlp } from '#platform/schema.types.js';
import type { Comment } from './comment.types.js';
import { isOwn } from './comment.visibility.js';

const WATCHED: readonly Tlp[] = ['AMBER_STRICT', 'RED'];
const noted = new WeakMap<Ctx, Set<string>>();

/**
 * Whoever reads somebody else's AMBER_STRICT or RED comment leaves an entry in the log, one for each comment and request
 * (domain.md, Who sees what), before they get to see it.
 */
export async function noteReadings(ctx: Ctx, comments: readonly Comment[]): Promise<void> {
  const known = noted.get(ctx) ?? new Set<string>();
  const fresh = comments.filter((comment) => isWatched(ctx, comment) && !known.has(comment.id));
  if (fresh.length === 0) return;
  noted.set(ctx, known);
  for (const { id } of fresh) known.add(id);
  await ctx.db.writeAfresh(ctx, (tx) =>
    tx.tellAll(
      fresh.map(({ id, normId, roundId, tlp }) => ({ action: 'comment.read', subjectId: id, normId, roundId, data: { tlp } })),
    ),
  );
}

/** What the platform itself reads for its jobs is shown to nobody by that. */
const isWatched = ({ actor }: Ctx, comment: Comment): boolean =>
  actor.kind !== 'system' && WATCHED.includes(comment.tlp) && !isOwn(actor, comment);
