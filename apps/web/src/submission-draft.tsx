import type { ReactNode } from 'react';
import { MARKINGS, TYPES } from './comment-words.js';
import type { Problems } from './form-field.js';
import { ProposedChange } from './norm-words.js';
import { Instant } from './page.js';
import { QuestionsForm } from './question-fields.js';
import { Pipeline } from './submission-pipeline.js';
import { Act, type OwnCommentView, type SubmissionView } from './submission.view.js';

interface Shown {
  submission: SubmissionView;
  reference: string;
}

/** A submission that is being written. */
export function SubmissionDraft({ submission, reference, problems }: Shown & { problems: Problems }): ReactNode {
  const { id, organization, comments, questions, refused } = submission;
  return (
    <section aria-labelledby={`s-${id}`}>
      <h2 id={`s-${id}`} dir="auto">
        {organization ? `Draft for ${organization}` : 'Your own draft'}
      </h2>
      <Pipeline submission={submission} reference={reference} />
      {comments.map((one, i) => (
        <DraftComment key={one.comment.id} own={one} submission={submission} reference={reference} at={i} />
      ))}
      {questions.length > 0 && <QuestionsForm submission={submission} reference={reference} problems={problems} />}
      <HandIn submission={submission} reference={reference} />
      {refused.submit && refused.requestApproval && <p className="notice">{refused.submit}</p>}
    </section>
  );
}

function DraftComment({ own, submission, reference, at }: Shown & { own: OwnCommentView; at: number }): ReactNode {
  const { comment, place, presentText, attachments, lacks } = own;
  const { id, body, rationale, proposedText, type, tlp, locale, anchor } = comment;
  const canEdit = submission.refused.edit === null;
  return (
    <article id={`c-${id}`}>
      <h3 dir="auto">{place ?? 'The draft as a whole'}</h3>
      <p className="meta">
        {TYPES[type]} · to be read by: {MARKINGS[tlp]}
        {attachments.length > 0 && ` · ${attachments.map(({ fileName }) => fileName).join(', ')}`}
      </p>
      {anchor?.exact && (
        <blockquote className="words" dir="auto">
          {anchor.exact}
        </blockquote>
      )}
      <p className="words" lang={locale} dir="auto">
        {body}
      </p>
      {rationale && (
        <p className="words" lang={locale} dir="auto">
          {rationale}
        </p>
      )}
      {proposedText && presentText !== null && <ProposedChange before={presentText} after={proposedText} lang={locale} />}
      {proposedText && presentText === null && <blockquote className="words">{proposedText}</blockquote>}
      {lacks && <p className="problem">Before it can be handed in: {lacks}</p>}
      <div className="act">
        {canEdit && <a href={`/rounds/${reference}/comment/edit?id=${id}`}>Go on writing</a>}
        {canEdit && <Order submission={submission} reference={reference} at={at} />}
        {canEdit && <Remove id={id} reference={reference} />}
      </div>
      {submission.organization && <AmongUs own={own} reference={reference} canSupport={submission.status === 'DRAFT'} />}
    </article>
  );
}

function Order({ submission, reference, at }: Shown & { at: number }): ReactNode {
  const ids = submission.comments.map(({ comment }) => comment.id);
  if (at === 0) return null;
  const order = ids.map((id, i) => (i === at - 1 ? ids[at] : i === at ? ids[at - 1] : id));
  const fields = { submission: submission.id, revision: submission.revision, order: order.join(' ') };
  return (
    <Act reference={reference} act="arrange" fields={fields}>
      <button type="submit" className="second">
        Move up
      </button>
    </Act>
  );
}

function Remove({ id, reference }: { id: string; reference: string }): ReactNode {
  return (
    <details>
      <summary>Remove</summary>
      <Act reference={reference} act="remove" fields={{ comment: id }}>
        <p>It is gone for good then.</p>
        <button type="submit">Remove this draft</button>
      </Act>
    </details>
  );
}

function AmongUs({ own, reference, canSupport }: { own: OwnCommentView; reference: string; canSupport: boolean }): ReactNode {
  const { comment, notes, supporters, isSupported } = own;
  const fields = { comment: comment.id, support: isSupported ? 'no' : 'yes' };
  return (
    <details open={notes.length > 0}>
      <summary>
        Among yourselves: {notes.length} {notes.length === 1 ? 'note' : 'notes'}
        {supporters.length > 0 && `, supported by ${supporters.join(', ')}`}
      </summary>
      {notes.map(({ id, author, body, createdAt }) => (
        <div key={id}>
          <p className="meta" dir="auto">
            {author}, <Instant at={createdAt} />
          </p>
          <p className="words" dir="auto">
            {body}
          </p>
        </div>
      ))}
      {canSupport && (
        <Act reference={reference} act="support" fields={fields}>
          <button type="submit" className="second">
            {isSupported ? 'No longer support it' : 'Support it'}
          </button>
        </Act>
      )}
      <Act reference={reference} act="note" fields={{ comment: comment.id }} isLong>
        <label htmlFor={`note-${comment.id}`}>A note that only your organization reads</label>
        <textarea id={`note-${comment.id}`} name="note" rows={2} dir="auto" required />
        <button type="submit" className="second">
          Add the note
        </button>
      </Act>
    </details>
  );
}

function HandIn({ submission, reference }: Shown): ReactNode {
  const { lacks, comments } = submission;
  const missing = [
    ...lacks,
    ...comments.flatMap((own) => (own.lacks ? [`${own.place ?? 'The draft as a whole'}: ${own.lacks}`] : [])),
  ];
  if (missing.length > 0) {
    return (
      <div className="notice">
        <p>Before this can be handed in:</p>
        <ul>
          {missing.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </div>
    );
  }
  return <HandInButtons submission={submission} reference={reference} />;
}

function HandInButtons({ submission, reference }: Shown): ReactNode {
  const { id, revision, refused, comments, organization } = submission;
  const fields = { submission: id, revision };
  return (
    <div className="act">
      {refused.submit === null && (
        <Act reference={reference} act="submit" fields={fields}>
          <p>
            {organization
              ? `This hands in the ${howMany(comments.length)} above, for ${organization}, once and for all of you.`
              : `This hands in the ${howMany(comments.length)} above.`}{' '}
            What was handed in does not change any more; it can be taken back while the round is open. You get a receipt.
          </p>
          <button type="submit">Hand in</button>
        </Act>
      )}
      {refused.requestApproval === null && refused.submit !== null && (
        <Act reference={reference} act="requestApproval" fields={fields}>
          <p>Only an approver of your organization can hand this in.</p>
          <button type="submit">Ask the approvers to hand it in</button>
        </Act>
      )}
    </div>
  );
}

const howMany = (count: number): string => (count === 1 ? 'one comment' : `${count} comments`);
