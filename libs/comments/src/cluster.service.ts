import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import type { Tx } from '#platform/tx.js';
import { type ClusterDesk, type ClusterText, openDesk } from './cluster-desk.js';
import type { HandDecision, Membership } from './cluster.rules.js';

/** What groups. A change to what it finds is a new number, and every round is then grouped anew before it is counted. */
const METHOD = 'clusters/1';
const PAGE = 1000;
const SMALL = 500; // comments up to which each new one is grouped at once
const GROWTH = 0.05; // by which a larger round has to have grown, so that what it costs stays in proportion

const LONGEST_WAIT = '9min'; // for who groups the same round, within what a job may take

const TEXT = `concat_ws(E'\\n', body, rationale, proposed_text)`;
const COUNTED = `round_id = $1 and number is not null and status <> 'WITHDRAWN'`;
const TEXTS = `select number::int as number, ${TEXT} as text from comment where ${COUNTED} and number > $2 order by number limit ${PAGE}`;
const TEXTS_OF = `select number::int as number, id, ${TEXT} as text from comment where round_id = $1 and number = any($2)`;
const DRAFT = `select p.text from provision p join round r on r.version_id = p.version_id where r.id = $1 and p.text <> ''`;

/** Names the comments and decisions that clusters are to be made of: other ones, another name. What is withdrawn never comes back. */
const STATE = `select s.*, coalesce(s.made_of = k.made_of, false) as is_current from (
    select count(*)::int as comments, coalesce(max(number), 0)::int as last_number,
      concat_ws(' ', $2::text, count(*), coalesce(bit_xor(hashint8extended(number, 0)), 0),
        (select count(*) + count(reverted_at) from cluster_adjustment where round_id = $1)) as made_of
    from comment where ${COUNTED}) s
  left join round_clustering k on k.round_id = $1`;
const MADE = 'update round_clustering set made_of = $2, last_number = $3 where round_id = $1';
const LAST = `select coalesce(max(number), 0)::int as last, coalesce((select last_number from round_clustering where round_id = $1), 0) as known
  from comment where round_id = $1 and number is not null`;

const DECISIONS = `select coalesce((select array_agg(c.number::int order by c.number) from comment c where c.id = any(a.merged)), '{}') as merged,
    coalesce((select array_agg(c.number::int order by c.number) from comment c where c.id = any(a.removed)), '{}') as removed
  from cluster_adjustment a where a.round_id = $1 and a.reverted_at is null order by a.at, a.id`;

const KEEP_CLUSTERS = `insert into cluster (id, round_id) select id, $1 from unnest($2::uuid[]) id on conflict (id) do nothing`;
const KEEP_MEMBERS = `insert into cluster_member as m (comment_id, cluster_id, text_hash, similarity, typicality, own_words)
  select t.comment_id, t.cluster_id, t.text_hash, t.similarity, t.typicality, array(select jsonb_array_elements_text(t.own_words))
  from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::real[], $5::real[], $6::jsonb[]) as t (comment_id, cluster_id, text_hash, similarity, typicality, own_words)
  on conflict (comment_id) do update set cluster_id = excluded.cluster_id, similarity = excluded.similarity, typicality = excluded.typicality,
    own_words = excluded.own_words
  where (m.cluster_id, m.similarity, m.typicality, m.own_words)
    is distinct from (excluded.cluster_id, excluded.similarity, excluded.typicality, excluded.own_words)`;
const DROP_MEMBERS = `delete from cluster_member m using cluster k
  where k.id = m.cluster_id and k.round_id = $1 and not exists (select from comment c where c.id = m.comment_id and c.number = any($2::bigint[]))`;
const DROP_CLUSTERS = `delete from cluster where round_id = $1 and id <> all($2::uuid[])`;

