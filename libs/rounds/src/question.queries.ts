import { newId } from '#platform/ids.js';
import { insist } from '#platform/refusal.js';
import type { QuestionInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { type Question, questionsAreAnswered } from './question.rules.js';

const COLUMNS = 'id, round_id, kind, prompt, required, options, min, max';
const PUT = `insert into round_question (id, round_id, position, kind, prompt, required, options, min, max)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
const COPY = `insert into round_question (id, round_id, position, kind, prompt, required, options, min, max)
  select gen_random_uuid(), $2, position, kind, prompt, required, options, min, max from round_question where round_id = $1`;

const IS_REFERRED_TO = '23503';

/** The questions of a round in their order. */
export const questionsOf = (tx: Tx, roundId: string): Promise<Question[]> =>
  tx.query<Question>(`select ${COLUMNS} from round_question where round_id = $1 order by position`, [roundId]);

/** Puts these questions in the place of the earlier ones; CONFLICT once somebody has answered, which an answer's foreign key tells. */
export async function replaceQuestions(tx: Tx, roundId: string, questions: readonly QuestionInput[]): Promise<void> {
  try {
    await tx.query('delete from round_question where round_id = $1', [roundId]);
  } catch (error) {
    if ((error as { code?: string }).code === IS_REFERRED_TO) insist(questionsAreAnswered());
    throw error;
  }
  for (const [position, question] of questions.entries()) {
    const { kind, prompt, required = false, options = [], min = null, max = null } = question;
    await tx.query(PUT, [newId(), roundId, position, kind, prompt, required, options, min, max]);
  }
}

/** Puts the questions of an earlier round to a new one. */
export const copyQuestions = async (tx: Tx, fromRoundId: string, toRoundId: string): Promise<void> =>
  void (await tx.query(COPY, [fromRoundId, toRoundId]));
