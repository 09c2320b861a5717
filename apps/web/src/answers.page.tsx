import type { ReactNode } from 'react';
import type { Comment } from '#comments/comment.types.js';
import type { Reply } from '#comments/reply.types.js';
import type { Outcome } from '#platform/schema.types.js';
import { wordsIn } from '#notifications/words.rules.js';
import { CommentCard, nameOf } from './comment-card.js';
import { Instant, Page } from './page.js';
import { RoundHead, type RoundHeadView } from './round-head.js';

/** What a comment was answered with, and the provisions that were changed for it. */
export interface AnswerView {
  outcome: Outcome;
  response: string;
  changed: readonly string[];
}

/** A comment with its answer; null where there is none that the reader may see. */
export interface AnsweredComment {
  comment: Comment;
  place: string | null;
  answer: AnswerView | null;
}

/** What became of each comment of a round; `next` is the address of those that follow. */
export function AnswersPage({
  round,
  answers,
  next,
}: {
  round: RoundHeadView;
  answers: readonly AnsweredComment[];
  next: string | null;
}): ReactNode {
  return (
    <Page title={`What became of the comments · ${round.title}`} lang="en">
      <RoundHead round={round} heading="What became of the comments" />
      {answers.length === 0 && <p role="status">There is no comment that you may read.</p>}
      {answers.every(({ answer }) => answer === null) && answers.length > 0 && (
        <p role="status">The answers are not out yet. They come out together once every comment has its answer.</p>
      )}
      {answers.map(({ comment, place, answer }) => (
        <CommentCard key={comment.id} comment={comment} place={place}>
          {answer && <Answer answer={answer} />}
        </CommentCard>
      ))}
      {next && (
        <p>
          <a href={next} rel="next">
            More comments
          </a>
        </p>
      )}
    </Page>
  );
}

interface CommentPageProps {
  round: RoundHeadView;
  answered: AnsweredComment;
  /** What was said to it, the oldest first. */
  replies: readonly Reply[];
}

/** One comment under its own address, which lasts. */
export function CommentPage({ round, answered: { comment, place, answer }, replies }: CommentPageProps): ReactNode {
  const { reference, rationale, locale, anchor } = comment;
  return (
    <Page title={`${reference ?? ''} · ${round.title}`} lang="en">
      <RoundHead round={round} heading={`Comment ${reference ?? ''}`} />
      <CommentCard comment={comment} place={place}>
        {rationale && (
          <>
            <h4>Why</h4>
            <p className="words" lang={locale} dir="auto">
              {rationale}
            </p>
          </>
        )}
        {answer && <Answer answer={answer} />}
      </CommentCard>
      {anchor && (
        <p>
          <a href={`/rounds/${round.reference}/text#${anchor.eId}`}>Read the provision that it is on</a>
        </p>
      )}
      {replies.length > 0 && <h2>Replies</h2>}
      {replies.map((reply) => (
        <ReplyCard key={reply.id} reply={reply} />
      ))}
    </Page>
  );
}

function ReplyCard({ reply: { author, body, createdAt } }: { reply: Reply }): ReactNode {
  return (
    <article>
      <h3 dir="auto">{nameOf(author)}</h3>
      <p className="meta">
        <Instant at={createdAt} />
      </p>
      <p className="words" dir="auto">
        {body}
      </p>
    </article>
  );
}

function Answer({ answer: { outcome, response, changed } }: { answer: AnswerView }): ReactNode {
  return (
    <div className="notice">
      <p className="meta">
        <b>Answer: {wordsIn('en').outcomes[outcome]}</b>
      </p>
      {response && (
        <p className="words" dir="auto">
          {response}
        </p>
      )}
      {changed.length > 0 && (
        <p className="meta">
          Changed for it: <bdi>{changed.join('; ')}</bdi>
        </p>
      )}
    </div>
  );
}
