import type { ReactNode } from 'react';
import { CodeField } from './code-field.js';
import { Page } from './page.js';

/** Shows what a link from a mail is for. It acts only when the button is pressed, since mail scanners open links too; `asks` asks for the code of a second factor. */
export function VerifyPage({ token, asks, lang }: { token: string; asks?: string | undefined; lang: string }): ReactNode {
  return (
    <Page title="Confirm your address" lang={lang}>
      <h1>Confirm your address</h1>
      <p>Press the button to confirm that this mail address is yours, and to sign in.</p>
      <form method="post" action="/verify">
        <input type="hidden" name="token" value={token} />
        <CodeField asks={asks} />
        <button type="submit">Confirm and sign in</button>
      </form>
    </Page>
  );
}

/** A page with one message. */
export function MessagePage({ title, message, lang }: { title: string; message: string; lang: string }): ReactNode {
  return (
    <Page title={title} lang={lang}>
      <h1>{title}</h1>
      <p>{message}</p>
    </Page>
  );
}
