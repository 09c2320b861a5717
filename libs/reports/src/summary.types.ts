import type { Position, StakeholderGroup, Tlp } from '#platform/schema.types.js';

/** A comment as a summary reads it. */
export interface SummaryInput {
  id: string;
  number: number;
  revision: number;
  status: string;
  submissionId: string;
  organizationId: string | null;
  group: StakeholderGroup;
  position: Position;
  blocking: boolean;
  eId: string | null;
  body: string;
  proposedText: string | null;
  tlp: Tlp;
  locale: string;
  outcome: string | null;
}

/** A sentence of a summary with the comments it stands on; no sentence without one. */
export interface Point {
  text: string;
  citations: string[];
  minority: boolean;
}

export interface GroupTally {
  key: string;
  comments: number;
  submissions: number;
  organizations: number;
}

export interface SummaryProvision {
  eId: string;
  tally: { eId: string; support: number; supportWithChanges: number; oppose: number; neutral: number; byGroup: GroupTally[] };
  points: Point[];
  proposals: string[];
}

export interface SummaryTheme {
  label: string;
  keywords: string[];
  size: number;
  byGroup: GroupTally[];
  points: Point[];
}

/** What a summary says: figures, quotes with their sources, and an account of every comment. */
export interface SummaryResult {
  provisions: SummaryProvision[];
  themes: SummaryTheme[];
  minority: Point[];
  unresolvedObjections: string[];
  coverage: { comments: number; cited: number; listed: number; withheldFromText: number };
}
