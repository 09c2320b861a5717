import type { ReactNode } from 'react';
import { Page } from './page.js';

/** What an invitation is for; null where its link is of no use. */
export interface InvitationCard {
  organization: string;
  role: 'CONTRIBUTOR' | 'APPROVER';
}

const MAY = {
  CONTRIBUTOR: 'You will be able to write drafts for it.',
  APPROVER: 'You will be able to write drafts for it, to submit in its name, and to say who belongs to it.',
};

/** Shows what an invitation is for. It acts only when the button is pressed, since mail scanners open links too. */
export function InvitationPage({
  token,
  invitation,
  lang,
}: {
  token: string;
  invitation: InvitationCard;
  lang: string;
}): ReactNode {
  return (
    <Page title="Join an organization" lang={lang}>
      <h1>Join {invitation.organization}</h1>
      <p>{MAY[invitation.role]}</p>
      <p>You have to be signed in with the address that the invitation was sent to.</p>
      <form method="post" action="/invitation">
        <input type="hidden" name="token" value={token} />
        <button type="submit">Join</button>
      </form>
    </Page>
  );
}
