import type { Ctx } from '#platform/ctx.js';
import { forWhom } from './submission.rules.js';

const MINE = 'select id, name from organization where id = any($1) order by name, id';

/**
 * For whom the caller speaks: the organization that was named, or null for themselves. BAD_USER_INPUT with the choices where they
 * belong to several organizations and said neither. Costs a statement only where it refuses.
 */
export async function speakerOf(ctx: Ctx, organizationId: string | null | undefined): Promise<string | null> {
  const { memberships } = ctx.actor;
  if (organizationId !== undefined || memberships.length < 2) return organizationId ?? null;
  throw forWhom(
    await ctx.db.read<{ id: string; name: string }>(MINE, [memberships.map((membership) => membership.organizationId)]),
  );
}
