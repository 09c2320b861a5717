import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { badInput, conflict, found, insist, notFound } from '#platform/refusal.js';
import type { AdjustClusterInput } from '#platform/schema.types.js';
import { refuseText } from '#platform/text.rules.js';
import type { Tx } from '#platform/tx.js';
import type { Round } from '#rounds/round.entity.js';
import { roundsById } from '#rounds/round.queries.js';
import { clusterPolicy } from './cluster.policy.js';
import { clustersById, membershipsOf } from './cluster.queries.js';
import { clusterIdOf, holdClusters } from './cluster.service.js';

const LONGEST_REASON = 2000;
const MOST_REMOVED = 200;

const MEMBERS = `select m.comment_id as id from cluster_member m join cluster k on k.id = m.cluster_id join comment c on c.id = m.comment_id
  where k.round_id = $1 and m.cluster_id = any($2) order by c.number`;
const DISSOLVE = `delete from cluster k where k.round_id = $1 and (select count(*) from cluster_member m where m.cluster_id = k.id) < 2`;

/** What is done by hand: an adjustment's id, and the cluster that is then left, if one is. */
export interface Adjusted {
  adjustmentId: string;
  clusterId: string | null;
}

/** Clusters put right by hand. A decision holds against every later grouping, until it is taken back. */
@Injectable()
export class ClusterAdjustmentService {
  /** Merges clusters, takes comments out, or takes an earlier adjustment back; at once, in the log, with its reason. */
  async adjust(ctx: Ctx, input: AdjustClusterInput): Promise<Adjusted> {
    const accountId = ctx.requireAccount();
    const round = found(await ctx.load(roundsById, input.roundId), 'round');
    ctx.require(clusterPolicy, 'cluster.adjust', round);
    insist(refuseText('reason', input.reason, LONGEST_REASON));
    const asked = await this.asked(ctx, input);
    return ctx.db.write(ctx, async (tx) => {
      await holdClusters(tx, round.id);
      return asked.revert ? this.revert(tx, round, asked.revert, input.reason) : this.decide(tx, round, asked, input, accountId);
    });
  }

  /** What is asked for, of what the caller may see: one thing at a time, so that it can be taken back. */
  private async asked(
    ctx: Ctx,
    input: AdjustClusterInput,
  ): Promise<{ merge: string[]; remove: string[]; revert: string | null }> {
    const merge = [...new Set(input.mergeClusterIds ?? [])];
    const remove = [...new Set(input.removeCommentIds ?? [])];
    const revert = input.revertAdjustmentId ?? null;
    if (merge.length === 1) throw badInput('mergeClusterIds', 'Name two clusters or more to be made one.');
    if (remove.length > MOST_REMOVED) throw badInput('removeCommentIds', `Name at most ${MOST_REMOVED} comments at once.`);
    if ([merge.length > 0, remove.length > 0, revert !== null].filter(Boolean).length !== 1)
      throw badInput('mergeClusterIds', 'Ask for one thing: mergeClusterIds, removeCommentIds or revertAdjustmentId.');
    for (const id of merge) if ((await ctx.load(clustersById, id))?.roundId !== input.roundId) throw notFound('cluster');
    for (const id of remove) found(await ctx.load(membershipsOf, id), 'comment in a cluster');
    return { merge, remove, revert };
  }

  private async decide(
    tx: Tx,
    round: Round,
    { merge, remove }: { merge: string[]; remove: string[] },
    { reason }: AdjustClusterInput,
    accountId: string,
  ): Promise<Adjusted> {
    const merged = (await tx.query<{ id: string }>(MEMBERS, [round.id, merge])).map(({ id }) => id);
    const id = newId();
    await tx.query(
      `insert into cluster_adjustment (id, round_id, merged, removed, reason, account_id, at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, round.id, merged, remove, reason.trim(), accountId, tx.now],
    );
    const clusterId = merge.length > 0 ? await this.merge(tx, round.id, merge, merged) : await this.remove(tx, round.id, remove);
    const data = { adjustment: id, merged: merge, removed: remove, reason: reason.trim() };
    await tx.tell({ action: 'cluster.adjusted', subjectId: id, normId: round.normId, roundId: round.id, data });
    return { adjustmentId: id, clusterId };
  }

  private async merge(tx: Tx, roundId: string, clusterIds: string[], members: string[]): Promise<string> {
    const id = clusterIdOf(found(members[0], 'cluster'));
    await tx.query('insert into cluster (id, round_id) values ($1, $2) on conflict (id) do nothing', [id, roundId]);
    await tx.query('update cluster_member set cluster_id = $1 where cluster_id = any($2)', [id, clusterIds]);
    await tx.query(DISSOLVE, [roundId]);
    return id;
  }

  private async remove(tx: Tx, roundId: string, commentIds: string[]): Promise<string | null> {
    const left = await tx.query<{ clusterId: string }>(
      `delete from cluster_member m using cluster k where k.id = m.cluster_id and k.round_id = $1 and m.comment_id = any($2) returning m.cluster_id`,
      [roundId, commentIds],
    );
    if (left.length !== commentIds.length) throw notFound('comment in a cluster');
    await tx.query(DISSOLVE, [roundId]);
    const rest = await tx.one<{ id: string }>('select id from cluster where id = $1', [left[0]?.clusterId]);
    return rest?.id ?? null;
  }

  /** What the decision had parted or joined is as it would be without it once the comments are grouped again, right after. */
  private async revert(tx: Tx, round: Round, id: string, reason: string): Promise<Adjusted> {
    const row = await tx.one<{ revertedAt: Date | null }>(
      'select reverted_at from cluster_adjustment where id = $1 and round_id = $2 for update',
      [id, round.id],
    );
    if (found(row, 'adjustment').revertedAt) throw conflict('This adjustment has been taken back already.', 'REVERTED');
    await tx.query('update cluster_adjustment set reverted_at = $2 where id = $1', [id, tx.now]);
    const data = { reverted: id, reason: reason.trim() };
    await tx.tell({ action: 'cluster.adjusted', subjectId: id, normId: round.normId, roundId: round.id, data });
    return { adjustmentId: id, clusterId: null };
  }
}
