import { approvesFor, belongsTo } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import { badInput, conflict, notFound, Refusal } from '#platform/refusal.js';
import type { RoundStatus, SubmissionStatus } from '#platform/schema.types.js';

/** The life of a submission (domain.md, State machines). */
export const SUBMISSION = {
  DRAFT: { requestApproval: 'AWAITING_APPROVAL', submit: 'SUBMITTED' },
  AWAITING_APPROVAL: { return: 'DRAFT', submit: 'SUBMITTED' },
  SUBMITTED: { withdraw: 'WITHDRAWN' },
  WITHDRAWN: {},
} as const satisfies Record<SubmissionStatus, Record<string, SubmissionStatus>>;

export type SubmissionMove = { [S in SubmissionStatus]: keyof (typeof SUBMISSION)[S] }[SubmissionStatus];

/** Null where the submission may make the move; else CONFLICT with its state. */
export function refuseSubmissionMove(submission: { status: SubmissionStatus }, move: SubmissionMove): Refusal | null {
  if (move in SUBMISSION[submission.status]) return null;
  return conflict(`A submission that is ${submission.status} cannot be used to ${move}.`, submission.status);
}

/** Null where its text may still be changed: while it is a draft. */
export const refuseSubmissionEdit = (submission: { status: SubmissionStatus }): Refusal | null =>
  submission.status === 'DRAFT' ? null : conflict('What was handed in does not change.', submission.status);

/** What a change to a draft finds. */
interface EditedDraft {
  status: SubmissionStatus;
  organizationId: string | null;
  internalDeadline: Date | null;
}

/** Null where the actor may change the draft now: contributors until the organization's own deadline, approvers after it too. */
export function refuseEditBy(actor: Actor, submission: EditedDraft, now: Date): Refusal | null {
  const { organizationId, internalDeadline } = submission;
  const isLate = organizationId !== null && internalDeadline !== null && now >= internalDeadline;
  if (isLate && submission.status === 'DRAFT' && !approvesFor(actor, organizationId)) {
    return conflict(
      'Your organization’s own deadline has passed. Ask an approver to make the change, or to set it later.',
      'INTERNAL_DEADLINE',
    );
  }
  return refuseSubmissionEdit(submission);
}

/** The round is not open: in its own words, with its state, and what became of the text. */
export const roundNotOpen = (status: RoundStatus): Refusal =>
  new Refusal(
    'ROUND_NOT_OPEN',
    `The round is ${status.toLowerCase().replace('_', ' ')}: nothing can be submitted to it now. Your draft is kept.`,
    {
      state: status,
    },
  );

/** Whether the actor may see and write the submission: whoever began it, or the organization's members; for others it does not exist. */
export const isTheirs = (
  actor: Actor,
  { accountId, organizationId }: { accountId: string; organizationId: string | null },
): boolean => (organizationId ? belongsTo(actor, organizationId) : accountId === actor.accountId);

/** Null where the actor may hand it in: their own, or as an approver of the organization. */
export function refuseSigner(actor: Actor, organizationId: string | null): Refusal | null {
  if (organizationId === null || approvesFor(actor, organizationId)) return null;
  if (!belongsTo(actor, organizationId)) return notFound('organization');
  return new Refusal('FORBIDDEN', 'Only an approver of the organization can submit for it.');
}

/** The round asks something that has to be answered, for which one step has no room. */
export const asksFirst = (): Refusal =>
  badInput(
    'roundId',
    'This round asks questions that have to be answered. Begin by startSubmission, answer by answerQuestions, save the comment, then submit.',
  );

/** Who the round does not take comments from. */
export const notAdmitted = (): Refusal =>
  new Refusal('FORBIDDEN', 'This round takes comments only from those invited, or from organizations that were verified.');

/** Who belongs to several organizations says for which one they speak, or that they speak for themselves: it is not guessed. */
export const forWhom = (organizations: readonly { id: string; name: string }[]): Refusal =>
  badInput(
    'organizationId',
    `You belong to several organizations. Say for which one you speak: ${organizations
      .map(({ id, name }) => `${name} (${id})`)
      .join(', ')}; or give null to speak for yourself.`,
  );

/** Why what holds no comment is not handed in. */
export const NO_COMMENT = 'There is no comment in this submission yet.';
