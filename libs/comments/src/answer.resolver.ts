import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FromCtx, SignedIn } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import { found } from '#platform/refusal.js';
import type { AnswerQuestionsInput } from '#platform/schema.types.js';
import { roundsById } from '#rounds/round.queries.js';
import { type Answer, answersBySubmission } from './answer.queries.js';
import { AnswerService } from './answer.service.js';
import type { Submission } from './submission.entity.js';
import { readsAnswers } from './submission.queries.js';

@Resolver('Submission')
export class AnswerResolver {
  constructor(private readonly service: AnswerService) {}

  @Mutation('answerQuestions')
  @SignedIn()
  async answer(@FromCtx() ctx: Ctx, @Args('input') input: AnswerQuestionsInput): Promise<{ submission: Submission }> {
    return { submission: await this.service.answer(ctx, input) };
  }

  @ResolveField('answers')
  async answers(@FromCtx() ctx: Ctx, @Parent() submission: Submission): Promise<Answer[]> {
    const round = found(await ctx.load(roundsById, submission.roundId), 'round');
    return readsAnswers(ctx.actor, submission, round) ? ((await ctx.load(answersBySubmission, submission.id)) ?? []) : [];
  }
}
