import type { ProvisionKind } from '#platform/schema.types.js';

/** A provision as a draft gives it, in document order. */
export interface ProvisionDraft {
  eId: string;
  parentEId: string | null;
  number: string | null;
  heading: string | null;
  text: string;
  kind: ProvisionKind;
}

/** What a reader made of a draft; `warnings` tell of all that it left out. */
export interface DraftReading {
  provisions: ProvisionDraft[];
  warnings: string[];
}
