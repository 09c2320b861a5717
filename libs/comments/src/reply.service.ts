import { Injectable } from '@nestjs/common';
import { belongsTo } from '#platform/actor.rules.js';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { found, insist, notFound } from '#platform/refusal.js';
import type { ReplyInput } from '#platform/schema.types.js';
import { refuseText } from '#platform/text.rules.js';
import { commentsById } from './comment.queries.js';
import { refuseUnpublished } from './comment.rules.js';
import type { Comment } from './comment.types.js';
import { isOwn } from './comment.visibility.js';
import { findReply } from './reply.queries.js';
import type { Reply } from './reply.types.js';
import { speakerOf } from './speaker.queries.js';

/** Longest reply, in UTF-16 units. */
const LONGEST = 20_000;

const INSERT = `insert into reply (id, comment_id, account_id, organization_id, stakeholder_group, region, attribution, body, created_at)
  select $1, $2, a.id, o.id, coalesce(o.stakeholder_group, 'INDIVIDUAL'), coalesce(o.region, a.region, 'GLOBAL'), $5, $6, clock_now()
  from account a left join organization o on o.id = $4 where a.id = $3`;

/** Answers to comments. */
@Injectable()
export class ReplyService {
  /**
   * Answers a comment that the caller may see. Who answers under a comment of their own side does it under the comment's
   * attribution, unless they say otherwise. Who belongs to several organizations says for which one they speak: BAD_USER_INPUT names them. NOT_FOUND;
   * CONFLICT unless PUBLISHED.
   */
  async reply(ctx: Ctx, { commentId, body, attribution, ...given }: ReplyInput): Promise<Reply> {
    const accountId = ctx.requireAccount();
    insist(refuseText('body', body, LONGEST));
    const organizationId = await speakerOf(ctx, given.organizationId);
    if (organizationId && !belongsTo(ctx.actor, organizationId)) throw notFound('organization');
    const comment = found(await ctx.load(commentsById, commentId), 'comment');
    const id = await ctx.db.write(ctx, async (tx) => {
      const held = await tx.one<Pick<Comment, 'status'>>('select status from comment where id = $1 for share', [commentId]);
      insist(refuseUnpublished(found(held, 'comment').status));
      const shown = attribution ?? (isOwn(ctx.actor, comment) ? comment.attribution : 'NAMED');
      const made = newId();
      await tx.query(INSERT, [made, commentId, accountId, organizationId, shown, body]);
      await tx.tell({ action: 'comment.replied', subjectId: commentId, normId: comment.normId, roundId: comment.roundId });
      return made;
    });
    return found(await findReply(ctx, id), 'reply');
  }
}
