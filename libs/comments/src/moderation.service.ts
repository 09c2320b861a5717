import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import type { Page, PageArgs } from '#platform/page.js';
import { badInput, found, insist } from '#platform/refusal.js';
import type { FlagCommentInput, ModerateCommentsInput } from '#platform/schema.types.js';
import { refuseText } from '#platform/text.rules.js';
import type { Tx } from '#platform/tx.js';
import { roundsById } from '#rounds/round.queries.js';
import { commentsById, listComments } from './comment.queries.js';
import type { Comment } from './comment.types.js';
import { moderationPolicy } from './moderation.policy.js';
import { LONGEST_REASON, MODERATION, refuseDecision, refuseReason, SET_ASIDE, setsAside } from './moderation.rules.js';

const MOST = 200;

const QUEUED = `(c.status = 'PENDING_MODERATION' or (c.status in ('PUBLISHED', 'WITHHELD')
  and exists (select 1 from comment_flag f where f.comment_id = c.id and f.decided_at is null)))`;

const HOLD = `select id, reference, status, exists (select 1 from comment_flag f where f.comment_id = c.id and f.decided_at is null) as is_flagged
  from comment c where id = any($1) order by id for no key update`;

const DECIDE = `with decided as (
    update comment set status = $2, withheld_reason = $3, revision = revision + 1 where id = any($1) returning id
  ), noted as (
    insert into moderation (id, comment_id, account_id, decision, reason, at)
    select t.id, t.comment_id, $4, $5, $6, clock_now() from unnest($7::uuid[], $1::uuid[]) t (id, comment_id)
  )
  update comment_flag f set decided_at = clock_now() where f.decided_at is null and f.comment_id in (select id from decided)
  returning f.id, f.comment_id`;

const ASIDE = `with aside as (
    update comment set status = 'WITHHELD', withheld_reason = $3, revision = revision + 1 where id = $2 returning id
  )
  insert into moderation (id, comment_id, account_id, decision, reason, at) select $1, id, null, 'WITHHOLD', $3, clock_now() from aside`;

const FLAG = `insert into comment_flag (id, comment_id, account_id, kind, reason, created_at) values ($1, $2, $3, $4, $5, clock_now())
  on conflict (comment_id, account_id) where decided_at is null do nothing returning id`;

const HISTORY = `select exists (select 1 from moderation m where m.comment_id = $1 and m.decision = 'PUBLISH') as was_published_by_moderator,
  (select count(*)::int from comment_flag f join comment c on c.id = f.comment_id
    where f.account_id = $2 and f.kind = 'FALSE_ATTRIBUTION' and c.round_id = $3 and f.comment_id <> $1) as reported_by_caller`;

type Decision = Pick<ModerateCommentsInput, 'decision' | 'reason'>;

/** What is looked at, set aside, hidden and shown again, each with its reason. */
@Injectable()
export class ModerationService {
  /** Comments of a round that wait for a moderator or were flagged, oldest first, for the norm's staff. FORBIDDEN, NOT_FOUND. */
  async queue(ctx: Ctx, roundId: string, args: Pick<PageArgs, 'first' | 'after'>): Promise<Page<Comment>> {
    const round = found(await ctx.load(roundsById, roundId), 'round');
    ctx.require(moderationPolicy, 'comment.review_queue', round);
    return listComments(ctx, roundId, args, undefined, QUEUED);
  }

  /** Asks moderators to look, once until they did. A false attribution is set aside at once, as `setsAside` tells. NOT_FOUND. */
  async flag(ctx: Ctx, { commentId, kind, reason }: FlagCommentInput): Promise<Comment> {
    const accountId = ctx.requireAccount();
    insist(refuseText('reason', reason, LONGEST_REASON));
    const comment = found(await ctx.load(commentsById, commentId), 'comment');
    if (comment.status === 'DRAFT')
      throw badInput('commentId', 'A draft is seen by its own side alone; there is nothing to report.');
    const { normId, roundId } = comment;
    await ctx.db.write(ctx, async (tx) => {
      const [held] = await this.hold(tx, [commentId]);
      const made = await tx.one(FLAG, [newId(), commentId, accountId, kind, reason]);
      if (!made || !held) return;
      await tx.tell({ action: 'comment.flagged', subjectId: commentId, normId, roundId, data: { kind } });
      const history = found(await tx.one<History>(HISTORY, [commentId, accountId, roundId]), 'comment');
      if (setsAside(kind, { status: held.status, ...history })) await this.setAside(tx, comment);
    });
    const now = await commentsById(ctx.db, ctx, [commentId]);
    return now.get(commentId) ?? { ...comment, status: 'WITHHELD', withheldReason: SET_ASIDE };
  }

