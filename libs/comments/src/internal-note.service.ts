import { Injectable } from '@nestjs/common';
import { belongsTo, holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import { conflict, found, insist, Refusal } from '#platform/refusal.js';
import type { AddInternalNoteInput, SupportCommentInput } from '#platform/schema.types.js';
import { refuseText } from '#platform/text.rules.js';
import { commentNow, commentsById } from './comment.queries.js';
import type { Comment } from './comment.types.js';
import { isOwn } from './comment.visibility.js';
import type { NoteSide } from './internal-note.queries.js';

const LONGEST = 20_000;

/** What a side says of a comment among itself. */
@Injectable()
export class InternalNoteService {
  /** Adds a note that only the caller's side reads. FORBIDDEN for who is of neither side, NOT_FOUND. */
  async add(ctx: Ctx, { commentId, body }: AddInternalNoteInput): Promise<Comment> {
    const accountId = ctx.requireAccount();
    insist(refuseText('body', body, LONGEST));
    const comment = found(await ctx.load(commentsById, commentId), 'comment');
    const side = sideOf(ctx.actor, comment);
    if (!side) throw new Refusal('FORBIDDEN', 'Notes are for those who wrote the comment and for the staff who review it.');
    await ctx.db.write(ctx, async (tx) => {
      const row = [newId(), commentId, accountId, side, body];
      await tx.query(
        'insert into internal_note (id, comment_id, account_id, side, body, created_at) values ($1, $2, $3, $4, $5, clock_now())',
        row,
      );
      await tx.tell({ action: 'comment.noted', subjectId: commentId, roundId: comment.roundId });
    });
    return commentNow(ctx, commentId);
  }

  /** Supports a draft of the caller's organization, or no longer. NOT_FOUND; CONFLICT unless DRAFT. */
  async support(ctx: Ctx, { commentId, support }: SupportCommentInput): Promise<Comment> {
    const accountId = ctx.requireAccount();
    const comment = found(await ctx.load(commentsById, commentId), 'comment');
    if (comment.status !== 'DRAFT')
      throw conflict('A draft is supported among its authors; use a reaction for this.', comment.status);
    if (!belongsTo(ctx.actor, comment.organizationId))
      throw conflict('A draft of your own has nobody else to support it.', 'DRAFT');
    const text =
      support === false
        ? 'delete from draft_support where comment_id = $1 and account_id = $2 returning comment_id'
        : `insert into draft_support (comment_id, account_id, at) values ($1, $2, clock_now()) on conflict do nothing returning comment_id`;
    await ctx.db.write(ctx, async (tx) => {
      const changed = await tx.one(text, [commentId, accountId]);
      if (changed) await tx.tell({ action: 'comment.supported', subjectId: commentId, roundId: comment.roundId });
    });
    return commentNow(ctx, commentId);
  }
}

/** Whose note it would be: of a draft its authors'; of what was handed in the staff's, or else its authors'. */
export function sideOf(actor: Actor, comment: Comment): NoteSide | null {
  const isStaff = holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER'], comment.normId);
  if (isOwn(actor, comment) && (comment.status === 'DRAFT' || !isStaff)) return 'AUTHORS';
  return isStaff ? 'STAFF' : null;
}
