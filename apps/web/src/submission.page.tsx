import type { ReactNode } from 'react';
import type { Problems } from './form-field.js';
import { ProblemSummary } from './form-field.js';
import { Page } from './page.js';
import { RoundHead, type RoundHeadView } from './round-head.js';
import { SubmissionDraft } from './submission-draft.js';
import { SubmissionSent } from './submission-sent.js';
import type { SubmissionView } from './submission.view.js';

/** All that the reader, and the organizations they belong to, wrote for one round. */
export interface SubmissionPageView {
  round: RoundHeadView;
  submissions: readonly SubmissionView[];
  problems: Problems;
  /** The comment that was saved a moment ago. */
  saved: string | null;
  /** The receipt that was given a moment ago. */
  receipt: string | null;
}

/** What the reader's side has in this round: drafts with what they lack, and what was handed in with its receipt and what became of it. */
export function SubmissionPage({ view, unread }: { view: SubmissionPageView; unread: number | null }): ReactNode {
  const { round, submissions, problems, saved, receipt } = view;
  const drafts = submissions.filter(({ receipt: has }) => has === null);
  const sent = submissions.filter(({ receipt: has }) => has !== null);
  return (
    <Page title={`Your comments · ${round.title}`} lang="en" unread={unread}>
      <RoundHead round={round} heading="Your comments in this round" />
      <ProblemSummary problems={problems} title="This was not done:" />
      {saved && (
        <p className="notice" role="status">
          Saved as a draft. It is not handed in yet, and nobody but your side sees it.
        </p>
      )}
      {receipt && (
        <p className="notice" role="status">
          <b>Handed in. Your receipt is {receipt}.</b> It is below, and a mail with it is on its way where you asked for mails.
        </p>
      )}
      {round.takesComments && (
        <p>
          <a href={`/rounds/${round.reference}/text`}>Comment on more of the text</a> ·{' '}
          <a href={`/rounds/${round.reference}/comment/edit`}>Comment on the draft as a whole</a>
        </p>
      )}
      {submissions.length === 0 && <p>You have not written anything in this round yet.</p>}
      {drafts.map((one) => (
        <SubmissionDraft key={one.id} submission={one} reference={round.reference} problems={problems} />
      ))}
      {sent.map((one) => (
        <SubmissionSent key={one.id} submission={one} reference={round.reference} />
      ))}
    </Page>
  );
}
