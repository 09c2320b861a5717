import type { ProvisionKind } from '#platform/schema.types.js';
import type { DiffSegment } from '#platform/schema.types.js';

/** A provision as it is written out: its place, and its words in runs that are told apart where changes are marked. */
export interface WrittenProvision {
  eId: string;
  parentEId: string | null;
  /** 0 at the top. */
  depth: number;
  kind: ProvisionKind;
  reviewOn: string | null;
  sunsetOn: string | null;
  number: readonly DiffSegment[];
  heading: readonly DiffSegment[];
  text: readonly DiffSegment[];
  /** Whether it stands in this version, or stood in the earlier one alone. */
  isDeleted: boolean;
}

/** A version of a norm in one language, ready to be written in any form. */
export interface WrittenNorm {
  slug: string;
  title: string;
  label: string;
  number: number;
  locale: string;
  /** Right to left, by the language's script. */
  isRtl: boolean;
  /** When the norm was made, and when the version was published; days, YYYY-MM-DD. */
  createdOn: string;
  publishedOn: string | null;
  /** The earlier version against which changes are marked. */
  since: { number: number; label: string } | null;
  provisions: readonly WrittenProvision[];
}
