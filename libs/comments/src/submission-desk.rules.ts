import type { Actor } from '#platform/actor.types.js';
import { conflict, type Refusal } from '#platform/refusal.js';
import type { RoundStatus, SubmissionStatus } from '#platform/schema.types.js';
import { type Question, refuseUnanswered } from '#rounds/question.rules.js';
import { NO_COMMENT, notAdmitted, refuseEditBy, refuseSigner, refuseSubmissionMove, roundNotOpen } from './submission.rules.js';

/** What can be done with a submission. */
export type DeskMove = 'edit' | 'submit' | 'requestApproval' | 'return' | 'withdraw' | 'setDeadline';

/** A submission as the rules look at it. */
export interface DeskSubmission {
  status: SubmissionStatus;
  organizationId: string | null;
  internalDeadline: Date | null;
}

/** Its round at one instant: what it would take, and from whom. */
export interface DeskRound {
  nowStatus: RoundStatus;
  takes: 'IN_TIME' | 'LATE' | null;
  isAdmitted: boolean;
  at: Date;
}

/** What would become of each move at that instant: null, or why it would be refused. Made of the rules that the services insist on. */
export function refusedMoves(actor: Actor, submission: DeskSubmission, round: DeskRound): Record<DeskMove, Refusal | null> {
  const signer = refuseSigner(actor, submission.organizationId);
  const move = (name: 'submit' | 'requestApproval' | 'return' | 'withdraw'): Refusal | null =>
    refuseSubmissionMove(submission, name);
  const isOwn =
    submission.organizationId === null ? conflict('What is your own needs nobody’s approval.', submission.status) : null;
  const isUnsent = submission.status === 'DRAFT' || submission.status === 'AWAITING_APPROVAL';
  const closed = roundNotOpen(round.nowStatus);
  return {
    edit: refuseEditBy(actor, submission, round.at),
    submit: move('submit') ?? signer ?? (round.isAdmitted ? null : notAdmitted()) ?? (round.takes ? null : closed),
    requestApproval: move('requestApproval') ?? isOwn,
    return: signer ?? move('return'),
    withdraw: signer ?? move('withdraw') ?? (round.nowStatus === 'OPEN' ? null : closed),
    setDeadline: isOwn ?? signer ?? (isUnsent ? null : conflict('What was handed in needs no deadline.', submission.status)),
  };
}

/** Null where a submission can be begun now; else FORBIDDEN or ROUND_NOT_OPEN. */
export const refuseStart = ({ isAdmitted, nowStatus, takes }: DeskRound): Refusal | null =>
  isAdmitted ? (nowStatus === 'OPEN' || takes ? null : roundNotOpen(nowStatus)) : notAdmitted();

/** What a submission lacks before it can be handed in, besides what its comments lack; empty where it lacks nothing. */
export function whatIsMissing(comments: number, questions: readonly Question[], answered: ReadonlySet<string>): string[] {
  const open = refuseUnanswered(questions, answered);
  return [...(comments === 0 ? [NO_COMMENT] : []), ...(open ? [open.message] : [])];
}
