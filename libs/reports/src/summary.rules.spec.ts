import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstSentence, summarise } from './summary.rules.js';
import type { SummaryInput } from './summary.types.js';

const someComment = fc.record({
  status: fc.constantFrom('PUBLISHED', 'WITHHELD'),
  submissionId: fc.constantFrom('s1', 's2', 's3', 's4'),
  organizationId: fc.constantFrom('o1', 'o2', null),
  group: fc.constantFrom('INDUSTRY' as const, 'ACADEMIA' as const),
  position: fc.constantFrom('SUPPORT' as const, 'OPPOSE' as const, 'NEUTRAL' as const),
  blocking: fc.boolean(),
  eId: fc.constantFrom('sec_1', 'sec_2', null),
  body: fc.constantFrom(
    'The threshold is too high.',
    'Hospitals depend on suppliers. They fail first.',
    'Hospitals need protection',
    '各方不得首先使用。',
  ),
  proposedText: fc.constantFrom(null, 'better words'),
  tlp: fc.constantFrom('CLEAR' as const, 'AMBER' as const, 'RED' as const),
  locale: fc.constantFrom('en', 'zh'),
  outcome: fc.constantFrom(null, 'ACCEPTED', 'NOT_ACCEPTED'),
});
const someRound: fc.Arbitrary<SummaryInput[]> = fc
  .array(someComment, { maxLength: 30 })
  .map((list) => list.map((comment, i) => ({ ...comment, id: `c${i}`, number: i + 1, revision: 1 })));

describe('a summary', () => {
  it('is the same for the same comments, in whatever order they come', () => {
    fc.assert(
      fc.property(someRound, (comments) =>
        expect(JSON.stringify(summarise([...comments].reverse()))).toBe(JSON.stringify(summarise(comments))),
      ),
    );
  });

  it('gives every comment a place: cited, listed, or counted as not to be quoted', () => {
    fc.assert(
      fc.property(someRound, (comments) => {
        const { coverage } = summarise(comments);
        expect(coverage.cited + coverage.listed + coverage.withheldFromText).toBe(comments.length);
        expect(coverage.listed).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('says nothing without a source, and quotes nothing that is not everyone’s to read', () => {
    fc.assert(
      fc.property(someRound, (comments) => {
        const { provisions, themes } = summarise(comments);
        for (const { text, citations } of [...provisions, ...themes].flatMap(({ points }) => points)) {
          expect(citations.length).toBeGreaterThan(0);
          for (const id of citations) {
            const source = comments.find((comment) => comment.id === id);
            expect(source).toMatchObject({ tlp: 'CLEAR', status: 'PUBLISHED' });
            expect(source?.body).toContain(text);
          }
        }
      }),
    );
  });

  it('counts positions on a provision as a recount does', () => {
    fc.assert(
      fc.property(someRound, (comments) => {
        for (const { eId, tally } of summarise(comments).provisions) {
          expect(tally.oppose).toBe(comments.filter((comment) => comment.eId === eId && comment.position === 'OPPOSE').length);
        }
      }),
    );
  });

  it('quotes a first sentence as it stands', () => expect(firstSentence('One thing.  And another.', 'en')).toBe('One thing.'));
});
