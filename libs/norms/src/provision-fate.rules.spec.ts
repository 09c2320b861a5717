import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { provisionFates, type ProvisionFate } from './provision-fate.rules.js';
import type { ComparedProvision } from './provision-text.rules.js';

const provision = (eId: string, text: string, parentEId: string | null = null): ComparedProvision => ({
  eId,
  parentEId,
  heading: null,
  text,
});
const fateOf = (fates: ProvisionFate[], i: number): ProvisionFate | undefined => fates.find(({ from }) => from.includes(i));

const FIRST = 'No party uses a capability against the critical infrastructure of another party first.';
const SECOND = 'Each party tells the others within thirty days which organ answers for the capabilities it holds.';
const THIRD = 'A party that suspects a breach asks the suspected party for an explanation before it does anything else.';
const FOURTH = 'The depositary keeps a register of all notices and shows it to every party on request.';

describe('the fates of provisions', () => {
  it('is SAME where nothing changed', () => {
    const version = [provision('art_1', FIRST), provision('art_2', SECOND)];
    expect(provisionFates(version, version).map(({ kind }) => kind)).toEqual(['SAME', 'SAME']);
  });

  it('goes by the words where numbering was reused for other text', () => {
    const before = [provision('art_1', FIRST), provision('art_2', SECOND), provision('art_3', THIRD)];
    const after = [provision('art_1', SECOND), provision('art_2', FOURTH), provision('art_3', THIRD)];
    const fates = provisionFates(before, after);
    expect(fateOf(fates, 0)).toMatchObject({ kind: 'DELETED', to: [] });
    expect(fateOf(fates, 1)).toMatchObject({ kind: 'MOVED', to: [0], similarity: 1 });
    expect(fateOf(fates, 2)).toMatchObject({ kind: 'SAME', to: [2] });
    expect(fates.filter(({ kind }) => kind === 'INSERTED')).toMatchObject([{ to: [1] }]);
  });

  it('is MOVED where a provision keeps its name and changes places', () => {
    const before = [provision('art_1', FIRST), provision('art_2', SECOND), provision('art_3', THIRD), provision('art_4', FOURTH)];
    const after = [before[3], before[0], before[1], before[2]].flatMap((one) => one ?? []);
    expect(provisionFates(before, after).map(({ kind }) => kind)).toEqual(['SAME', 'SAME', 'SAME', 'MOVED']);
  });

  it('names all parts of what was split, and all that was merged', () => {
    const [before, after] = [
      [provision('art_1', `${FIRST} ${SECOND}`), provision('art_2', THIRD)],
      [provision('art_1', FIRST), provision('art_2', SECOND), provision('art_3', THIRD)],
    ];
    expect(fateOf(provisionFates(before, after), 0)).toMatchObject({ kind: 'SPLIT', from: [0], to: [0, 1] });
    expect(fateOf(provisionFates(after, before), 1)).toMatchObject({ kind: 'MERGED', from: [0, 1], to: [0] });
  });

  it('asks where two are equally likely', () => {
    const before = [provision('art_1', FIRST), provision('art_9', SECOND)];
    const after = [
      provision('art_4', FIRST.replace('critical', 'vital').replace('first', 'at first')),
      provision('art_5', FIRST.replace('critical', 'civil').replace('another', 'any other')),
      provision('art_9', SECOND),
    ];
    const fate = fateOf(provisionFates(before, after), 0);
    expect(fate).toMatchObject({ kind: 'AMBIGUOUS', to: [] });
    expect([...(fate?.candidates ?? [])].sort()).toEqual([0, 1]);
  });

  it('tells short items of several lists apart by the list they stand in', () => {
    const lists = (names: string[]): ComparedProvision[] =>
      names.flatMap((name, n) => [
        provision(name, [FIRST, SECOND, THIRD][n] ?? FOURTH),
        provision(`${name}__point_1`, 'A government', name),
        provision(`${name}__point_2`, 'A company', name),
      ]);
    const before = lists(['art_1', 'art_2', 'art_3']);
    const after = lists(['art_2', 'art_3', 'art_4']);
    const fates = provisionFates(before, after);
    expect(fates.map(({ kind, from, to }) => [kind, from, to])).toEqual(before.map((_, i) => ['MOVED', [i], [i]]));
  });

  it('finds reworded Chinese and Arabic', () => {
    const before = [
      provision('art_1', '各方不得首先使用该能力攻击他方的关键基础设施。'),
      provision('art_2', 'لا يجوز لأي طرف أن يستخدم القدرة أولا ضد طرف آخر'),
    ];
    const after = [
      provision('art_7', 'لا يحق لأي طرف أن يستخدم القدرة أولا ضد طرف آخر'),
      provision('art_8', '各方不得率先使用该能力攻击他方的关键基础设施。'),
    ];
    const fates = provisionFates(before, after);
    expect([fateOf(fates, 0)?.to, fateOf(fates, 1)?.to]).toEqual([[1], [0]]);
    expect([fateOf(fates, 0)?.kind, fateOf(fates, 1)?.kind]).toEqual(['MODIFIED', 'MODIFIED']);
  });

  it('gives every provision of both versions one fate, and the same words alone are SAME or MOVED', () => {
    const texts = fc.array(fc.constantFrom(FIRST, SECOND, THIRD, FOURTH, 'None.', '', `${FIRST} ${SECOND}`, 'A company'), {
      maxLength: 12,
    });
    const version = texts.map((list) =>
      list.map((text, i) => provision(`art_${i}`, text, i > 0 && i % 3 === 0 ? `art_${i - 1}` : null)),
    );
    fc.assert(
      fc.property(version, version, (before, after) => {
        const fates = provisionFates(before, after);
        expect(fates.flatMap(({ from }) => from).sort((a, b) => a - b)).toEqual([...before.keys()]);
        expect(fates.flatMap(({ to }) => to).sort((a, b) => a - b)).toEqual([...after.keys()]);
        for (const { kind, from, to } of fates.filter((fate) => fate.kind === 'SAME' || fate.kind === 'MOVED'))
          expect([kind, after[to[0] ?? -1]?.text]).toEqual([kind, before[from[0] ?? -1]?.text]);
      }),
    );
  });
});
