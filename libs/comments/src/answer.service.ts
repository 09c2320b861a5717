import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { badInput, insist } from '#platform/refusal.js';
import type { AnswerInput, AnswerQuestionsInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { refuseStale } from '#norms/norm.rules.js';
import { questionsOf } from '#rounds/question.queries.js';
import { isBlank, type Question, refuseAnswer } from '#rounds/question.rules.js';
import { Submission } from './submission.entity.js';
import { isTheirs, refuseSubmissionEdit } from './submission.rules.js';

const STORE = `insert into submission_answer (submission_id, question_id, value, answered_at)
  select $1, u.id, u.value, $4 from unnest($2::uuid[], $3::jsonb[]) as u (id, value)
  on conflict (submission_id, question_id) do update set value = excluded.value, answered_at = excluded.answered_at`;
const TAKE_BACK = 'delete from submission_answer where submission_id = $1 and question_id = any($2)';

/** Answers to the questions of a round, private to their side until they are handed in with the submission. */
@Injectable()
export class AnswerService {
  /**
   * Stores answers of an unsent submission; other answers stay, and an empty string or list takes one back. An answer that does not
   * fit its question is BAD_USER_INPUT with its place and how it is answered, and nothing is stored.
   */
  answer(ctx: Ctx, { submissionId, answers, expectedRevision }: AnswerQuestionsInput): Promise<Submission> {
    return ctx.db.write(ctx, async (tx) => {
      const submission = await tx.lock(Submission, submissionId, 'submission', isTheirs);
      insist(refuseStale(submission.revision, expectedRevision) ?? refuseSubmissionEdit(submission));
      refuseMisfits(await questionsOf(tx, submission.roundId), answers);
      await this.store(tx, submissionId, answers);
      await tx.tell({ action: 'submission.answered', subjectId: submissionId, roundId: submission.roundId });
      return tx.update(Submission, submission, { revision: submission.revision + 1 });
    });
  }

  private async store(tx: Tx, submissionId: string, answers: readonly AnswerInput[]): Promise<void> {
    const last = [...new Map(answers.map((answer) => [answer.questionId, answer.value as unknown]))];
    const kept = last.filter(([, value]) => !isBlank(value));
    const blank = last.filter(([, value]) => isBlank(value)).map(([id]) => id);
    const values = kept.map(([, value]) => JSON.stringify(value));
    await tx.query(STORE, [submissionId, kept.map(([id]) => id), values, tx.now]);
    await tx.query(TAKE_BACK, [submissionId, blank]);
  }
}

function refuseMisfits(questions: readonly Question[], answers: readonly AnswerInput[]): void {
  for (const [i, { questionId, value }] of answers.entries()) {
    const question = questions.find(({ id }) => id === questionId);
    if (!question)
      throw badInput(`answers.${i}.questionId`, 'This round asks no such question. Take the ids from its questions.');
    insist(refuseAnswer(question, value, `answers.${i}.value`));
  }
}
