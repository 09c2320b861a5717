import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { Nodes } from '#platform/node.service.js';
import { notFound } from '#platform/refusal.js';

const WATCHABLE = ['Norm', 'Round', 'Comment'];
const WATCH = `insert into watch (account_id, subject_id, created_at) values ($1, $2, $3) on conflict do nothing returning subject_id`;
const UNWATCH = 'delete from watch where account_id = $1 and subject_id = $2 returning subject_id';
const WATCHED = 'select 1 from watch where account_id = $1 and subject_id = $2';

/** What people want to hear of: norms, rounds, comments. */
@Injectable()
export class WatchService {
  constructor(private readonly nodes: Nodes) {}

  /** Watches from now on; twice is as once. NOT_FOUND for what cannot be watched, or not be seen. */
  async watch(ctx: Ctx, subjectId: string): Promise<void> {
    const accountId = ctx.requireAccount();
    await this.insistOnSight(ctx, subjectId);
    await ctx.db.write(ctx, async (tx) => {
      const begun = await tx.one(WATCH, [accountId, subjectId, tx.now]);
      if (begun) await tx.tell({ action: 'watch.begun', subjectId: accountId });
    });
  }

  /** Watches no longer; where there was no watch nothing changes. */
  async unwatch(ctx: Ctx, subjectId: string): Promise<void> {
    const accountId = ctx.requireAccount();
    await ctx.db.write(ctx, async (tx) => {
      const ended = await tx.one(UNWATCH, [accountId, subjectId]);
      if (ended) await tx.tell({ action: 'watch.ended', subjectId: accountId });
    });
  }

  /** Whether the caller watches it; null where nobody is signed in. */
  async isWatched(ctx: Ctx, subjectId: string): Promise<boolean | null> {
    const { accountId } = ctx.actor;
    return accountId ? (await ctx.db.readOne(WATCHED, [accountId, subjectId])) !== null : null;
  }

  private async insistOnSight(ctx: Ctx, subjectId: string): Promise<void> {
    const node = (await this.nodes.find(ctx, subjectId)) as { __typename: string } | null;
    if (!node || !WATCHABLE.includes(node.__typename)) throw notFound('norm, round or comment');
  }
}
