import type { Region, StakeholderGroup } from '#platform/schema.types.js';

export const GROUPS: readonly StakeholderGroup[] = [
  'GOVERNMENT',
  'INTERGOVERNMENTAL_ORGANIZATION',
  'INDUSTRY',
  'ACADEMIA',
  'CIVIL_SOCIETY',
  'TECHNICAL_COMMUNITY',
  'INDIVIDUAL',
];
export const REGIONS: readonly Region[] = [
  'AFRICA',
  'ASIA_PACIFIC',
  'EASTERN_EUROPE',
  'LATIN_AMERICA_CARIBBEAN',
  'WESTERN_EUROPE_OTHERS',
  'GLOBAL',
];
export const POSITIONS = ['SUPPORT', 'SUPPORT_WITH_CHANGES', 'OPPOSE', 'NEUTRAL'] as const;

/** What is counted: all that counts, or what everybody may read of it. */
export type View = 'ALL' | 'PUBLIC';

/** How many comments, submissions and organizations stand behind a key. */
export interface Tally {
  key: string;
  comments: number;
  submissions: number;
  organizations: number;
}

/**
 * Pielou evenness of the submissions over the seven stakeholder groups: J = −Σ pᵢ ln pᵢ / ln 7; 0 where there are none
 * (domain.md, Participation).
 */
export function evenness(submissions: readonly number[]): number {
  const total = submissions.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  const shares = submissions.filter((count) => count > 0).map((count) => count / total);
  return -shares.reduce((sum, share) => sum + share * Math.log(share), 0) / Math.log(GROUPS.length) || 0;
}

/** A row for every key, also at zero, in the order of the keys. */
export function withZeroes(keys: readonly string[], tallies: readonly Tally[]): Tally[] {
  return keys.map((key) => tallies.find((tally) => tally.key === key) ?? { key, comments: 0, submissions: 0, organizations: 0 });
}

/** A group whose share of the submissions is under its target. */
export interface TargetGap {
  group: StakeholderGroup;
  target: number;
  share: number;
}

/** The groups that are under their targets, the one that lacks most first. */
export function underTarget(
  targets: readonly { group: StakeholderGroup; share: number }[],
  byGroup: readonly Tally[],
): TargetGap[] {
  const total = byGroup.reduce((sum, { submissions }) => sum + submissions, 0);
  const shareOf = (group: string): number => (total ? (byGroup.find(({ key }) => key === group)?.submissions ?? 0) / total : 0);
  return targets
    .map(({ group, share: target }) => ({ group, target, share: shareOf(group) }))
    .filter(({ target, share }) => share < target)
    .sort((a, b) => b.target - b.share - (a.target - a.share));
}
