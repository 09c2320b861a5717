import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { type Page, type PageArgs, sliceOf, toPage } from '#platform/page.js';
import { badInput } from '#platform/refusal.js';
import { LOOSE } from './cluster.rules.js';
import type { Cluster, ClusterMembership } from './cluster.types.js';
import { visibleComments } from './comment.visibility.js';

const SMALLEST = 2; // what a viewer sees one comment of is no cluster to them: it would tell of another

/** Clusters by what the viewer may see of them; `condition` is over `m` (member), `k` (cluster) and `c`. */
const clusters = (condition: string, visible: string): string => `
  select k.id, k.round_id, count(*)::int as size, count(distinct m.text_hash)::int as distinct_texts,
    count(distinct c.submission_id)::int as submissions, count(distinct c.organization_id)::int as organizations,
    (array_agg(c.id order by m.typicality desc, c.number))[1] as representative_id
  from cluster k join cluster_member m on m.cluster_id = k.id join comment c on c.id = m.comment_id join round r on r.id = c.round_id
  where ${condition} and c.status <> 'WITHDRAWN' and ${visible}
  group by k.id, k.round_id`;

export interface ClusterListArgs extends Pick<PageArgs, 'first' | 'after'> {
  minSize?: number | null;
}

/** A page of a round's clusters, the largest first, as far as the viewer may see their comments: one statement. */
export async function listClusters(ctx: Ctx, roundId: string, args: ClusterListArgs): Promise<Page<Cluster>> {
  const least = args.minSize ?? SMALLEST;
  if (least < SMALLEST) throw badInput('minSize', `A cluster has at least ${SMALLEST} comments.`);
  const slice = sliceOf(args, 2);
  const visible = visibleComments(ctx.actor, 3);
  const all = `select * from (${clusters('k.round_id = $1', visible.text)}) k where size >= $2`;
  const values = [roundId, least, ...visible.values];
  const at = values.length;
  const walk = slice.key ? ` and (-size, id) > ($${at + 1}::int, $${at + 2}::uuid)` : '';
  const own = [...values, ...(slice.key ?? []), slice.limit + 1];
  const rows = await ctx.db.read<Cluster>(`${all}${walk} order by -size, id limit $${own.length}`, own);
  const count = async (): Promise<number> =>
    (await ctx.db.readOne<{ count: number }>(`select count(*)::int as count from (${all}) k`, values))?.count ?? 0;
  return toPage(rows, slice, ({ size, id }) => [-size, id], count);
}

/** Clusters by id, as far as the viewer may see two of their comments. */
export async function clustersById(db: Database, ctx: Ctx, ids: readonly string[]): Promise<Map<string, Cluster>> {
  const visible = visibleComments(ctx.actor, 3);
  const rows = await db.read<Cluster>(`${clusters('k.id = any($1)', visible.text)} having count(*) >= $2`, [
    ids,
    SMALLEST,
    ...visible.values,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** How each comment is in its cluster; nothing for those that stand alone, or seem to the viewer to. */
export async function membershipsOf(
  db: Database,
  ctx: Ctx,
  commentIds: readonly string[],
): Promise<Map<string, ClusterMembership>> {
  const rows = await db.read<{ commentId: string; clusterId: string; similarity: number; ownWords: string[] }>(
    'select comment_id, cluster_id, similarity, own_words from cluster_member where comment_id = any($1)',
    [commentIds],
  );
  const seen = await Promise.all(rows.map(({ clusterId }) => ctx.load(clustersById, clusterId)));
  return new Map(
    rows
      .filter((_, i) => seen[i] !== null)
      .map(({ commentId, ...row }) => [commentId, { ...row, looselyLinked: row.similarity < LOOSE }]),
  );
}
