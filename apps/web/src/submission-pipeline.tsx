import type { ReactNode } from 'react';
import { Instant } from './page.js';
import { Act, type SubmissionView } from './submission.view.js';

/** How far an organization's draft is, and what its members can do about that. */
export function Pipeline({ submission, reference }: { submission: SubmissionView; reference: string }): ReactNode {
  const { organization, status, internalDeadline, requestedBy, returnReason, refused } = submission;
  if (!organization) return null;
  return (
    <>
      <p role="status">{STATES[status] ?? status}</p>
      {status === 'AWAITING_APPROVAL' && requestedBy && <p dir="auto">Asked for by {requestedBy}.</p>}
      {returnReason && (
        <p className="notice" dir="auto">
          An approver gave it back: “{returnReason}”
        </p>
      )}
      {internalDeadline && (
        <p>
          Contributors can change it until <Instant at={internalDeadline} />.
        </p>
      )}
      {refused.edit && status === 'DRAFT' && <p className="notice">{refused.edit}</p>}
      <ForApprovers submission={submission} reference={reference} />
    </>
  );
}

function ForApprovers({ submission, reference }: { submission: SubmissionView; reference: string }): ReactNode {
  const { id, revision, internalDeadline, refused } = submission;
  return (
    <>
      {refused.return === null && (
        <details>
          <summary>Give it back to its writers</summary>
          <Act reference={reference} act="return" fields={{ submission: id }}>
            <label htmlFor={`reason-${id}`}>What should they change?</label>
            <textarea id={`reason-${id}`} name="reason" rows={2} dir="auto" required />
            <button type="submit">Give it back</button>
          </Act>
        </details>
      )}
      {refused.setDeadline === null && (
        <details>
          <summary>Set a deadline for your contributors</summary>
          <Act reference={reference} act="setDeadline" fields={{ submission: id, revision }}>
            <label htmlFor={`deadline-${id}`}>Until when, in UTC? Before the round closes; empty: no deadline of your own.</label>
            <input
              type="datetime-local"
              id={`deadline-${id}`}
              name="deadline"
              defaultValue={internalDeadline?.toISOString().slice(0, 16) ?? ''}
            />
            <button type="submit">Set it</button>
          </Act>
        </details>
      )}
    </>
  );
}

const STATES: Readonly<Partial<Record<string, string>>> = {
  DRAFT: 'Being written. Every member of the organization can write in it; nobody else sees it.',
  AWAITING_APPROVAL: 'Waiting for an approver of the organization, who hands it in or gives it back.',
};
