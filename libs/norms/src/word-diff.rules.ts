import { diffWordsWithSpace } from 'diff';
import type { DiffSegment } from '#platform/schema.types.js';

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'word' });
const LONGEST_EDIT = 5000; // words; beyond it the texts have so little in common that a word diff tells nothing

/**
 * What changed, word by word: EQUAL and DELETE together are `before`, EQUAL and INSERT are `after`. Words are those of
 * Intl.Segmenter, so that Chinese and Arabic are compared by words too.
 */
export function wordDiff(before: string, after: string): DiffSegment[] {
  const changes = diffWordsWithSpace(before, after, { intlSegmenter: SEGMENTER, maxEditLength: LONGEST_EDIT }) ?? [
    { value: before, removed: true, added: false },
    { value: after, added: true, removed: false },
  ];
  return changes
    .filter(({ value }) => value !== '')
    .map(({ value, added, removed }) => ({ op: added ? 'INSERT' : removed ? 'DELETE' : 'EQUAL', text: value }));
}
