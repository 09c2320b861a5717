import type { CreateRoundInput } from '#platform/schema.types.js';

/** What the log tells of a milestone that is due. */
export interface DueMilestone {
  kind: string;
  title: string;
  dueOn: string;
  daysBefore: number;
  eIds: string[];
}

/** A round to prepare: on which version, and what for. */
export type Preparation = Omit<CreateRoundInput, 'versionId'>;

/** After an adoption: a round without end for what people learn from the norm in force. */
export const standingRound = (norm: string): Preparation => ({
  kind: 'STANDING',
  title: cut(`Lessons learned: ${norm}`),
  guidance: 'This norm is in force. Tell what you have learned from applying it; the next review answers.',
});

/** On the day of a review: a round on the version in force. Null for other milestones and for reminders before the day. */
export function reviewRound({ kind, title, dueOn, daysBefore, eIds }: DueMilestone, norm: string): Preparation | null {
  if (kind !== 'REVIEW' || daysBefore !== 0) return null;
  const what = eIds.length > 0 ? ` It is about ${eIds.slice(0, 20).join(', ')}.` : '';
  return { kind: 'DRAFT_REVIEW', title: cut(`${norm}: ${title}`), guidance: `The review is due on ${dueOn}.${what}` };
}

const cut = (title: string): string => (title.length > 300 ? `${title.slice(0, 299)}…` : title);
