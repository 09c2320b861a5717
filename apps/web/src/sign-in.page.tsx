import type { ReactNode } from 'react';
import { Field, Problem } from './form-field.js';
import { Page } from './page.js';
import { LANGUAGE_NAMES, pageWords } from './words.js';

/** What was wrong with a form and what to do: told beside the field, or above the form where it is about none of them. */
export interface FormProblem {
  /** Empty where it is about none of them. */
  field: string;
  text: string;
}

/** What the pages by which one comes in share. */
export interface EntryForm {
  lang: string;
  /** Where to go on afterwards: a path of ours. */
  next: string;
  /** What was given before, without the secrets. */
  given?: Readonly<Record<string, string>>;
  problem?: FormProblem | null;
}

/** An institution through which one can sign in. */
export interface Institution {
  id: string;
  label: string;
}

const to = (path: string, next: string): string => (next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`);

/** For the field of this name: what was wrong with it, and whether the reader begins there. */
const about = (name: string, problem: FormProblem | null | undefined, isFirst = false) =>
  problem?.field === name ? { problem: problem.text, autoFocus: true } : { autoFocus: isFirst && !problem?.field };

/** Signing in by password, by a link, or through an institution. */
export function SignInPage({
  lang,
  next,
  given,
  problem,
  institutions,
}: EntryForm & { institutions: readonly Institution[] }): ReactNode {
  const words = pageWords(lang);
  return (
    <Page title={`${words.signIn} · Colloquy`} lang={lang}>
      <h1>{words.signIn}</h1>
      <form method="post" action="/sign-in">
        <Whole problem={problem} />
        <input type="hidden" name="next" value={next} />
        <Email label={words.email} given={given} {...about('email', problem, true)} />
        <Field
          name="password"
          label={words.password}
          type="password"
          autoComplete="current-password"
          required
          {...about('password', problem)}
        />
        <p>
          <button type="submit">{words.signIn}</button>
        </p>
        <LinkInstead lang={lang} />
      </form>
      <Institutions title={words.institutions} institutions={institutions} next={next} />
      <p>
        <a href={to('/forgot', next)}>{words.forgot}</a>
        <br />
        <a href={to('/sign-up', next)}>{words.noAccount}</a>
      </p>
    </Page>
  );
}

function LinkInstead({ lang }: { lang: string }): ReactNode {
  const { linkInstead, linkHint } = pageWords(lang);
  return (
    <p>
      <button type="submit" className="second" name="by" value="link" formNoValidate aria-describedby="link-hint">
        {linkInstead}
      </button>
      <span id="link-hint" className="hint">
        {linkHint}
      </span>
    </p>
  );
}

/** Links, since a form that is sent on to another site is stopped by the policy of our pages. */
function Institutions({
  title,
  institutions,
  next,
}: {
  title: string;
  institutions: readonly Institution[];
  next: string;
}): ReactNode {
  if (institutions.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      {institutions.map(({ id, label }) => (
        <p key={id}>
          <a className="button second" href={to(`/auth/${id}`, next)} dir="auto">
            {label}
          </a>
        </p>
      ))}
    </>
  );
}

/** The code of a second factor, once the first was right; `token` stands for that. */
export function CodePage({ lang, next, token, problem }: EntryForm & { token: string }): ReactNode {
  const words = pageWords(lang);
  return (
    <Page title={`${words.codeTitle} · Colloquy`} lang={lang}>
      <h1>{words.codeTitle}</h1>
      <form method="post" action="/sign-in">
        <Whole problem={problem} />
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="next" value={next} />
        <Field
          name="code"
          label={words.code}
          hint={words.codeHint}
          autoComplete="one-time-code"
          required
          {...about('code', problem, true)}
        />
        <p>
          <button type="submit">{words.signIn}</button>
        </p>
      </form>
    </Page>
  );
}

/** Asking for an account. */
export function SignUpPage({ lang, next, given, problem }: EntryForm): ReactNode {
  const words = pageWords(lang);
  return (
    <Page title={`${words.signUp} · Colloquy`} lang={lang}>
      <h1>{words.signUp}</h1>
      <form method="post" action="/sign-up">
        <Whole problem={problem} />
        <input type="hidden" name="next" value={next} />
        <Field
          name="displayName"
          label={words.name}
          hint={words.nameHint}
          autoComplete="name"
          defaultValue={given?.['displayName']}
          required
          {...about('displayName', problem, true)}
        />
        <Email label={words.email} given={given} {...about('email', problem)} />
        <Field
          name="password"
          label={words.password}
          hint={words.passwordHint}
          type="password"
          autoComplete="new-password"
          required
          {...about('password', problem)}
        />
        <LanguageField label={words.language} value={given?.['locale'] ?? lang} />
        <p>
          <button type="submit">{words.signUpButton}</button>
        </p>
      </form>
      <p>
        <a href={to('/sign-in', next)}>{words.haveAccount}</a>
      </p>
    </Page>
  );
}

/** In which of the languages of mails to write to somebody; one that is none of them stays as it is. */
export function LanguageField({ label, value }: { label: string; value: string }): ReactNode {
  const known = Object.entries(LANGUAGE_NAMES);
  const all = known.some(([code]) => code === value) ? known : [[value, value] as const, ...known];
  return (
    <p className="field">
      <label htmlFor="locale">{label}</label>
      <select id="locale" name="locale" defaultValue={value}>
        {all.map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
}

/** Asking for a link to set a new password. */
export function ForgotPage({ lang, next, given, problem }: EntryForm): ReactNode {
  const words = pageWords(lang);
  return (
    <Page title={`${words.forgotTitle} · Colloquy`} lang={lang}>
      <h1>{words.forgotTitle}</h1>
      <p>{words.forgotText}</p>
      <form method="post" action="/forgot">
        <Whole problem={problem} />
        <input type="hidden" name="next" value={next} />
        <Email label={words.email} given={given} {...about('email', problem, true)} />
        <p>
          <button type="submit">{words.forgotButton}</button>
        </p>
      </form>
      <p>
        <a href={to('/sign-in', next)}>{words.signIn}</a>
      </p>
    </Page>
  );
}

/** Says that a mail is on its way, in the same words whether the address is known or not. */
export function SentPage({ lang, isSignUp }: { lang: string; isSignUp: boolean }): ReactNode {
  const words = pageWords(lang);
  return (
    <Page title={`${words.sentTitle} · Colloquy`} lang={lang}>
      <h1>{words.sentTitle}</h1>
      <p>{isSignUp ? words.sentSignUp : words.sentLink}</p>
      <p>{words.sentHint}</p>
    </Page>
  );
}

function Email({
  given,
  ...props
}: {
  label: string;
  given: EntryForm['given'];
  problem?: string;
  autoFocus?: boolean;
}): ReactNode {
  return <Field name="email" type="email" autoComplete="username" required defaultValue={given?.['email']} {...props} />;
}

/** What was wrong with the whole rather than with one of its fields. */
function Whole({ problem }: { problem: FormProblem | null | undefined }): ReactNode {
  if (!problem || problem.field) return null;
  return (
    <p>
      <Problem id="problem" text={problem.text} />
    </p>
  );
}
