import type { ReactNode } from 'react';
import { AccountFrame, fault } from './account-frame.js';
import { Field } from './form-field.js';
import { Instant } from './page.js';
import type { FormProblem, Institution } from './sign-in.page.js';

/** The ways into an account as its owner sees them. */
export interface SafetyView {
  email: string;
  factor: { active: boolean; recoveryCodesLeft: number; required: boolean; passed: boolean };
  passkeys: readonly { id: string; name: string; createdAt: Date }[];
  linked: readonly { id: string; label: string; linkedAt: Date }[];
  institutions: readonly Institution[];
}

/** Which form was sent, and what was wrong with it: several forms here ask for the password. */
export interface FaultOfForm {
  form: string;
  problem: FormProblem;
}

interface SafetyPageProps {
  view: SafetyView;
  done: string | null;
  fault?: FaultOfForm | null;
  given?: Readonly<Record<string, string>>;
}

/** Password, mail address, second factor, passkeys and institutions of the reader. */
export function SafetyPage({ view, done, fault: wrong, given }: SafetyPageProps): ReactNode {
  const of = (form: string): FormProblem | null => (wrong?.form === form ? wrong.problem : null);
  const whole = wrong && !wrong.problem.field ? wrong.problem : null;
  return (
    <AccountFrame path="/account/safety" done={done} problem={whole}>
      <PasswordForm problem={of('password')} />
      <AddressForm email={view.email} given={given} problem={of('address')} />
      <SecondFactor factor={view.factor} of={of} />
      <Passkeys passkeys={view.passkeys} problem={of('passkey')} />
      <Institutions view={view} problem={of('institution')} />
    </AccountFrame>
  );
}

interface OwnPasswordProps {
  form: string;
  problem: FormProblem | null;
  label?: string;
  isNeeded?: boolean;
}

/** Asks for the present password; each form of a page has a field of its own for it. */
export function OwnPassword({ form, problem, label = 'Your password', isNeeded = true }: OwnPasswordProps): ReactNode {
  const hint = isNeeded ? undefined : 'Asked for where you signed in more than a quarter of an hour ago.';
  return (
    <Field
      id={`${form}-password`}
      name="password"
      label={label}
      hint={hint}
      type="password"
      autoComplete="current-password"
      required={isNeeded}
      {...fault(problem, 'password')}
    />
  );
}

function PasswordForm({ problem }: { problem: FormProblem | null }): ReactNode {
  return (
    <section aria-labelledby="password-title">
      <h2 id="password-title">Password</h2>
      <form method="post" action="/account/safety/password">
        <OwnPassword form="password" label="Your present password" problem={problem} />
        <Field
          name="newPassword"
          label="New password"
          hint="At least twelve characters; a sentence does well. Your other sessions end."
          type="password"
          autoComplete="new-password"
          required
          {...fault(problem, 'newPassword')}
        />
        <p>
          <button type="submit">Change the password</button>
        </p>
      </form>
    </section>
  );
}

interface AddressFormProps {
  email: string;
  given: Readonly<Record<string, string>> | undefined;
  problem: FormProblem | null;
}

function AddressForm({ email, given, problem }: AddressFormProps): ReactNode {
  return (
    <section aria-labelledby="address">
      <h2 id="address">Mail address</h2>
      <p>
        Now: <bdi>{email}</bdi>. A mail to the new address has a link; once you follow it, your mails go there.
      </p>
      <form method="post" action="/account/safety/address">
        <Field
          name="email"
          label="New mail address"
          type="email"
          autoComplete="email"
          defaultValue={given?.['email']}
          required
          {...fault(problem, 'email')}
        />
        <OwnPassword form="address" problem={problem} />
        <p>
          <button type="submit">Send the link</button>
        </p>
      </form>
    </section>
  );
}

function SecondFactor({ factor, of }: { factor: SafetyView['factor']; of: (form: string) => FormProblem | null }): ReactNode {
  const { active, recoveryCodesLeft, required, passed } = factor;
  return (
    <section aria-labelledby="factor">
      <h2 id="factor">Second factor</h2>
      <p role="status">
        {active
          ? `A code is asked for when you sign in. ${recoveryCodesLeft} of your recovery codes are left.`
          : 'No code is asked for when you sign in: whoever knows your password, or reads your mail, comes in.'}
      </p>
      {required && !passed && <p className="notice">Your role as staff counts only in a session that began with a code.</p>}
      {active ? (
        <FactorForms of={of} />
      ) : (
        <form method="post" action="/account/safety/factor">
          <OwnPassword form="factor" problem={of('factor')} isNeeded={false} />
          <p>
            <button type="submit">Set up a second factor</button>
          </p>
        </form>
      )}
    </section>
  );
}

function FactorForms({ of }: { of: (form: string) => FormProblem | null }): ReactNode {
  return (
    <>
      <form method="post" action="/account/safety/codes">
        <OwnPassword form="codes" problem={of('codes')} />
        <p>
          <button type="submit" className="second">
            Give me new recovery codes
          </button>
        </p>
      </form>
      <form method="post" action="/account/safety/factor/end">
        <OwnPassword form="factor-end" problem={of('factor-end')} />
        <p>
          <button type="submit" className="second">
            Ask for no code any more
          </button>
        </p>
      </form>
    </>
  );
}

function Passkeys({ passkeys, problem }: { passkeys: SafetyView['passkeys']; problem: FormProblem | null }): ReactNode {
  if (passkeys.length === 0) return null;
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <form method="post" action="/account/safety/passkey">
        <OwnPassword form="passkey" problem={problem} isNeeded={false} />
        {passkeys.map(({ id, name, createdAt }) => (
          <p key={id}>
            <bdi>{name}</bdi>, since <Instant at={createdAt} />{' '}
            <button type="submit" className="second" name="passkey" value={id}>
              Take it off
            </button>
          </p>
        ))}
      </form>
    </section>
  );
}

function Institutions({ view: { linked, institutions }, problem }: { view: SafetyView; problem: FormProblem | null }): ReactNode {
  if (linked.length + institutions.length === 0) return null;
  return (
    <section aria-labelledby="institutions">
      <h2 id="institutions">Institutions</h2>
      <form method="post" action="/account/safety/institution">
        <OwnPassword form="institution" problem={problem} isNeeded={false} />
        {linked.map(({ id, label, linkedAt }) => (
          <p key={id}>
            <bdi>{label}</bdi>, since <Instant at={linkedAt} />{' '}
            <button type="submit" className="second" name="unlink" value={id}>
              Take it off
            </button>
          </p>
        ))}
        {institutions.map(({ id, label }) => (
          <p key={id}>
            <button type="submit" className="second" name="link" value={id}>
              Sign in through <bdi>{label}</bdi> too
            </button>
          </p>
        ))}
      </form>
    </section>
  );
}

/** The way on to an institution, as a link: a form that is sent on to another site is stopped by the policy of our pages. */
export function GoOnPage({ label, url }: { label: string; url: string }): ReactNode {
  return (
    <AccountFrame path="/account/safety">
      <h2>
        Sign in at <bdi>{label}</bdi>
      </h2>
      <p>You go there and come back here. From then on you can sign in through it. The way is open for ten minutes.</p>
      <p>
        <a className="button second" href={url}>
          Go on
        </a>
      </p>
    </AccountFrame>
  );
}
