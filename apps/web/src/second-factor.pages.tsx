import type { ReactNode } from 'react';
import { AccountFrame, fault } from './account-frame.js';
import { Field } from './form-field.js';
import type { FormProblem } from './sign-in.page.js';

interface NewFactor {
  secret: string;
  uri: string;
}

/** What an authenticator is set up with, shown this once, and the code that shows that it works. */
export function NewFactorPage({
  factor: { secret, uri },
  problem,
}: {
  factor: NewFactor;
  problem?: FormProblem | null;
}): ReactNode {
  return (
    <AccountFrame path="/account/safety" problem={problem}>
      <h2>Set up a second factor</h2>
      <ol>
        <li>
          Give your authenticator this secret. On a phone, <a href={uri}>this link</a> does it.
          <p className="code">
            <code>{secret}</code>
          </p>
        </li>
        <li>Then write here the six digits that it shows.</li>
      </ol>
      <form method="post" action="/account/safety/factor/confirm">
        <input type="hidden" name="secret" value={secret} />
        <input type="hidden" name="uri" value={uri} />
        <Field name="code" label="Code" autoComplete="one-time-code" inputMode="numeric" required {...fault(problem, 'code')} />
        <p>
          <button type="submit">Turn it on</button>
        </p>
        <p className="hint">Your other sessions end: they did not pass it.</p>
      </form>
    </AccountFrame>
  );
}

/** Recovery codes, shown this once. */
export function RecoveryCodesPage({ codes }: { codes: readonly string[] }): ReactNode {
  return (
    <AccountFrame path="/account/safety" done="A code is asked for when you sign in.">
      <h2>Your recovery codes</h2>
      <p>
        They are shown this once. Each is good once in place of the six digits, for the day on which your authenticator is lost.
        Print them, or keep them where you keep your passwords.
      </p>
      <ul className="code">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a href="/account/safety">I have kept them</a>
      </p>
    </AccountFrame>
  );
}
