import type { ReactNode } from 'react';
import type { Question } from '#rounds/question.rules.js';
import { Beside, described, type Problems, RadioFields, TextField } from './form-field.js';
import { Act, type SubmissionView } from './submission.view.js';

/** The name under which a form sends the answer to a question. */
export const answerField = (questionId: string, submissionId: string): string => `answer-${questionId}-${submissionId}`;

/** The questions of the round, with what was answered so far. */
export function QuestionsForm({
  submission,
  reference,
  problems,
}: {
  submission: SubmissionView;
  reference: string;
  problems: Problems;
}): ReactNode {
  const { id, revision, questions, refused } = submission;
  if (refused.edit) return <AnswersAsRead submission={submission} />;
  return (
    <Act reference={reference} act="answer" fields={{ submission: id, revision }} isLong>
      <h3 id="questions">What this round asks</h3>
      {questions.map(({ question, value }) => (
        <QuestionField
          key={question.id}
          question={question}
          value={value}
          name={answerField(question.id, id)}
          problems={problems}
        />
      ))}
      <button type="submit">Save the answers</button>
    </Act>
  );
}

function QuestionField(field: { question: Question; value: unknown; name: string; problems: Problems }): ReactNode {
  const { question, value, name, problems } = field;
  const { kind, required, min, max, options } = question;
  const label = required ? `${question.prompt} (an answer is needed)` : question.prompt;
  const said = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (kind) {
    case 'TEXT':
      return <TextField name={name} label={label} value={said} rows={3} problems={problems} />;
    case 'MULTIPLE_CHOICE':
      return <Several {...field} label={label} />;
    case 'SINGLE_CHOICE':
      return <RadioFields name={name} label={label} value={said} choices={choicesOf(options, required)} problems={problems} />;
    case 'SCALE': {
      const steps = Array.from({ length: Number(max) - Number(min) + 1 }, (_, i) => String(Number(min) + i));
      return steps.length > 11 ? (
        <div className="field">
          <label htmlFor={name}>{label}</label>
          <Beside name={name} problems={problems} hint={`A whole number from ${min} to ${max}.`} />
          <input type="number" id={name} name={name} min={min ?? 0} max={max ?? 0} step={1} defaultValue={said} />
        </div>
      ) : (
        <RadioFields name={name} label={label} value={said} choices={choicesOf(steps, true)} problems={problems} />
      );
    }
  }
}

function Several({
  question,
  value,
  name,
  problems,
  label,
}: {
  question: Question;
  value: unknown;
  name: string;
  problems: Problems;
  label: string;
}) {
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  return (
    <fieldset className="field" id={name} {...described(name, problems)}>
      <legend>{label}</legend>
      <Beside name={name} problems={problems} />
      {question.options.map((option) => (
        <label key={option} className="option">
          <input type="checkbox" name={name} value={option} defaultChecked={chosen.includes(option)} /> {option}
        </label>
      ))}
    </fieldset>
  );
}

const choicesOf = (options: readonly string[], required: boolean): Record<string, string> => ({
  ...Object.fromEntries(options.map((option) => [option, option])),
  ...(required ? {} : { '': 'No answer' }),
});

/** The answers where they cannot be changed. */
export function AnswersAsRead({ submission: { questions } }: { submission: SubmissionView }): ReactNode {
  return (
    <dl className="stacked">
      {questions.map(({ question, value }) => (
        <div key={question.id}>
          <dt dir="auto">{question.prompt}</dt>
          <dd className="words" dir="auto">
            {value === undefined || value === null ? 'not answered' : Array.isArray(value) ? value.join(', ') : String(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
