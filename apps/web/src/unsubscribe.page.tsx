import type { ReactNode } from 'react';
import { Page } from './page.js';

const words = (kind: string): string => kind.toLowerCase().replaceAll('_', ' ');

/** Says which mails one would get no more, and waits for the button. */
export function UnsubscribePage({ token, kinds, lang }: { token: string; kinds: readonly string[]; lang: string }): ReactNode {
  return (
    <Page title="Leave a mailing list" lang={lang}>
      <h1>No more mails of this kind?</h1>
      <p>This concerns mails about:</p>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>{words(kind)}</li>
        ))}
      </ul>
      <p>Receipts, results and invitations still reach you: they belong to the procedure.</p>
      <form method="post" action={`/unsubscribe/${token}`}>
        <button type="submit">Leave this list</button>
      </form>
    </Page>
  );
}
