import type { ReactNode } from 'react';
import { STATUSES } from './comment-words.js';
import { ProposedChange } from './norm-words.js';
import { Instant } from './page.js';
import { AnswersAsRead } from './question-fields.js';
import { Act, type OwnCommentView, type SubmissionView } from './submission.view.js';

/** What was handed in: the receipt, how to take it back, and what became of each comment. */
export function SubmissionSent({ submission, reference }: { submission: SubmissionView; reference: string }): ReactNode {
  const { id, organization, comments, receipt, status, questions } = submission;
  if (!receipt) return null;
  return (
    <section aria-labelledby={`s-${id}`}>
      <h2 id={`s-${id}`} dir="auto">
        {status === 'WITHDRAWN' ? 'Taken back' : 'Handed in'}
        {organization ? ` for ${organization}` : ''}
      </h2>
      <Receipt submission={submission} reference={reference} />
      {comments.map((one) => (
        <SentComment key={one.comment.id} own={one} />
      ))}
      {questions.some(({ value }) => value !== undefined) && <AnswersAsRead submission={submission} />}
    </section>
  );
}

function Receipt({
  submission: { id, revision, receipt, record, refused },
  reference,
}: {
  submission: SubmissionView;
  reference: string;
}) {
  if (!receipt) return null;
  return (
    <>
      <dl>
        <dt>Receipt</dt>
        <dd>{receipt.number}</dd>
        <dt>Taken</dt>
        <dd>
          <Instant at={receipt.submittedAt} />
        </dd>
        <dt>Hash</dt>
        <dd className="code">{receipt.contentHash}</dd>
        {receipt.salt && <dt>Salt</dt>}
        {receipt.salt && <dd className="code">{receipt.salt}</dd>}
      </dl>
      <p className="meta">
        The hash is over exactly what you handed in.{' '}
        {record ? (
          <>
            Anybody can check that it is in <a href={record}>the record of the round</a>.
          </>
        ) : (
          'Once the round has closed, anybody can check that it is in the record of the round.'
        )}{' '}
        Keep the salt: with it you can prove what you said, and without it nobody can guess it.
      </p>
      {refused.withdraw === null && <TakeBack id={id} revision={revision} reference={reference} />}
    </>
  );
}

function TakeBack({ id, revision, reference }: { id: string; revision: number; reference: string }): ReactNode {
  return (
    <details>
      <summary>Take it back</summary>
      <Act reference={reference} act="withdraw" fields={{ submission: id, revision }}>
        <p>
          Its comments are hidden then, not deleted. That can be done while the round is open; you can hand in others instead.
        </p>
        <button type="submit">Take it back</button>
      </Act>
    </details>
  );
}

const OUTCOMES: Readonly<Partial<Record<string, string>>> = {
  ACCEPTED: 'Accepted: the text is changed as you asked',
  ACCEPTED_WITH_MODIFICATION: 'Accepted in another way: the text is changed in your sense',
  NOTED: 'Noted: read and kept in mind',
  NOT_ACCEPTED: 'Not accepted: the text is not changed',
  OUT_OF_SCOPE: 'Out of scope: not a matter for this norm',
  DEFERRED: 'Deferred: left to a later version',
  DUPLICATE: 'Answered with another comment that says the same',
};

function SentComment({ own }: { own: OwnCommentView }): ReactNode {
  const { comment, place, presentText, coSigners } = own;
  const { id, reference, status, withheldReason, body, proposedText, locale, reactions } = comment;
  return (
    <article id={`c-${id}`}>
      <h3 dir="auto">
        {reference} on {place ?? 'the draft as a whole'}
      </h3>
      <p className="meta">
        {STATUSES[status]}
        {withheldReason && `: ${withheldReason}`}
      </p>
      <p className="words" lang={locale} dir="auto">
        {body}
      </p>
      {proposedText && presentText !== null && <ProposedChange before={presentText} after={proposedText} lang={locale} />}
      <p className="meta">
        {reactions.agree + reactions.disagree > 0 && `${reactions.agree} agree, ${reactions.disagree} disagree`}
        {coSigners.length > 0 && ` · signed too by ${coSigners.join(', ')}`}
      </p>
      <WhatCameOfIt own={own} />
    </article>
  );
}

function WhatCameOfIt({ own: { replies, answer, comment } }: { own: OwnCommentView }): ReactNode {
  return (
    <>
      {replies.map((reply) => (
        <div key={reply.id}>
          <p className="meta" dir="auto">
            Reply of {reply.author}, <Instant at={reply.createdAt} />
          </p>
          <p className="words" dir="auto">
            {reply.body}
          </p>
        </div>
      ))}
      {answer ? (
        <div className="notice">
          <p>
            <b>{OUTCOMES[answer.outcome] ?? answer.outcome}</b>
          </p>
          <p className="words" dir="auto">
            {answer.response}
          </p>
        </div>
      ) : (
        comment.status !== 'WITHDRAWN' && (
          <p className="meta">Every comment is answered after the round; the answer will stand here.</p>
        )
      )}
    </>
  );
}
