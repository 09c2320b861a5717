import type { ReactNode } from 'react';
import { Page } from './page.js';
import { RoundHead, type RoundHeadView, signInFor } from './round-head.js';

/** Says how to go on to who is not signed in; the link leads back. */
export function SignInFirstPage({ round, path }: { round: RoundHeadView; path: string }): ReactNode {
  const { reference, title } = round;
  return (
    <Page title={`Sign in to comment · ${title}`} lang="en">
      <RoundHead round={round} heading="Sign in to comment" />
      <p>
        Everybody may read the text. Comments are made by people who can be told what became of them, so please{' '}
        <a href={signInFor(path)}>sign in</a> first; you come back here.
      </p>
      <p>
        <a href={`/rounds/${reference}/text`}>Back to the text</a>
      </p>
    </Page>
  );
}
