import type { ReactNode } from 'react';
import { AccountFrame, OneButtonForm } from './account-frame.js';
import { OwnPassword } from './safety.page.js';
import type { FormProblem } from './sign-in.page.js';

/** All that is kept of the reader, and the way out for good. */
export function OwnDataPage({ problem }: { problem?: FormProblem | null }): ReactNode {
  return (
    <AccountFrame path="/account/data" problem={problem}>
      <h2>What is kept of you</h2>
      <p>All of it in one file: your account, your sessions, your comments, your inbox and so on.</p>
      <OneButtonForm action="/account/data/download" label="Get the file" />
      <h2 id="leave">Leave for good</h2>
      <p>
        Your personal data is erased at once and for good, and all your sessions end. What you handed in stays in the public
        record, under a pseudonym; nobody can show any more that it is yours. Nobody can undo this.
      </p>
      <form method="post" action="/account/data/erase">
        <OwnPassword form="erase" problem={problem ?? null} />
        <p>
          <label>
            <input type="checkbox" name="sure" value="yes" required /> I know that this cannot be undone.
          </label>
        </p>
        <p>
          <button type="submit">Erase my account</button>
        </p>
      </form>
    </AccountFrame>
  );
}
