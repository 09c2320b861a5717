import type { ReactNode } from 'react';
import type { Question } from '#rounds/question.rules.js';
import type { Comment } from '#comments/comment.types.js';
import type { DeskMove } from '#comments/submission-desk.rules.js';
import type { AttachmentView } from './comment-form.page.js';

/** A comment as its own side sees it. */
export interface OwnCommentView {
  comment: Comment;
  /** What it is on, as the text names it; null: the draft as a whole. */
  place: string | null;
  /** The words it is on. */
  presentText: string | null;
  attachments: readonly AttachmentView[];
  /** What it lacks before it can be handed in. */
  lacks: string | null;
  notes: readonly { id: string; author: string; body: string; createdAt: Date }[];
  supporters: readonly string[];
  isSupported: boolean;
  replies: readonly { id: string; author: string; body: string; createdAt: Date }[];
  coSigners: readonly string[];
  answer: { outcome: string; response: string } | null;
}

/** A submission as its own side sees it. */
export interface SubmissionView {
  id: string;
  /** Whose it is: the organization's name, or null for oneself. */
  organization: string | null;
  status: string;
  revision: number;
  comments: readonly OwnCommentView[];
  questions: readonly { question: Question; value: unknown }[];
  /** Why each move would be refused now; null where it would not. */
  refused: Readonly<Record<DeskMove, string | null>>;
  /** What it lacks besides what its comments lack. */
  lacks: readonly string[];
  internalDeadline: Date | null;
  requestedBy: string | null;
  returnReason: string | null;
  receipt: { number: string; contentHash: string; salt: string | null; submittedAt: Date } | null;
  /** Where the record of the closed round is; null while there is none. */
  record: string | null;
}

interface ActProps {
  reference: string;
  act: string;
  fields: Readonly<Record<string, string | number>>;
  children: ReactNode;
  /** Texts may be long, and then come in parts. */
  isLong?: boolean;
}

/** A form that does one thing to a submission or to a comment of it. */
export function Act({ reference, act, fields, children, isLong = false }: ActProps): ReactNode {
  return (
    <form method="post" action={`/rounds/${reference}/comment`} {...(isLong ? { encType: 'multipart/form-data' } : {})}>
      {Object.entries({ do: act, ...fields }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
