import type { ReactNode } from 'react';
import { Instant } from './page.js';

/** What every page within a round begins with. */
export interface RoundHeadView {
  reference: string;
  title: string;
  guidance: string | null;
  status: string;
  closesAt: Date | null;
  normTitle: string;
  versionLabel: string;
  /** Whether a submission can be begun now. */
  takesComments: boolean;
}

/** Where to sign in so as to come back to a page of ours. */
export const signInFor = (path: string): string => `/sign-in?next=${encodeURIComponent(path)}`;

/** The round that a page belongs to, and until when it takes comments. */
export function RoundHead({ round, heading }: { round: RoundHeadView; heading?: string }): ReactNode {
  const { reference, title, normTitle, versionLabel, status, closesAt } = round;
  return (
    <>
      <p className="meta" dir="auto">
        <a href={`/rounds/${reference}`}>
          {reference}: {title}
        </a>
      </p>
      <h1 dir="auto">{heading ?? `${normTitle}, ${versionLabel}`}</h1>
      <p className="meta">
        {closing(status)}
        {status === 'OPEN' && closesAt && <Instant at={closesAt} />}
        {status === 'OPEN' && !closesAt && 'it stays open'}
        {status === 'OPEN' && '.'}
      </p>
    </>
  );
}

function closing(status: string): string {
  switch (status) {
    case 'OPEN':
      return 'Comments are taken until ';
    case 'DRAFT':
    case 'SCHEDULED':
      return 'The round has not opened yet: comments are not taken before that.';
    case 'PAUSED':
      return 'The round is paused: nothing can be handed in for a while. What you have written is kept.';
    case 'CANCELLED':
      return 'The round was called off.';
    default:
      return 'The round is closed.';
  }
}
