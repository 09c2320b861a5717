import type { Outcome } from '#platform/schema.types.js';

/** The words with which observations begin, and the colours that go with them in practice; the word says it all without the colour. */
export const KEYWORDS: Readonly<Record<Outcome, { word: string; shade: string }>> = {
  ACCEPTED: { word: 'Accepted', shade: '92D050' },
  ACCEPTED_WITH_MODIFICATION: { word: 'Accepted with modifications', shade: 'C4D79B' },
  NOTED: { word: 'Noted', shade: '8DB4E2' },
  NOT_ACCEPTED: { word: 'Not accepted', shade: 'FF99CC' },
  OUT_OF_SCOPE: { word: 'Out of scope', shade: 'FF99CC' },
  DEFERRED: { word: 'Deferred', shade: '8DB4E2' },
  DUPLICATE: { word: 'Duplicate', shade: '8DB4E2' },
};
const TO_DO = 'D9D9D9';

/** The colour of observations; grey where there are none yet. */
export const shadeOf = (outcome: Outcome | null): string => (outcome === null ? TO_DO : KEYWORDS[outcome].shade);

/** An answer as the observations column has it: the keyword, then the reason. */
export interface Observation {
  outcome: Outcome;
  response: string;
  /** With DUPLICATE: the reference of the comment that it is answered with. */
  duplicateOf: string | null;
}

/** What stands in the observations column; blank while there is no answer. */
export function observationsCell(outcome: Outcome | null, response: string | null, duplicateOf: string | null): string {
  if (outcome === null) return '';
  const keyword = `${KEYWORDS[outcome].word}${duplicateOf ? ` of ${duplicateOf}` : ''}.`;
  return response ? `${keyword} ${response}` : keyword;
}

/** The keywords that committees write, the longer ones first. */
const WRITTEN: readonly [RegExp, Outcome][] = [
  [
    /^(?:partially accepted|accepted (?:with modifications?|in principle|in part|partially)|AWM|PAM)(?!\w)/i,
    'ACCEPTED_WITH_MODIFICATION',
  ],
  [/^(?:not accepted|rejected|declined|not agreed)(?!\w)/i, 'NOT_ACCEPTED'],
  [/^(?:accepted|agreed?)(?!\w)/i, 'ACCEPTED'],
  [/^noted(?!\w)/i, 'NOTED'],
  [/^out of scope(?!\w)/i, 'OUT_OF_SCOPE'],
  [/^deferred(?!\w)/i, 'DEFERRED'],
  [/^duplicate(?!\w)/i, 'DUPLICATE'],
];
const DUPLICATE_OF = /^\s+of\s+([A-Z0-9][A-Z0-9-]*-\d{4,})(?![\w-])/;

/** What observations say, read back; null where they begin with no keyword. */
export function readObservations(cell: string): Observation | null {
  const text = cell.trim();
  for (const [pattern, outcome] of WRITTEN) {
    const match = pattern.exec(text);
    if (!match) continue;
    const rest = text.slice(match[0].length);
    const original = outcome === 'DUPLICATE' ? DUPLICATE_OF.exec(rest) : null;
    const reason = (original ? rest.slice(original[0].length) : rest).replace(/^\s*[.:;,–—-]?\s*/, '');
    return { outcome, response: reason, duplicateOf: original?.[1] ?? null };
  }
  return null;
}
