import { holds } from '#platform/actor.rules.js';
import type { Ctx } from '#platform/ctx.js';

/** Answers that are out, or all of them for those who work on them everywhere; a filter tells nobody more than a list does. */
const told = (ctx: Ctx): string => (holds(ctx.actor, ['ADMIN', 'SECRETARIAT']) ? 'true' : 'k.concluded_at is not null');

/** The filters of a list of comments that only reviews can answer. */
export const answeredFilter: Readonly<Record<string, (ctx: Ctx) => string>> = {
  disposed: (ctx) =>
    `exists (select 1 from disposition d join review_cycle k on k.id = d.cycle_id where d.comment_id = c.id and ${told(ctx)}) = ?::boolean`,
  outcomes: (ctx) =>
    `exists (select 1 from disposition d join review_cycle k on k.id = d.cycle_id where d.comment_id = c.id and ${told(ctx)} and d.outcome = any(?))`,
};
