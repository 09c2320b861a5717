import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '#platform/ctx.js';
import { Database } from '#platform/database.js';
import { found } from '#platform/refusal.js';
import { SessionService } from '#identity/session.service.js';
import type { Round } from '#rounds/round.entity.js';
import { roundsById } from '#rounds/round.queries.js';
import { commentByReference, listComments } from '#comments/comment.queries.js';
import type { Comment } from '#comments/comment.types.js';
import { repliesTo } from '#comments/reply.queries.js';
import { amendmentsByComment, dispositionsByComment } from '#reviews/review.queries.js';
import { AnswersPage, type AnsweredComment, CommentPage } from '#web/answers.page.js';
import { placeOf } from '#web/comment-card.js';
import { sendPage } from './page-reply.js';
import { RequestCtx } from './request-ctx.js';
import { headOf, placesOf, roundNamed } from './round-desk.js';

/** What was said and what became of it, as far as the reader may see it. */
@Controller()
export class AnswerPagesController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
  ) {}

  /** The comments of a round with their answers, in the order of their references. */
  @Get('rounds/:reference/answers')
  async answers(
    @Param('reference') reference: string,
    @Query('after') after: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const round = await roundNamed(ctx, reference);
    const { nodes, pageInfo } = await listComments(ctx, round.id, { first: 20, after: after ?? null });
    const next = pageInfo.hasNextPage ? `/rounds/${round.reference}/answers?after=${pageInfo.endCursor ?? ''}` : null;
    const answers = await answered(ctx, round, nodes);
    await sendPage(reply, 200, <AnswersPage round={await headOf(ctx, round)} answers={answers} next={next} />);
  }

  /** One comment by its reference. */
  @Get('comments/:reference')
  async comment(
    @Param('reference') reference: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const comment = found(await commentByReference(ctx, reference), 'comment');
    const round = found(await ctx.load(roundsById, comment.roundId), 'comment');
    const [only] = await answered(ctx, round, [comment]);
    const { nodes: replies } = await repliesTo(ctx, comment.id, { first: 100 });
    const head = await headOf(ctx, round);
    await sendPage(reply, 200, <CommentPage round={head} answered={found(only, 'comment')} replies={replies} />);
  }
}

async function answered(ctx: Ctx, round: Round, comments: readonly Comment[]): Promise<AnsweredComment[]> {
  const amendments = await Promise.all(comments.map(async ({ id }) => (await ctx.load(amendmentsByComment, id)) ?? []));
  const changed = amendments.map((all) => all.map(({ eId, newEId }) => ({ anchor: { eId: newEId ?? eId } })));
  const places = await placesOf(ctx, round, [...comments, ...changed.flat()]);
  const dispositions = await Promise.all(comments.map(({ id }) => ctx.load(dispositionsByComment, id)));
  return comments.map((comment, i) => {
    const disposition = dispositions[i];
    const named = (changed[i] ?? []).map(({ anchor: { eId } }) => places.get(eId) ?? eId);
    const answer = disposition ? { ...disposition, changed: [...new Set(named)] } : null;
    return { comment, place: placeOf(comment, places), answer };
  });
}
