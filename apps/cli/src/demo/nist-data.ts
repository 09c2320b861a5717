import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { ChangeRequest, CommentType, Outcome, Region, StakeholderGroup } from '#platform/schema.types.js';

const FOLDER = new URL('../../demo/', import.meta.url);

/** A file of the demonstration as text. */
export const demoText = (path: string): string => readFileSync(new URL(path, FOLDER), 'utf8');

/** An organization of the demonstration; `csvNames` are its names in the real comments. */
export interface DemoOrganization {
  name: string;
  group: StakeholderGroup;
  region: Region;
  sector: string | null;
  country: string | null;
  website: string | null;
  csvNames: string[];
}

export const ORGANIZATIONS = JSON.parse(demoText('organizations.json')) as DemoOrganization[];

/** A row of the real comments, by the names of its columns. */
export interface NistRow {
  issue: string;
  organisation: string;
  organisation_type_code: string;
  reference: string;
  title: string;
  comment: string;
  suggested_change: string;
  labels: string;
  disposition: string;
  response: string;
  duplicate_of: string;
}

/** The real comments on SP 800-63B, in the order of the file. */
export const nistRows = (): NistRow[] => parse(demoText('nist-sp800-63b/comments.csv'), { columns: true }) as NistRow[];

/** The organization that a row names; null for individuals ("N/A", "(not given)"). */
export const organizationOf = (row: NistRow): DemoOrganization | null =>
  ORGANIZATIONS.find((organization) => organization.csvNames.includes(row.organisation)) ?? null;

/** What a row says, as a comment: its text, or where that is blank its title; a suggested change as proposed wording. */
export function commentOf(row: NistRow): { type: CommentType; change: ChangeRequest; body: string; proposedText?: string } {
  const body = row.comment.trim() || row.suggested_change.trim() || row.title.trim();
  const type = row.labels.split(';').includes('editorial') ? 'EDITORIAL' : 'TECHNICAL';
  const wording = row.suggested_change.trim();
  return wording ? { type, body, change: 'MODIFY', proposedText: wording } : { type, body, change: 'NONE' };
}

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  accepted: 'ACCEPTED',
  partially_accepted: 'ACCEPTED_WITH_MODIFICATION',
  noted: 'NOTED',
  declined: 'NOT_ACCEPTED',
  duplicate: 'DUPLICATE',
  deferred: 'DEFERRED',
};

/** The editors' answer to a row. Where they published none, that is what the response says. */
export function answerOf(row: NistRow): { outcome: Outcome; response: string } {
  const outcome = OUTCOMES[row.disposition] ?? 'NOTED';
  if (row.response.trim()) return { outcome, response: row.response.trim() };
  if (!row.disposition) return { outcome, response: 'The published record has no disposition for this comment.' };
  return {
    outcome,
    response: `Marked "${row.disposition.replace('_', ' ')}" by the editors (issue ${row.issue}); the published record gives no further reason.`,
  };
}
