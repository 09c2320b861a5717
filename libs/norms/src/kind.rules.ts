import type { ProvisionKind } from '#platform/schema.types.js';

/** All kinds, in the order of the contract. */
export const PROVISION_KINDS: readonly ProvisionKind[] = [
  'PREAMBLE',
  'DEFINITION',
  'SCOPE',
  'COMMITMENT',
  'PROHIBITION',
  'THRESHOLD',
  'PERMITTED_RESPONSE',
  'ESCALATION_CHANNEL',
  'CONFIDENCE_BUILDING',
  'VERIFICATION',
  'IMPLEMENTATION',
  'DISPUTE_SETTLEMENT',
  'REVIEW_CLAUSE',
  'SUNSET_CLAUSE',
  'OTHER',
];

/** The words by which a kind is proposed, the most telling first. A person has the last word. */
const BY_HEADING: readonly [RegExp, ProvisionKind][] = [
  [/\b(preamble)\b/i, 'PREAMBLE'],
  [/\b(definitions?|terms|abbreviations|glossary)\b/i, 'DEFINITION'],
  [/\b(scope|purpose|object)\b/i, 'SCOPE'],
  [/\b(prohibit\w*|prohibitions?|no[- ]first[- ]use|restraint)\b/i, 'PROHIBITION'],
  [/\bthresholds?\b/i, 'THRESHOLD'],
  [/\b(permitted responses?|countermeasures?)\b/i, 'PERMITTED_RESPONSE'],
  [/\b(escalation|points? of contact|hotline|communication channels?)\b/i, 'ESCALATION_CHANNEL'],
  [/\b(confidence[- ]building|transparency measures?)\b/i, 'CONFIDENCE_BUILDING'],
  [/\b(verification|compliance|monitoring)\b/i, 'VERIFICATION'],
  [/\b(implementation|phases?|transition)\b/i, 'IMPLEMENTATION'],
  [/\b(disputes?)\b/i, 'DISPUTE_SETTLEMENT'],
  [/\b(sunset|duration|expiry)\b/i, 'SUNSET_CLAUSE'],
  [/\b(review)\b/i, 'REVIEW_CLAUSE'],
];

const BY_TEXT: readonly [RegExp, ProvisionKind][] = [
  [/\b(sunset|ceases? to have effect|shall expire)\b/i, 'SUNSET_CLAUSE'],
  [/\b(review conference|shall review (?:this|the operation))\b/i, 'REVIEW_CLAUSE'],
  [/\b(shall|must) not\b|\bundertakes? not to\b|\bis prohibited\b/i, 'PROHIBITION'],
  [/[“"'][^”"']{1,80}[”"'] means\b|\bmeans\b(?=[^.]*\.)/i, 'DEFINITION'],
  [/\bthreshold\b/i, 'THRESHOLD'],
  [/\bmay respond\b|\bresponse\b[^.]*\bproportionate\b/i, 'PERMITTED_RESPONSE'],
  [/\b(shall|must|undertakes? to)\b/i, 'COMMITMENT'],
];

const find = (table: readonly [RegExp, ProvisionKind][], words: string): ProvisionKind | undefined =>
  table.find(([pattern]) => pattern.test(words))?.[1];

/** The kind that a heading's words propose; null where they propose none. */
export const kindOfHeading = (heading: string): ProvisionKind | null => find(BY_HEADING, heading) ?? null;

/** The kind of a text below headings of a kind: definitions stay definitions, otherwise the text's own words come first. */
export function kindOfText(text: string, inherited: ProvisionKind | null): ProvisionKind {
  if (inherited === 'DEFINITION' || inherited === 'PREAMBLE') return inherited;
  return inherited ?? find(BY_TEXT, text) ?? 'OTHER';
}
