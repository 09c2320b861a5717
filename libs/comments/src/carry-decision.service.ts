import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { conflict, found, insist, Refusal } from '#platform/refusal.js';
import type { ConfirmStandingInput, DecideCarryInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { provisionsByVersion, versionsById } from '#norms/norm-version.queries.js';
import { type DecidedText, decidedFate, refuseDecision, refusePlace } from './carry-decision.rules.js';
import { carryPolicy } from './carry.policy.js';
import type { CarryRow } from './carry.queries.js';
import { CarryService } from './carry.service.js';
import { commentsById } from './comment.queries.js';
import type { Comment } from './comment.types.js';
import { isOwn } from './comment.visibility.js';

const HOLD = 'select * from carry where comment_id = $1 and version_id = $2 for update';
const DECIDE = `update carry set fate = $3, eid = $4, quote = $5, similarity = $6, reason = $7, decided_at = clock_now(),
    standing = null, standing_at = null, asked_at = null
  where comment_id = $1 and version_id = $2`;
const STAND = `update carry set standing = $3, standing_at = clock_now() where comment_id = $1 and version_id = $2`;

/** What people say of the ledger of anchors: where a comment stands, and whether it still does. */
@Injectable()
export class CarryDecisionService {
  constructor(private readonly carries: CarryService) {}

  /** Says where an ambiguous comment stands in a later version, and asks its commenter. FORBIDDEN, NOT_FOUND, CONFLICT. */
  async decide(ctx: Ctx, input: DecideCarryInput): Promise<Comment> {
    const comment = found(await ctx.load(commentsById, input.commentId), 'comment');
    ctx.require(carryPolicy, 'carry.decide', comment);
    const version = found(await ctx.load(versionsById, input.versionId), 'version');
    const provision = await textOf(ctx, version.id, input.eId);
    insist(refusePlace(input, provision));
    const before = await textOf(ctx, comment.versionId, comment.anchor?.eId);
    const { fate, eid, quote, similarity } = decidedFate(before, comment.anchor, provision, input);
    await ctx.db.write(ctx, async (tx) => {
      insist(refuseDecision(await this.hold(tx, input)));
      await tx.query(DECIDE, [comment.id, version.id, fate, eid, quote, similarity, input.reason]);
      const { normId, roundId } = comment;
      const data = { versionId: version.id, fate, eId: eid };
      await tx.tell({ action: 'carry.decided', subjectId: comment.id, normId, roundId, data });
      await this.carries.ask(tx, version, comment.submissionId);
    });
    return comment;
  }

  /** Takes down whether the caller's comment still stands on a later version; the last answer counts. FORBIDDEN, NOT_FOUND. */
  async confirmStanding(ctx: Ctx, { commentId, versionId, standing }: ConfirmStandingInput): Promise<Comment> {
    ctx.requireAccount();
    const comment = found(await ctx.load(commentsById, commentId), 'comment');
    if (!isOwn(ctx.actor, comment)) throw new Refusal('FORBIDDEN', 'Only those who made a comment say whether it still stands.');
    if (comment.status === 'WITHDRAWN') throw conflict('This comment was withdrawn. It no longer stands anywhere.', 'WITHDRAWN');
    await ctx.db.write(ctx, async (tx) => {
      await this.hold(tx, { commentId, versionId });
      await tx.query(STAND, [commentId, versionId, standing]);
      const { normId, roundId } = comment;
      await tx.tell({ action: 'comment.standing_told', subjectId: commentId, normId, roundId, data: { versionId, standing } });
    });
    return comment;
  }

  private async hold(tx: Tx, { commentId, versionId }: { commentId: string; versionId: string }): Promise<CarryRow> {
    return found(await tx.one<CarryRow>(HOLD, [commentId, versionId]), 'version that the comment was carried to');
  }
}

async function textOf(ctx: Ctx, versionId: string, eId: string | null | undefined): Promise<DecidedText | null> {
  const version = await ctx.load(versionsById, versionId);
  const provisions = eId && version ? ((await ctx.load(provisionsByVersion, versionId)) ?? []) : [];
  return provisions.find((one) => one.eId === eId && one.locale === version?.locales[0]) ?? null;
}
