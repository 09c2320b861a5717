import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { disclosed, LEAST } from './participation-disclosure.rules.js';

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Hidden comments, each with a group, a region and a position, counted by each of them. */
const comments = fc.array(fc.tuple(fc.nat(6), fc.nat(5), fc.nat(3)), { maxLength: 40 });
const cut = (rows: number[][], dimension: number, cells: number): number[] =>
  Array.from({ length: cells }, (_, cell) => rows.filter((row) => row[dimension] === cell).length);

describe('what is hidden', () => {
  it('is counted in public in whole threes, and never more than there is', () =>
    fc.assert(
      fc.property(comments, (rows) => {
        const hidden = [cut(rows, 0, 7), cut(rows, 1, 6), cut(rows, 2, 4)];
        const { cells, total } = disclosed(hidden);
        cells.forEach((cut, i) =>
          cut.forEach((told, j) => {
            expect(told % LEAST).toBe(0);
            expect(told).toBeLessThanOrEqual(hidden[i]?.[j] ?? 0);
          }),
        );
        expect(total).toBeLessThanOrEqual(rows.length);
        cells.forEach((cut) => expect(total).toBeLessThanOrEqual(sum(cut)));
      }),
    ));

  it('cannot be worked out from the cuts together: every cell that tells of none may have none', () =>
    fc.assert(
      fc.property(comments, (rows) => {
        const { cells } = disclosed([cut(rows, 0, 7), cut(rows, 1, 6), cut(rows, 2, 4)]);
        // What a reader knows: each cell holds what it tells or up to two more, and all cuts have one sum.
        const range = (told: number[], without = -1): [number, number] => [
          sum(told),
          sum(told.map((count, i) => (i === without ? count : count + LEAST - 1))),
        ];
        cells.forEach((told, i) =>
          told.forEach((count, j) => {
            if (count > 0) return;
            const ranges = cells.map((other, k) => range(other, k === i ? j : -1));
            const [from, to] = [Math.max(...ranges.map(([low]) => low)), Math.min(...ranges.map(([, high]) => high))];
            expect(from).toBeLessThanOrEqual(to);
          }),
        );
      }),
      { numRuns: 500 },
    ));

  it.each([
    ['one alone', [1, 0, 0], 0],
    ['two', [2, 0, 0], 0],
    ['three of one group', [3, 0, 0], 3],
    ['seven of one group', [7, 0, 0], 6],
  ])('%s', (_what, cells, told) => expect(disclosed([cells]).total).toBe(told));

  it('is not told by a cut that proves another: twelve in threes by group, two in each of six regions', () =>
    expect(
      disclosed([
        [3, 3, 3, 3, 0, 0, 0],
        [2, 2, 2, 2, 2, 2],
      ]).cells[0],
    ).toEqual([0, 3, 3, 3, 0, 0, 0]));
});
