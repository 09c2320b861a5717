import type { InputHTMLAttributes, ReactNode } from 'react';

/** What is wrong with the fields of a form, by their names; what belongs to no field is under the empty name. */
export type Problems = Readonly<Partial<Record<string, string>>>;

interface FieldProps {
  name: string;
  label: string;
  value: string;
  problems: Problems;
  hint?: string;
}

/** What ties a control to its hint and to its problem, for who hears the page; the first that has one is where the page begins. */
export function described(name: string, problems: Problems, hint?: string | undefined): object {
  const ids = [hint && `${name}-hint`, problems[name] && `${name}-problem`].filter(Boolean);
  const isFirst = Object.keys(problems).find((key) => key !== '') === name;
  return {
    ...(isFirst ? { autoFocus: true } : {}),
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(problems[name] ? { 'aria-invalid': true as const } : {}),
  };
}

/** A field's hint, and what is wrong with it. */
export function Beside({ name, problems, hint }: { name: string; problems: Problems; hint?: string | undefined }): ReactNode {
  const problem = problems[name];
  return (
    <>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p className="problem" id={`${name}-problem`}>
          {problem}
        </p>
      )}
    </>
  );
}

type LineProps = InputHTMLAttributes<HTMLInputElement> & {
  name: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong with what was given, and what to do about it. */
  problem?: string | null | undefined;
};

/** One line to fill in; `id` where a page has two of the same name. */
export function Field({ name, id = name, label, hint, problem, ...input }: LineProps): ReactNode {
  const problems = problem ? { [id]: problem } : {};
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input {...input} id={id} name={name} {...described(id, problems, hint)} />
      <Beside name={id} problems={problems} hint={hint} />
    </div>
  );
}

/** What was wrong with a form as a whole. */
export function Problem({ id, text }: { id: string; text: string }): ReactNode {
  return (
    <strong id={id} className="problem" role="alert">
      {text}
    </strong>
  );
}

/** Words of several lines. */
export function TextField({ rows, lang, ...field }: FieldProps & { rows: number; lang?: string }): ReactNode {
  const { name, label, value, problems, hint } = field;
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <Beside name={name} problems={problems} hint={hint} />
      <textarea
        id={name}
        name={name}
        rows={rows}
        lang={lang}
        dir="auto"
        defaultValue={value}
        {...described(name, problems, hint)}
      />
    </div>
  );
}

/** One of several choices; the first one may say that nothing is chosen yet. */
export function ChoiceField({ choices, ...field }: FieldProps & { choices: Readonly<Record<string, string>> }): ReactNode {
  const { name, label, value, problems, hint } = field;
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <Beside name={name} problems={problems} hint={hint} />
      <select id={name} name={name} defaultValue={value} {...described(name, problems, hint)}>
        {!(value in choices) && <option value={value}>Choose one</option>}
        {Object.entries(choices).map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** All choices at once, one of which is taken. */
export function RadioFields({ choices, ...field }: FieldProps & { choices: Readonly<Record<string, string>> }): ReactNode {
  const { name, label, value, problems, hint } = field;
  return (
    <fieldset className="field" id={name} {...described(name, problems, hint)}>
      <legend>{label}</legend>
      <Beside name={name} problems={problems} hint={hint} />
      {Object.entries(choices).map(([key, text]) => (
        <label key={key} className="option">
          <input type="radio" name={name} value={key} defaultChecked={key === value} /> {text}
        </label>
      ))}
    </fieldset>
  );
}

/** What has to be put right, first on the page, each with a link to its field. */
export function ProblemSummary({ problems, title }: { problems: Problems; title: string }): ReactNode {
  const all = Object.entries(problems).filter((entry): entry is [string, string] => Boolean(entry[1]));
  if (all.length === 0) return null;
  return (
    <div className="notice wrong" role="alert" id="problems" tabIndex={-1}>
      <p>
        <b>{title}</b>
      </p>
      <ul>
        {all.map(([name, text]) => (
          <li key={name}>{name ? <a href={`#${name}`}>{text}</a> : text}</li>
        ))}
      </ul>
    </div>
  );
}
