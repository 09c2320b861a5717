import type { InputHTMLAttributes, ReactNode } from 'react';

type FieldProps = InputHTMLAttributes<HTMLInputElement> & {
  name: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong with what was given, and what to do about it. */
  problem?: string | null | undefined;
};

/** One line to fill in: its label above, what helps and what was wrong beside it and read out with it. */
export function Field({ name, id = name, label, hint, problem, ...input }: FieldProps): ReactNode {
  const described = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <input {...input} id={id} name={name} aria-describedby={described || undefined} aria-invalid={problem ? true : undefined} />
      {problem && <Problem id={`${id}-problem`} text={problem} />}
      {hint && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
    </p>
  );
}

/** What was wrong, where it was wrong. */
export function Problem({ id, text }: { id: string; text: string }): ReactNode {
  return (
    <strong id={id} className="problem" role="alert">
      {text}
    </strong>
  );
}
