import { holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { Policy } from '#platform/policy.types.js';

interface ReportPlace {
  normId: string;
}

const reports = (actor: Actor, { normId }: ReportPlace): boolean => holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT'], normId);

/** Who may have summaries made and published, and who gets the secretariat's table. */
export const reportPolicy = {
  'summary.generate': reports,
  'summary.publish': reports,
  'summary.read': (actor, { normId }) => holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'], normId),
  'export.request': (actor) => actor.accountId !== null,
  'export.secretariat': (actor, { normId }) => holds(actor, ['SECRETARIAT'], normId), // it has AMBER_STRICT in it
} satisfies Policy<ReportPlace>;
