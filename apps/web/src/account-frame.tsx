import type { ReactNode } from 'react';
import { Problem } from './form-field.js';
import { Page } from './page.js';
import type { FormProblem } from './sign-in.page.js';

const PAGES = {
  '/account': 'You',
  '/account/mails': 'Mails',
  '/account/sessions': 'Sessions and tokens',
  '/account/safety': 'Password, address, second factor',
  '/account/data': 'Your data',
} as const;

/** The pages of one's own account. */
export type AccountPath = keyof typeof PAGES;

interface AccountFrameProps {
  path: AccountPath;
  /** What was just done. */
  done?: string | null;
  problem?: FormProblem | null;
  children: ReactNode;
}

/** What the pages of one's own account share: the way between them, what was done, and what went wrong as a whole. */
export function AccountFrame({ path, done, problem, children }: AccountFrameProps): ReactNode {
  return (
    <Page title={`${PAGES[path]} · Your account · Colloquy`} lang="en">
      <h1>Your account</h1>
      <nav aria-label="Your account">
        <ul className="row">
          {Object.entries(PAGES).map(([to, name]) => (
            <li key={to}>
              <a href={to} {...(to === path ? { 'aria-current': 'page' as const } : {})}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {done && (
        <p className="notice" role="status">
          {done}
        </p>
      )}
      {problem && !problem.field && (
        <p>
          <Problem id="problem" text={problem.text} />
        </p>
      )}
      {children}
    </Page>
  );
}

/** A button that posts by itself, with what it is about. */
export function OneButtonForm({
  action,
  fields = {},
  label,
}: {
  action: string;
  fields?: Record<string, string>;
  label: ReactNode;
}): ReactNode {
  return (
    <form method="post" action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="second">
        {label}
      </button>
    </form>
  );
}

/** For the field of this name: what was wrong with it, where the reader goes on. `id` where a page has two of the same name. */
export const fault = (problem: FormProblem | null | undefined, name: string) =>
  problem?.field === name ? { problem: problem.text, autoFocus: true } : {};
