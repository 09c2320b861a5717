import type { ProvisionKind } from '#platform/schema.types.js';

/** A provision as a draft gives it, in document order. */
export interface ProvisionDraft {
  eId: string;
  parentEId: string | null;
  number: string | null;
  heading: string | null;
  text: string;
  kind: ProvisionKind;
  /** The days of review and sunset, YYYY-MM-DD, where a draft says them. */
  reviewOn?: string | null;
  sunsetOn?: string | null;
}

/** What a reader made of a draft; `warnings` tell of all that it left out. */
export interface DraftReading {
  provisions: ProvisionDraft[];
  warnings: string[];
  /** The language, where the draft says it. */
  locale?: string;
}
