import type { ReactNode } from 'react';
import { CodeField } from './code-field.js';
import { Page } from './page.js';

interface LinkPage {
  token: string;
  lang: string;
  /** Why a code of the second factor is asked for; left out where none is. */
  asks?: string;
}

/** Shows what a link from a mail is for. It acts only when the button is pressed, since mail scanners open links too. */
function OneButton({
  token,
  lang,
  asks,
  ...words
}: LinkPage & { title: string; text: string; action: string; button: string }): ReactNode {
  return (
    <Page title={words.title} lang={lang}>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <form method="post" action={words.action}>
        <input type="hidden" name="token" value={token} />
        <CodeField asks={asks} />
        <button type="submit">{words.button}</button>
      </form>
    </Page>
  );
}

/** Where a sign-in link leads. */
export function SignInLinkPage(link: LinkPage): ReactNode {
  const text = 'Press the button to sign in. The link can be used once.';
  return <OneButton {...link} title="Sign in" text={text} action="/sign-in" button="Sign in" />;
}

/** Where the mail to a new address leads. */
export function ChangeAddressPage(link: LinkPage): ReactNode {
  const text = 'Press the button to confirm that this mail address is yours. From then on your mails go there.';
  return (
    <OneButton {...link} title="Confirm your new address" text={text} action="/change-address" button="Confirm my new address" />
  );
}

/** Asks for a new password; `problem` says what was wrong with the one before. */
export function ResetPage({ token, lang, asks, problem }: LinkPage & { problem?: string }): ReactNode {
  return (
    <Page title="Set a new password" lang={lang}>
      <h1>Set a new password</h1>
      <p id="rules">At least twelve characters; a sentence does well. All your sessions and personal tokens end.</p>
      {problem && <p role="alert">{problem}</p>}
      <form method="post" action="/reset">
        <input type="hidden" name="token" value={token} />
        <label>
          New password <input type="password" name="password" required autoComplete="new-password" aria-describedby="rules" />
        </label>
        <CodeField asks={asks} />
        <button type="submit">Set and sign in</button>
      </form>
    </Page>
  );
}
