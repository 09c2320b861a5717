import { DraftRefusal } from './draft.types.js';
import type { DraftReading } from './provision.types.js';

export function readMarkdown(_text: string): DraftReading {
  throw new DraftRefusal('not yet');
}
export const readPlainText = readMarkdown;
