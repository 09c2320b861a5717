import { describe, expect, it } from '@jest/globals';
import type { QuestionInput } from '#platform/schema.types.js';
import { type Question, refuseAnswer, refuseQuestions, refuseUnanswered } from './question.rules.js';

const asked = (question: Partial<QuestionInput>): QuestionInput =>
  ({ kind: 'TEXT', prompt: 'Who decides?', options: [], required: false, ...question }) as QuestionInput;

describe('questions', () => {
  it.each<[string, Partial<QuestionInput>, string]>([
    ['without words', { prompt: ' \n' }, 'questions.1.prompt'],
    ['a choice of one', { kind: 'SINGLE_CHOICE', options: ['Yes'] }, 'questions.1.options'],
    ['a choice with one option twice', { kind: 'MULTIPLE_CHOICE', options: ['Yes', 'Yes'] }, 'questions.1.options'],
    ['a choice with a blank option', { kind: 'SINGLE_CHOICE', options: ['Yes', ' '] }, 'questions.1.options'],
    ['words with options', { options: ['Yes', 'No'] }, 'questions.1.options'],
    ['a scale without ends', { kind: 'SCALE' }, 'questions.1.min'],
    ['a scale upside down', { kind: 'SCALE', min: 5, max: 1 }, 'questions.1.min'],
  ])('are refused: %s', (_what, question, path) =>
    expect(refuseQuestions([asked({}), asked(question)])).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { fields: [{ path }] },
    }),
  );

  it('are taken in each kind', () =>
    expect(
      refuseQuestions([
        asked({}),
        asked({ kind: 'SINGLE_CHOICE', options: ['Yes', 'No'] }),
        asked({ kind: 'MULTIPLE_CHOICE', options: ['Yes', 'No'] }),
        asked({ kind: 'SCALE', min: 1, max: 5 }),
      ]),
    ).toBeNull());
});

describe('answers', () => {
  const question = (kind: Question['kind']): Question => ({
    id: 'q',
    roundId: 'r',
    kind,
    prompt: 'Which?',
    required: true,
    options: kind.endsWith('CHOICE') ? ['Yes', 'No'] : [],
    min: 1,
    max: 5,
  });

  it.each<[Question['kind'], unknown, boolean]>([
    ['TEXT', 'In words.', true],
    ['TEXT', 5, false],
    ['TEXT', 'x'.repeat(20_001), false],
    ['SINGLE_CHOICE', 'Yes', true],
    ['SINGLE_CHOICE', 'Perhaps', false],
    ['SINGLE_CHOICE', ['Yes'], false],
    ['MULTIPLE_CHOICE', ['Yes', 'No'], true],
    ['MULTIPLE_CHOICE', ['Yes', 'Yes'], false],
    ['MULTIPLE_CHOICE', 'Yes', false],
    ['SCALE', 5, true],
    ['SCALE', 6, false],
    ['SCALE', 2.5, false],
    ['SCALE', '3', false],
  ])('of kind %s: %j is %s', (kind, value, fits) => {
    const refusal = refuseAnswer(question(kind), value, 'answers.0.value');
    if (fits) expect(refusal).toBeNull();
    else expect(refusal).toMatchObject({ facts: { fields: [{ path: 'answers.0.value' }] } });
  });

  it('that are required and missing are named with what to do', () => {
    const other = { ...question('TEXT'), id: 'other', required: false };
    expect(refuseUnanswered([question('TEXT'), other], new Set(['other']))).toMatchObject({
      facts: { fields: [{ path: 'answers.q', message: expect.stringContaining('has to be answered first') as unknown }] },
    });
    expect(refuseUnanswered([question('TEXT'), other], new Set(['q']))).toBeNull();
  });
});
