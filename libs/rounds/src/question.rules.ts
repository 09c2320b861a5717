import { badInput, conflict, type Refusal } from '#platform/refusal.js';
import type { QuestionInput, QuestionKind } from '#platform/schema.types.js';

/** A question as it is kept. */
export interface Question {
  id: string;
  roundId: string;
  kind: QuestionKind;
  prompt: string;
  required: boolean;
  options: string[];
  min: number | null;
  max: number | null;
}

const LONGEST = { prompt: 2000, option: 500, text: 20_000 };
const MOST = { questions: 100, options: 100 };

/** Null where the questions can be put; otherwise the first faulty one and its remedy. */
export function refuseQuestions(questions: readonly QuestionInput[]): Refusal | null {
  if (questions.length > MOST.questions) return badInput('questions', `A round asks at most ${MOST.questions} questions.`);
  for (const [i, question] of questions.entries()) {
    const refusal = refuseQuestion(question, `questions.${i}`);
    if (refusal) return refusal;
  }
  return null;
}

function refuseQuestion({ kind, prompt, options = [], min, max }: QuestionInput, path: string): Refusal | null {
  if (prompt.trim().length === 0 || prompt.length > LONGEST.prompt)
    return badInput(`${path}.prompt`, `A question has 1 to ${LONGEST.prompt} characters.`);
  if (kind.endsWith('CHOICE')) return refuseOptions(options, `${path}.options`);
  if (options.length > 0) return badInput(`${path}.options`, `A question of kind ${kind} has no options; leave them out.`);
  if (kind !== 'SCALE') return null;
  return typeof min === 'number' && typeof max === 'number' && min < max
    ? null
    : badInput(`${path}.min`, 'A scale needs a lowest and a higher highest value, for example 1 and 5.');
}

function refuseOptions(options: readonly string[], path: string): Refusal | null {
  if (options.length < 2 || options.length > MOST.options) return badInput(path, `A choice needs 2 to ${MOST.options} options.`);
  if (options.some((option) => option.trim().length === 0 || option.length > LONGEST.option))
    return badInput(path, `Every option has 1 to ${LONGEST.option} characters.`);
  return new Set(options).size === options.length ? null : badInput(path, 'Two options are the same.');
}

type Shape = (value: unknown, question: Question) => string | null;

/** How each kind is answered; gives what is wrong, or null. */
const SHAPES: Readonly<Record<QuestionKind, Shape>> = {
  TEXT: (value) =>
    typeof value === 'string' && value.length <= LONGEST.text
      ? null
      : `It is answered in words: a string of at most ${LONGEST.text.toLocaleString('en')} characters.`,
  SINGLE_CHOICE: (value, { options }) =>
    value === '' || options.includes(value as string) ? null : `It is answered by one of: ${options.join(', ')}.`,
  MULTIPLE_CHOICE: (value, { options }) =>
    Array.isArray(value) && new Set(value).size === value.length && value.every((one) => options.includes(one as string))
      ? null
      : `It is answered by a list, without repetition, of: ${options.join(', ')}.`,
  SCALE: (value, { min, max }) =>
    Number.isInteger(value) && (value as number) >= Number(min) && (value as number) <= Number(max)
      ? null
      : `It is answered by a whole number from ${min} to ${max}.`,
};

/** Null where the value answers the question; otherwise how it is answered. An empty string or list takes an answer back. */
export function refuseAnswer(question: Question, value: unknown, path: string): Refusal | null {
  const wrong = SHAPES[question.kind](value, question);
  return wrong ? badInput(path, wrong) : null;
}

/** Whether the value says nothing: blank words, or an empty list. */
export const isBlank = (value: unknown): boolean =>
  (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

/** Null where every required question has its answer; otherwise the first that has none, and what to do. */
export function refuseUnanswered(questions: readonly Question[], answered: ReadonlySet<string>): Refusal | null {
  const i = questions.findIndex(({ id, required }) => required && !answered.has(id));
  const open = questions[i];
  if (!open) return null;
  const remedy = `Question ${i + 1} has to be answered first: “${open.prompt}” Save the answer, then hand it in.`;
  return badInput(`answers.${open.id}`, remedy);
}

/** Somebody has answered: the questions stay as they were put. */
export const questionsAreAnswered = (): Refusal =>
  conflict('Somebody has answered already, so the questions stay as they are. Ask further ones in another round.');
