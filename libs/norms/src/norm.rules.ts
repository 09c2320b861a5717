import { badInput, conflict, type Refusal } from '#platform/refusal.js';
import type { NormStatus, NormVersionStatus } from '#platform/schema.types.js';

/** The life of a version (domain.md, State machines): from PUBLISHED on its text never changes. */
export const NORM_VERSION = {
  WORKING: { publish: 'PUBLISHED' },
  PUBLISHED: { supersede: 'SUPERSEDED', adopt: 'ADOPTED' },
  SUPERSEDED: {},
  ADOPTED: { supersede: 'SUPERSEDED' },
} as const satisfies Record<NormVersionStatus, Record<string, NormVersionStatus>>;

/**
 * The life of a norm. A round or a cycle that opens moves it, and so does what comes after adoption. `draft`, the end of a round
 * or a cycle, changes nothing from ADOPTED on: answers that are owed are given, whatever became of the norm.
 */
export const NORM = {
  DRAFTING: { consult: 'IN_CONSULTATION', review: 'UNDER_REVIEW', adopt: 'ADOPTED', withdraw: 'WITHDRAWN' },
  IN_CONSULTATION: { consult: 'IN_CONSULTATION', review: 'UNDER_REVIEW', draft: 'DRAFTING', withdraw: 'WITHDRAWN' },
  UNDER_REVIEW: {
    consult: 'IN_CONSULTATION',
    review: 'UNDER_REVIEW',
    draft: 'DRAFTING',
    adopt: 'ADOPTED',
    withdraw: 'WITHDRAWN',
  },
  ADOPTED: {
    consult: 'ADOPTED',
    review: 'ADOPTED',
    draft: 'ADOPTED',
    adopt: 'ADOPTED',
    expire: 'EXPIRED',
    withdraw: 'WITHDRAWN',
  },
  EXPIRED: { draft: 'EXPIRED', withdraw: 'WITHDRAWN' },
  WITHDRAWN: { draft: 'WITHDRAWN' },
} as const satisfies Record<NormStatus, Record<string, NormStatus>>;

export type NormMove = { [S in NormStatus]: keyof (typeof NORM)[S] }[NormStatus];
export type NormVersionMove = { [S in NormVersionStatus]: keyof (typeof NORM_VERSION)[S] }[NormVersionStatus];

/** The status after the move, or undefined where the machine has no such move. */
export const normAfter = (status: NormStatus, move: NormMove): NormStatus | undefined =>
  (NORM[status] as Partial<Record<NormMove, NormStatus>>)[move];

/** The status of a version after the move, or undefined. */
export const versionAfter = (status: NormVersionStatus, move: NormVersionMove): NormVersionStatus | undefined =>
  (NORM_VERSION[status] as Partial<Record<NormVersionMove, NormVersionStatus>>)[move];

/** Null where the version may make the move; else CONFLICT with its state. */
export function refuseVersionMove(version: { status: NormVersionStatus }, move: NormVersionMove): Refusal | null {
  return versionAfter(version.status, move)
    ? null
    : conflict(`A ${version.status} version cannot be used to ${move}.`, version.status);
}

/** Null where the text may be edited: in a WORKING version alone. */
export function refuseEdit(version: { status: NormVersionStatus }): Refusal | null {
  if (version.status === 'WORKING') return null;
  return conflict('The text of a published version does not change. Make a new version for a correction.', version.status);
}

/** Null where the version may be corrected, and the note says what is: the newest published one, or the one in force. */
export function refuseErratum(version: { status: NormVersionStatus }, note: string): Refusal | null {
  if (note.trim().length === 0 || note.length > 2000)
    return badInput('note', 'Say in 1 to 2000 characters what is corrected; readers see it beside the version.');
  if (version.status === 'WORKING')
    return conflict('This version is not published yet. Edit it; it needs no erratum.', 'WORKING');
  return version.status === 'SUPERSEDED'
    ? conflict('A newer version has taken the place of this one. Correct the newer one.', 'SUPERSEDED')
    : null;
}

/** Null where another version of the norm may be begun: not once it was given up. */
export const refuseNewVersion = (norm: { status: NormStatus }): Refusal | null =>
  norm.status === 'WITHDRAWN' ? conflict('A norm that was withdrawn gets no more versions.', norm.status) : null;

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Null where the slug can stand in an address: small letters, digits and hyphens, at most 120. */
export const refuseSlug = (slug: string): Refusal | null =>
  SLUG.test(slug) && slug.length <= 120
    ? null
    : badInput('slug', 'A slug has small letters, digits and single hyphens, for example no-first-use.');

/** A slug made from a title; empty where the title has no Latin letter or digit. */
export const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)
    .replace(/-$/, '');

/** Null where the stated revision is the present one, or none was stated. */
export function refuseStale(present: number, expected: number | null | undefined): Refusal | null {
  if (expected === null || expected === undefined || expected === present) return null;
  return conflict(
    `Somebody changed this meanwhile: it is at revision ${present}, you have ${expected}. Load it again.`,
    `revision ${present}`,
  );
}
