import type { ReactNode } from 'react';
import type { Comment } from '#comments/comment.types.js';
import { CommentCard, placeOf } from './comment-card.js';
import { Instant, Page } from './page.js';

/** A round as its page shows it, with the newest of the comments that the reader may see. */
export interface RoundView {
  id: string;
  reference: string;
  title: string;
  guidance: string | null;
  status: string;
  opensAt: Date | null;
  closesAt: Date | null;
  normTitle: string;
  versionLabel: string;
  comments: readonly Comment[];
  /** Provisions as the text names them, by eId. */
  places: ReadonlyMap<string, string>;
  total: number;
}

const STATUS: Readonly<Record<string, string>> = {
  DRAFT: 'Being prepared',
  SCHEDULED: 'Not open yet',
  OPEN: 'Open for comment',
  PAUSED: 'Paused: nothing can be handed in for a while',
  CLOSED: 'Closed',
  IN_REVIEW: 'Closed: the comments are being answered',
  CONCLUDED: 'Concluded',
  CANCELLED: 'Called off',
};

/** A round and what is said in it; both keep themselves up to date. */
export function RoundPage({ round, unread }: { round: RoundView; unread: number | null }): ReactNode {
  const below = (path: string): string => `/rounds/${round.reference}/${path}`;
  const alternates = [
    { type: 'application/atom+xml', title: `Comments on ${round.title}`, href: below('feed.atom') },
    { type: 'text/calendar', title: `Dates of ${round.title}`, href: below('calendar.ics') },
    { type: 'application/ld+json', title: `Annotations of ${round.title}`, href: below('annotations.jsonld') },
  ];
  const streams = [
    `subscription{roundChanged(roundId:"${round.id}"){id}}`,
    ...(unread === null ? [] : ['subscription{inboxChanged{unread}}']),
  ];
  return (
    <Page title={`${round.title} · Colloquy`} lang="en" alternates={alternates} unread={unread} streams={streams}>
      <h1 dir="auto">{round.title}</h1>
      <p dir="auto">
        {round.normTitle}, {round.versionLabel}
      </p>
      {round.guidance && (
        <p className="words" dir="auto">
          {round.guidance}
        </p>
      )}
      <p>
        <a href={below('text')}>Read the text and comment on it</a>
      </p>
      <div id="round" data-live="">
        <RoundState round={round} />
      </div>
      <p>
        <a href={below('feed.atom')}>Feed of its comments</a> · <a href={below('calendar.ics')}>Its dates for a calendar</a>
      </p>
    </Page>
  );
}

function RoundState({ round }: { round: RoundView }): ReactNode {
  const { status, reference, opensAt, closesAt, comments, places, total } = round;
  return (
    <>
      <dl>
        <dt>Reference</dt>
        <dd>{reference}</dd>
        <dt>Now</dt>
        <dd role="status">{STATUS[status] ?? status}</dd>
        <dt>Opens</dt>
        <dd>{opensAt ? <Instant at={opensAt} /> : 'not set yet'}</dd>
        <dt>Closes</dt>
        <dd>{closesAt ? <Instant at={closesAt} /> : 'stays open'}</dd>
      </dl>
      <h2>Comments</h2>
      <p role="status">{howMany(total, comments.length)}</p>
      {status === 'CONCLUDED' && (
        <p>
          <a href={`/rounds/${reference}/answers`}>What became of the comments</a>
        </p>
      )}
      {comments.map((comment) => (
        <CommentCard key={comment.id} comment={comment} place={placeOf(comment, places)} />
      ))}
    </>
  );
}

function howMany(total: number, shown: number): string {
  if (total === 0) return 'There is no comment that you may read yet.';
  const count = total === 1 ? '1 comment' : `${total} comments`;
  return shown < total ? `${count}; the newest ${shown} of them:` : `${count}, the newest first:`;
}
