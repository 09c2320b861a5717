import { badInput, conflict, type Refusal } from '#platform/refusal.js';
import type { MilestoneKind, NormStatus, ProvisionKind, SetMilestoneInput } from '#platform/schema.types.js';

/** So many days before a milestone those concerned are told of it; 0 is the day itself (a day begins at midnight UTC). */
export const REMINDER_DAYS: readonly number[] = [30, 7, 0];

/** The UTC day of an instant, as `2030-12-31`. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** What a norm is at an instant: past the day of its sunset it is EXPIRED. The same rule as the database's `norm_status`. */
export const normStatusAt = ({ status, sunsetOn }: { status: NormStatus; sunsetOn: string | null }, at: Date): NormStatus =>
  status === 'ADOPTED' && sunsetOn !== null && sunsetOn < dayOf(at) ? 'EXPIRED' : status;

/** Null where the norm, as it is at that instant, may be given this date; else what stands against it, and the remedy. */
export function refuseMilestone(
  status: NormStatus,
  input: Pick<SetMilestoneInput, 'kind' | 'title' | 'dueOn' | 'done'>,
  at: Date,
): Refusal | null {
  if (status === 'EXPIRED' || status === 'WITHDRAWN')
    return conflict(`A norm that is ${status} has no dates ahead of it.`, status);
  const length = input.title.trim().length;
  if (length === 0 || length > 300) return badInput('title', 'A title has 1 to 300 characters, for example "Second phase".');
  if (input.kind !== 'SUNSET') return null;
  if (input.done) return badInput('done', 'A sunset comes by itself on its day. Renew the norm, or change the date.');
  return status === 'ADOPTED' && input.dueOn < dayOf(at)
    ? badInput('dueOn', 'This day is over. A norm in force ends today or later.')
    : null;
}

/** Null where the norm may be renewed until this day: it is in force, ends by itself, and ends later than it would have. */
export function refuseRenewal(norm: { status: NormStatus; sunsetOn: string | null }, sunsetOn: string): Refusal | null {
  if (norm.status !== 'ADOPTED')
    return conflict(`A norm that is ${norm.status} cannot be renewed; one that is ADOPTED can.`, norm.status);
  if (norm.sunsetOn === null) return conflict('This norm has no sunset: it is in force until it is withdrawn.', norm.status);
  return sunsetOn > norm.sunsetOn ? null : badInput('sunsetOn', `Give a day after ${norm.sunsetOn}, on which it ends now.`);
}

/** A provision with the dates that it has of its own. */
export interface Dated {
  eId: string;
  number: string | null;
  heading: string | null;
  kind: ProvisionKind;
  reviewOn: string | null;
  sunsetOn: string | null;
}

/** A milestone that the text of a version asks for. */
export interface TextMilestone {
  kind: MilestoneKind;
  title: string;
  dueOn: string;
  eIds: string[];
  endsNorm: boolean;
}

/**
 * The milestones that a version's text asks for: one for each day and purpose, with all provisions that name the day. The date
 * of a SUNSET_CLAUSE ends the norm; the date of any other provision ends that provision alone.
 */
export function milestonesOf(provisions: readonly Dated[]): TextMilestone[] {
  const dates = provisions.flatMap((provision) => [
    ...(provision.reviewOn ? [{ provision, kind: 'REVIEW' as const, dueOn: provision.reviewOn, endsNorm: false }] : []),
    ...(provision.sunsetOn
      ? [{ provision, kind: 'SUNSET' as const, dueOn: provision.sunsetOn, endsNorm: provision.kind === 'SUNSET_CLAUSE' }]
      : []),
  ]);
  const groups = new Map<string, typeof dates>();
  for (const date of dates) {
    const key = `${date.dueOn} ${date.kind} ${date.endsNorm}`;
    groups.set(key, [...(groups.get(key) ?? []), date]);
  }
  return [...groups.values()].map((group) => together(group)).sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}

type DateOf = Omit<TextMilestone, 'title' | 'eIds'> & { provision: Dated };

function together(group: readonly DateOf[]): TextMilestone {
  const [{ kind, dueOn, endsNorm } = { kind: 'REVIEW' as const, dueOn: '', endsNorm: false }] = group;
  const names = group.map(({ provision }) => nameOf(provision));
  const what = kind === 'REVIEW' ? 'Review' : endsNorm ? 'Sunset of the norm' : 'Sunset';
  return { kind, dueOn, endsNorm, eIds: group.map(({ provision }) => provision.eId), title: `${what}: ${list(names)}` };
}

const nameOf = ({ eId, number, heading }: Dated): string => [number, heading].filter(Boolean).join(' ').slice(0, 60) || eId;

const list = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');

/** The phase that a norm is in: the last PHASE milestone whose day has come; null before the first. */
export const phaseAt = <M extends { kind: MilestoneKind; dueOn: string }>(milestones: readonly M[], at: Date): M | null =>
  milestones
    .filter((milestone) => milestone.kind === 'PHASE' && milestone.dueOn <= dayOf(at))
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
    .at(-1) ?? null;
