import type { Ctx } from '#platform/ctx.js';
import type { Refusal } from '#platform/refusal.js';
import type { Question } from '#rounds/question.rules.js';
import type { Round } from '#rounds/round.entity.js';
import { questionsByRound } from '#rounds/round.queries.js';
import type { Problems } from '#web/form-field.js';
import { answerField } from '#web/question-fields.js';
import { answersIn } from './submission-acts.js';
import type { PostedForm } from './posted-form.js';

const ANSWER = /^answers\.(\d+)\.value$/;

/** A refused act, told beside the answer that it is about, or for the page as a whole. */
export async function problemsOfAct(ctx: Ctx, form: PostedForm, round: Round, { message, facts }: Refusal): Promise<Problems> {
  const [{ path = '', message: said = message } = {}] = facts.fields ?? [];
  const at = ANSWER.exec(path)?.[1];
  if (at === undefined) return { '': message };
  const questions = ((await ctx.load(questionsByRound, round.id)) ?? []) as Question[];
  const answered = (await answersIn(ctx, form, round))[Number(at)]?.questionId;
  const question = questions.find(({ id }) => id === answered);
  return question ? { [answerField(question.id, form.text('submission'))]: said } : { '': message };
}
