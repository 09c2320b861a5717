import type { Database } from '#platform/database.js';
import type { View } from './participation.rules.js';

/** Of what counts, each cluster counts once: all comments, less those in clusters, and the clusters instead. */
const DISTINCT = `select ((select coalesce(sum(p.comments), 0) from participation_count p
      where p.round_id = $1 and p.view = $2 and p.cut = 'WHO' and not p.late)
    - count(*) + count(distinct m.cluster_id))::int as texts
  from cluster k join cluster_member m on m.cluster_id = k.id join comment c on c.id = m.comment_id
  where k.round_id = $1 and not c.late and counts_in($2, c.status, c.number, c.tlp)`;

/** How many in-time comments of a round there are, near-identical ones counted once; of all that count, or of what everybody may read. */
export const distinctTexts = async (db: Database, roundId: string, view: View): Promise<number> =>
  (await db.readOne<{ texts: number }>(DISTINCT, [roundId, view]))?.texts ?? 0;
