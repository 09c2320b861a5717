import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyAmendments, type Base, type Change, contradictions, insertedEId } from './amendment.rules.js';

const provision = (eId: string, parentEId: string | null = null): Base => ({
  eId,
  parentEId,
  number: null,
  heading: null,
  text: `text of ${eId}`,
  kind: 'OTHER',
  reviewOn: null,
  sunsetOn: null,
});
const change = (op: Change['op'], eId: string, more: Partial<Change> = {}): Change => ({
  id: `${op} ${eId}`,
  op,
  eId,
  text: op === 'DELETE' ? null : `new text for ${eId}`,
  heading: null,
  number: null,
  newEId: op === 'INSERT_AFTER' ? `${eId}bis` : null,
  kind: null,
  ...more,
});
const BASE = [provision('sec_1'), provision('sec_1__para_1', 'sec_1'), provision('sec_1__para_2', 'sec_1'), provision('sec_2')];
const eIds = (provisions: Base[]): string[] => provisions.map(({ eId }) => eId);

describe('amendments', () => {
  it('replace a text and leave all else as it was', () => {
    const result = applyAmendments(BASE, [change('REPLACE', 'sec_1__para_1')]);
    expect(result[1]?.text).toBe('new text for sec_1__para_1');
    expect(eIds(result)).toEqual(eIds(BASE));
  });

  it('delete a provision with all that stands below it', () => {
    expect(eIds(applyAmendments(BASE, [change('DELETE', 'sec_1')]))).toEqual(['sec_2']);
  });

  it('insert after a provision and all that stands below it, at its level', () => {
    const result = applyAmendments(BASE, [change('INSERT_AFTER', 'sec_1')]);
    expect(eIds(result)).toEqual(['sec_1', 'sec_1__para_1', 'sec_1__para_2', 'sec_1bis', 'sec_2']);
    expect(result[3]?.parentEId).toBeNull();
  });

  it('contradict each other where both replace one text, or one deletes what another changes; insertions never do', () => {
    expect(contradictions([change('REPLACE', 'a'), change('REPLACE', 'a', { id: 'b' })])).toMatchObject([
      { eId: 'a', ids: ['REPLACE a', 'b'] },
    ]);
    expect(contradictions([change('DELETE', 'a'), change('REPLACE', 'a')])).toHaveLength(1);
    expect(contradictions([change('INSERT_AFTER', 'a'), change('INSERT_AFTER', 'a'), change('REPLACE', 'a')])).toEqual([]);
  });

  it('find a free eId for what is inserted', () => {
    expect(insertedEId('art_3', new Set(['art_3']))).toBe('art_3bis');
    expect(insertedEId('art_3', new Set(['art_3bis', 'art_3bis2']))).toBe('art_3bis3');
  });

  it('never leave a provision without its parent, nor touch what no amendment names', () => {
    const some = fc.subarray(BASE.map(({ eId }) => eId));
    fc.assert(
      fc.property(some, some, (deleted, replaced) => {
        const changes = [
          ...deleted.map((eId) => change('DELETE', eId)),
          ...replaced.filter((eId) => !deleted.includes(eId)).map((eId) => change('REPLACE', eId)),
        ];
        const result = applyAmendments(BASE, changes);
        for (const { eId, parentEId, text } of result) {
          expect(parentEId === null || eIds(result).includes(parentEId)).toBe(true);
          expect(text).toBe(replaced.includes(eId) ? `new text for ${eId}` : `text of ${eId}`);
        }
      }),
    );
  });
});
