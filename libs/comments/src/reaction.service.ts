import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { found, insist } from '#platform/refusal.js';
import type { CommentStatus, ReactInput } from '#platform/schema.types.js';
import { commentNow, commentsById } from './comment.queries.js';
import { refuseUnpublished } from './comment.rules.js';
import type { Comment } from './comment.types.js';

const HOLD = 'select status from comment where id = $1 for no key update';

/** One reaction an account, and the counts beside it, in one statement under the comment's lock: no update is lost. */
const SET = `with old as (
    select kind from reaction where comment_id = $1 and account_id = $2
  ), gone as (
    delete from reaction where comment_id = $1 and account_id = $2 and $3::text is null
  ), kept as (
    insert into reaction (comment_id, account_id, kind, at) select $1, $2, $3, clock_now() where $3::text is not null
    on conflict (comment_id, account_id) do update set kind = excluded.kind, at = excluded.at
  ), delta as (
    select k, (k is not distinct from $3::text)::int - (k in (select kind from old))::int as by from unnest('{AGREE,DISAGREE,PASS}'::text[]) k
  )
  update comment set agree = agree + (select by from delta where k = 'AGREE'), disagree = disagree + (select by from delta where k = 'DISAGREE'),
    pass = pass + (select by from delta where k = 'PASS')
  where id = $1 and exists (select 1 from delta where by <> 0) returning id`;

/** How people take a comment: each account at most once, counted in the comment's row. */
@Injectable()
export class ReactionService {
  /** Sets the caller's reaction, or takes it back. NOT_FOUND where they may not see the comment, CONFLICT unless it is PUBLISHED. */
  async react(ctx: Ctx, { commentId, kind = null }: ReactInput): Promise<Comment> {
    const accountId = ctx.requireAccount();
    const { normId, roundId } = found(await ctx.load(commentsById, commentId), 'comment');
    await ctx.db.write(ctx, async (tx) => {
      insist(refuseUnpublished(found(await tx.one<{ status: CommentStatus }>(HOLD, [commentId]), 'comment').status));
      const changed = await tx.one(SET, [commentId, accountId, kind]);
      if (changed) await tx.tell({ action: 'comment.reacted', subjectId: commentId, normId, roundId });
    });
    return commentNow(ctx, commentId);
  }
}