  /** Decides on comments, all of them or none. FORBIDDEN, NOT_FOUND; CONFLICT where the status of one forbids it. */
  async moderate(ctx: Ctx, { commentIds, ...decision }: ModerateCommentsInput): Promise<Comment[]> {
    const ids = [...new Set(commentIds)];
    if (ids.length < 1 || ids.length > MOST) throw badInput('commentIds', `Decide on 1 to ${MOST} comments at a time.`);
    const seen = (await Promise.all(ids.map((id) => ctx.load(commentsById, id)))).map((comment) => found(comment, 'comment'));
    for (const comment of seen) ctx.require(moderationPolicy, 'comment.moderate', comment);
    insist(refuseReason(decision.decision, decision.reason));
    if (decision.reason) insist(refuseText('reason', decision.reason, LONGEST_REASON));
    await ctx.db.write(ctx, (tx) => this.decide(tx, seen, decision));
    const now = await commentsById(ctx.db, ctx, ids);
    return [...now.values()];
  }

  private async decide(tx: Tx, comments: readonly Comment[], { decision, reason = null }: Decision): Promise<void> {
    const ids = comments.map(({ id }) => id);
    for (const held of await this.hold(tx, ids)) insist(refuseDecision(held, decision));
    await this.store(tx, comments, { decision, reason, by: tx.ctx.requireAccount() });
  }

  private async setAside(tx: Tx, comment: Comment): Promise<void> {
    await tx.query(ASIDE, [newId(), comment.id, SET_ASIDE]);
    await tx.tell(tellingOf(comment, 'comment.set_aside', SET_ASIDE));
  }

  /** Stores the decision, answers the flags that waited, and tells of each comment and each flag. */
  private async store(tx: Tx, comments: readonly Comment[], what: Decision & { by: string }): Promise<void> {
    const { to } = MODERATION[what.decision];
    const reason = what.reason ?? null;
    const hidden = what.decision === 'WITHHOLD' ? reason : null;
    const ids = comments.map(({ id }) => id);
    const answered = await tx.query<{ id: string; commentId: string }>(DECIDE, [
      ids,
      to,
      hidden,
      what.by,
      what.decision,
      reason,
      ids.map(() => newId()),
    ]);
    const action = what.decision === 'WITHHOLD' ? 'comment.withheld' : 'comment.published';
    const flags = answered.flatMap(({ id, commentId }) => {
      const comment = comments.find((candidate) => candidate.id === commentId);
      return comment ? [{ ...tellingOf(comment, 'flag.decided', null), subjectId: id, data: { decision: what.decision } }] : [];
    });
    await tx.tellAll([...comments.map((comment) => tellingOf(comment, action, reason)), ...flags]);
  }

  private hold(tx: Tx, ids: readonly string[]): Promise<Held[]> {
    return tx.query<Held>(HOLD, [ids]);
  }
}

type Held = Pick<Comment, 'id' | 'reference' | 'status'> & { isFlagged: boolean };
type History = { wasPublishedByModerator: boolean; reportedByCaller: number };

/** The log tells the reason of what everybody could read; the others' stands with the comment alone. */
const tellingOf = ({ id, normId, roundId, reference, tlp }: Comment, action: string, reason: string | null) => ({
  action,
  subjectId: id,
  normId,
  roundId,
  data: { reference, ...(reason && tlp === 'CLEAR' ? { reason } : {}) },
});
