import { holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { Policy } from '#platform/policy.types.js';

interface ReviewPlace {
  normId: string;
}

const answers = (actor: Actor, { normId }: ReviewPlace): boolean => holds(actor, ['SECRETARIAT'], normId);

/** Who may do what in a review: the secretariat answers and drafts. */
export const reviewPolicy = {
  'review.start': answers,
  'review.conclude': answers,
  'disposition.propose': answers,
  'disposition.confirm': answers,
  'amendment.create': answers,
  'amendment.draft': answers,
} satisfies Policy<ReviewPlace>;
