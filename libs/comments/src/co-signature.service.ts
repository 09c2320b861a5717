import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { found, insist } from '#platform/refusal.js';
import type { CoSignCommentInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { refuseCoSignature } from './co-signature.rules.js';
import { commentNow, commentsById } from './comment.queries.js';
import type { Comment } from './comment.types.js';
import { holdRound } from './held-round.queries.js';
import { refuseSigner } from './submission.rules.js';

const SIGN = `insert into co_signature (comment_id, organization_id, account_id, signed_at) values ($1, $2, $3, clock_now())
  on conflict (comment_id, organization_id) do update set account_id = excluded.account_id, signed_at = excluded.signed_at, withdrawn_at = null
    where co_signature.withdrawn_at is not null returning comment_id`;
const TAKE_OFF = `update co_signature set withdrawn_at = clock_now() where comment_id = $1 and organization_id = $2 and withdrawn_at is null
  returning comment_id`;

/** Organizations that put their names to a comment of somebody else: one text, several organizations. */
@Injectable()
export class CoSignatureService {
  /**
   * Puts the organization's name to a published comment while the round is open, or takes it off again at any time. Doing it again
   * changes nothing. FORBIDDEN, NOT_FOUND; CONFLICT unless PUBLISHED, or where the organization speaks in it anyway.
   */
  async coSign(ctx: Ctx, { commentId, organizationId, withdraw }: CoSignCommentInput): Promise<Comment> {
    const accountId = ctx.requireAccount();
    insist(refuseSigner(ctx.actor, organizationId));
    const comment = found(await ctx.load(commentsById, commentId), 'comment');
    const action = withdraw ? 'comment.co_signature_withdrawn' : 'comment.co_signed';
    await ctx.db.write(ctx, async (tx) => {
      const changed = withdraw
        ? await tx.one(TAKE_OFF, [commentId, organizationId])
        : await this.sign(tx, comment, { accountId, organizationId });
      const { normId, roundId } = comment;
      if (changed) await tx.tell({ action, subjectId: commentId, normId, roundId, data: { organization: organizationId } });
    });
    return commentNow(ctx, commentId);
  }

  private async sign(
    tx: Tx,
    { id, roundId }: Comment,
    side: { accountId: string; organizationId: string },
  ): Promise<object | null> {
    const { nowStatus } = await holdRound(tx, roundId, null, side);
    const row = await tx.one<Comment>('select status, organization_id from comment where id = $1 for share', [id]);
    insist(refuseCoSignature(found(row, 'comment'), side.organizationId, nowStatus));
    return tx.one(SIGN, [id, side.organizationId, side.accountId]);
  }
}
