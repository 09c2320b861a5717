import { badInput, type Refusal } from '#platform/refusal.js';
import type { CreateRoundInput, UpdateRoundInput } from '#platform/schema.types.js';
import type { Round } from './round.entity.js';

/** What a round is set up with, besides its place and its times. */
export const SETTINGS = [
  'title',
  'guidance',
  'kind',
  'audience',
  'publication',
  'latePolicy',
  'graceMinutes',
  'vettedOnly',
  'balanceTargets',
] as const;

export type RoundSettings = Pick<Round, (typeof SETTINGS)[number]>;

const DEFAULTS: Omit<RoundSettings, 'title'> = {
  guidance: null,
  kind: 'DRAFT_REVIEW',
  audience: 'PUBLIC',
  publication: 'IMMEDIATE',
  latePolicy: 'REFUSE',
  graceMinutes: 0,
  vettedOnly: false,
  balanceTargets: [],
};

/** The settings that an input gives; what it leaves out, or gives as null, is not among them. */
export function settingsGiven(input: CreateRoundInput | UpdateRoundInput): Partial<RoundSettings> {
  const given = Object.entries(input).filter(
    ([name, value]) => (SETTINGS as readonly string[]).includes(name) && value !== null && value !== undefined,
  );
  return Object.fromEntries(given) as Partial<RoundSettings>;
}

/** The settings of a new round: what the input gives, where it is silent the earlier round's, where there is none the usual ones. */
export function settingsFor(input: CreateRoundInput, earlier: RoundSettings | null): RoundSettings {
  const inherited = earlier ? Object.fromEntries(SETTINGS.map((name) => [name, earlier[name]])) : {};
  return { ...DEFAULTS, ...inherited, ...settingsGiven(input), title: input.title.trim() };
}

/** Null where the settings can stand together; otherwise the faulty one and its remedy. */
export function refuseSettings({ title, graceMinutes, balanceTargets }: Partial<RoundSettings>): Refusal | null {
  if (title !== undefined && (title.trim().length === 0 || title.length > 300))
    return badInput('title', 'A title has 1 to 300 characters.');
  if (graceMinutes !== undefined && (graceMinutes < 0 || graceMinutes > 1440))
    return badInput('graceMinutes', 'The grace is 0 to 1440 minutes.');
  return refuseTargets(balanceTargets ?? []);
}

function refuseTargets(targets: RoundSettings['balanceTargets']): Refusal | null {
  for (const [i, { group, share }] of targets.entries()) {
    if (!(share >= 0 && share <= 1)) return badInput(`balanceTargets.${i}.share`, 'A share is a number from 0 to 1.');
    if (targets.findIndex((target) => target.group === group) < i)
      return badInput(`balanceTargets.${i}.group`, `${group} has a target already; give one for each group.`);
  }
  const sum = targets.reduce((total, { share }) => total + share, 0);
  return sum > 1 + 1e-9 ? badInput('balanceTargets', `The shares are ${sum.toFixed(2)} together; they can be at most 1.`) : null;
}