/** The name of the cluster that a comment is the first of: the same comments have the same cluster, whenever it is worked out. */
export function clusterIdOf(founderId: string): string {
  const hex = createHash('sha256').update(`cluster of ${founderId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

interface State {
  comments: number;
  lastNumber: number;
  madeOf: string;
  isCurrent: boolean;
}

/** Groups the near-identical comments of a round (domain.md). An aid: nothing is hidden or merged because of it. */
@Injectable()
export class ClusterService {
  /**
   * Groups a round's comments after an event, off the event loop where there are many. Of arrivals in a large round it waits until
   * they are one in twenty; the closing, the end of the grace after it, and a decision by hand wait for nothing.
   */
  async settle(ctx: Ctx, { action, roundId }: LogEvent): Promise<void> {
    if (roundId === null || (action === 'submission.submitted' && (await this.isEarly(ctx, roundId)))) return;
    await this.bringUpToDate(ctx, roundId);
  }

  /**
   * Has the round's clusters made of all its comments and decisions of this moment, waiting for whoever is at it; what is made of
   * them already stays. Whoever keeps a figure that counts by clusters asks for this first. The same comments and decisions give the
   * same clusters.
   */
  async bringUpToDate(ctx: Ctx, roundId: string): Promise<void> {
    if ((await ctx.db.unwalled.readOne<State>(STATE, [roundId, METHOD]))?.isCurrent) return;
    await ctx.db.write(ctx, async (tx) => {
      await tx.query(`set local statement_timeout = '${LONGEST_WAIT}'`);
      await holdClusters(tx, roundId);
      const state = await tx.one<State>(STATE, [roundId, METHOD]);
      if (!state || state.isCurrent) return;
      await this.group(tx, roundId, state.comments);
      await tx.query(MADE, [roundId, state.madeOf, state.lastNumber]);
    });
  }

  /** Whether a large round has too few new comments, by their numbers: two index look-ups, for this is asked at each arrival. */
  private async isEarly(ctx: Ctx, roundId: string): Promise<boolean> {
    const row = await ctx.db.unwalled.readOne<{ last: number; known: number }>(LAST, [roundId]);
    return row !== null && row.last > SMALL && row.last - row.known < row.last * GROWTH;
  }

  private async group(tx: Tx, roundId: string, comments: number): Promise<void> {
    const draft = await tx.query<{ text: string }>(DRAFT, [roundId]);
    const desk = openDesk(
      draft.map(({ text }) => text),
      comments,
    );
    try {
      for (let last = 0, page; (page = await tx.query<ClusterText>(TEXTS, [roundId, last])).length > 0;) {
        await desk.add(page);
        last = page.at(-1)?.number ?? last;
      }
      await this.keep(tx, roundId, await desk.cluster(await this.decisions(tx, roundId)), desk);
    } finally {
      await desk.close();
    }
  }

  private async decisions(tx: Tx, roundId: string): Promise<HandDecision[]> {
    const rows = await tx.query<{ merged: number[]; removed: number[] }>(DECISIONS, [roundId]);
    return rows.flatMap(({ merged, removed }) => [
      { kind: 'MERGE' as const, comments: merged },
      { kind: 'REMOVE' as const, comments: removed },
    ]);
  }

  private async keep(tx: Tx, roundId: string, memberships: Membership[], desk: ClusterDesk): Promise<void> {
    const founders = [...new Set(memberships.map(({ founder }) => founder))];
    const ids = new Map<number, string>();
    const rows = await tx.query<{ number: number; id: string }>(
      'select number::int as number, id from comment where round_id = $1 and number = any($2::bigint[])',
      [roundId, founders],
    );
    for (const { number, id } of rows) ids.set(number, clusterIdOf(id));
    await tx.query(KEEP_CLUSTERS, [roundId, [...ids.values()]]);
    for (let i = 0; i < memberships.length; i += PAGE)
      await this.keepPage(tx, roundId, memberships.slice(i, i + PAGE), ids, desk);
    await tx.query(DROP_MEMBERS, [roundId, memberships.map(({ comment }) => comment)]);
    await tx.query(DROP_CLUSTERS, [roundId, [...ids.values()]]);
  }

  private async keepPage(
    tx: Tx,
    roundId: string,
    page: Membership[],
    ids: Map<number, string>,
    desk: ClusterDesk,
  ): Promise<void> {
    const texts = await tx.query<ClusterText & { id: string }>(TEXTS_OF, [roundId, page.map(({ comment }) => comment)]);
    const byNumber = new Map(page.map((membership) => [membership.comment, membership]));
    const members = texts.map((text) => ({ ...text, ...(byNumber.get(text.number) as Membership) }));
    const own = await desk.ownWords(members);
    await tx.query(KEEP_MEMBERS, [
      members.map(({ id }) => id),
      members.map(({ founder }) => ids.get(founder)),
      members.map(({ textHash }) => textHash),
      members.map(({ similarity }) => similarity),
      members.map(({ typicality }) => typicality),
      own.map((words) => JSON.stringify(words)),
    ]);
  }
}

/** Holds a round's clusters against every other writer of them. */
export async function holdClusters(tx: Tx, roundId: string): Promise<void> {
  await tx.query('insert into round_clustering (round_id) values ($1) on conflict do nothing', [roundId]);
  await tx.query('select 1 from round_clustering where round_id = $1 for update', [roundId]);
}
