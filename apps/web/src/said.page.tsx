import type { ReactNode } from 'react';
import type { Comment } from '#comments/comment.types.js';
import { CommentCard } from './comment-card.js';
import { Page } from './page.js';
import { RoundHead, type RoundHeadView } from './round-head.js';
import { Act } from './submission.view.js';

/** An organization by its name. */
export interface Named {
  id: string;
  name: string;
}

/** A comment that the reader may see, with the organizations behind it. */
export interface SaidView {
  comment: Comment;
  coSigners: readonly Named[];
  /** Organizations of the reader that could sign it too. */
  maySign: readonly Named[];
  /** Organizations of the reader that have signed it, and could take their names off. */
  mayTakeOff: readonly Named[];
}

interface SaidPageView {
  round: RoundHeadView;
  eId: string;
  place: string;
  said: readonly SaidView[];
  total: number;
  /** Where the next of them are; null where these are the last. */
  next: string | null;
}

/** What was said on a provision so far, and how to stand behind it instead of saying it again. */
export function SaidPage({ view }: { view: SaidPageView }): ReactNode {
  const { round, place, said, total, next, eId } = view;
  const { reference, title, takesComments } = round;
  return (
    <Page title={`Comments on ${place} · ${title}`} lang="en">
      <RoundHead round={round} heading={`Comments on ${place}`} />
      <p>
        {total === 0
          ? 'There is no comment on this that you may read yet.'
          : `So far ${total === 1 ? '1 comment' : `${total} comments`}.`}
      </p>
      <p>
        {takesComments && <a href={`/rounds/${reference}/comment/edit?on=${encodeURIComponent(eId)}`}>Write one of your own</a>}
        {takesComments && ' · '}
        <a href={`/rounds/${reference}/text#${eId}`}>Back to the text</a>
      </p>
      {said.map((one) => (
        <CommentCard key={one.comment.id} comment={one.comment} place={null}>
          <Behind one={one} reference={reference} />
        </CommentCard>
      ))}
      {next && (
        <p>
          <a href={next}>More of them</a>
        </p>
      )}
    </Page>
  );
}

function Behind({ one, reference }: { one: SaidView; reference: string }): ReactNode {
  const { comment, coSigners, maySign, mayTakeOff } = one;
  const names = coSigners.map(({ name }) => name).join(', ');
  const sides = [...maySign.map((side) => ({ side, withdraw: 'no' })), ...mayTakeOff.map((side) => ({ side, withdraw: 'yes' }))];
  return (
    <>
      {names && (
        <p className="meta" dir="auto">
          Signed too by {names}
        </p>
      )}
      {sides.map(({ side, withdraw }) => (
        <Act
          key={side.id + withdraw}
          reference={reference}
          act="coSign"
          fields={{ comment: comment.id, organization: side.id, withdraw, on: comment.anchor?.eId ?? '' }}
        >
          <button type="submit" className="second">
            {withdraw === 'yes' ? `Take the name of ${side.name} off` : `Put the name of ${side.name} to it`}
          </button>
        </Act>
      ))}
    </>
  );
}
