import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import type { Tx } from '#platform/tx.js';
import { questionsOf } from '#rounds/question.queries.js';
import { refuseUnanswered } from '#rounds/question.rules.js';
import { insist } from '#platform/refusal.js';
import type { Submission } from './submission.entity.js';

/** What was answered to one question. */
export interface Answer {
  questionId: string;
  value: unknown;
}

const ANSWERS = `select a.submission_id, a.question_id, a.value from submission_answer a join round_question q on q.id = a.question_id
  where a.submission_id = any($1) order by q.position`;

/** The answers of each submission in the order of the questions. Whether the viewer may read them is the caller's to ask. */
export async function answersBySubmission(db: Database, _ctx: Ctx, ids: readonly string[]): Promise<Map<string, Answer[]>> {
  const rows = await db.read<Answer & { submissionId: string }>(ANSWERS, [ids]);
  const of = (id: string): Answer[] =>
    rows.filter((row) => row.submissionId === id).map(({ questionId, value }) => ({ questionId, value }));
  return new Map(ids.map((id) => [id, of(id)]));
}

/** The answers that go in with a submission, in the order of the questions; a required one that is missing is BAD_USER_INPUT. */
export async function answersToHandIn(tx: Tx, { id, roundId }: Submission): Promise<Answer[]> {
  const rows = await tx.query<Answer>(ANSWERS, [[id]]);
  insist(refuseUnanswered(await questionsOf(tx, roundId), new Set(rows.map(({ questionId }) => questionId))));
  return rows.map(({ questionId, value }) => ({ questionId, value }));
}
