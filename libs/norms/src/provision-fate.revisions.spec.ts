import { beforeAll, describe, expect, it } from '@jest/globals';
import { labelledFates, type LabelledFate, revision, REVISIONS } from '../../../tests/support/revisions.js';
import { provisionFates } from './provision-fate.rules.js';

interface Told {
  kind: string;
  from: string[];
  to: string[];
}

const sorted = (names: readonly string[]): string => [...names].sort().join(' ');

function isRight(label: LabelledFate, { kind, from, to }: Told): boolean {
  const isElsewhere = ['DELETED', 'AMBIGUOUS'].includes(kind);
  if (kind !== label.fate)
    return label.also?.includes(kind as never) === true && (isElsewhere || to.some((eId) => label.to.includes(eId)));
  if (isElsewhere) return true;
  return sorted(to) === sorted(label.to) && (kind !== 'MERGED' || sorted(from) === sorted(label.from));
}

/** The same words are claimed to stand where somebody who read the texts says that they do not. */
const isWrongPlace = (label: LabelledFate, { kind, to }: Told): boolean =>
  ['SAME', 'MOVED'].includes(kind) && (label.fate === 'INSERTED' || !to.every((eId) => label.to.includes(eId)));

describe('the fates of provisions in real revisions', () => {
  const answers: { label: LabelledFate; told: Told }[] = [];

  beforeAll(() => {
    for (const [before, after] of REVISIONS) {
      const [old, fresh] = [revision(before), revision(after)];
      const told = provisionFates(old, fresh).map(({ kind, from, to }) => ({
        kind,
        from: from.map((i) => old[i]?.eId ?? ''),
        to: to.map((j) => fresh[j]?.eId ?? ''),
      }));
      for (const label of labelledFates().filter((one) => one.before === before)) {
        const isAbout = ({ from, to }: Told): boolean =>
          label.from[0] === undefined ? to.includes(label.to[0] ?? '') : from.includes(label.from[0]);
        const found = told.find(isAbout);
        if (found) answers.push({ label, told: found });
      }
    }
  });

  it('are told of every labelled provision', () => {
    expect(answers).toHaveLength(labelledFates().length);
    expect(answers.length).toBeGreaterThanOrEqual(150);
  });

  it('are right for at least 95 of 100', () => {
    const wrong = answers.filter(({ label, told }) => !isRight(label, told));
    const share = 1 - wrong.length / answers.length;
    if (share < 0.95) throw new Error(wrong.map((answer) => JSON.stringify(answer)).join('\n'));
    expect(share).toBeGreaterThanOrEqual(0.95);
  });

  it('never claim the same words in a wrong place', () => {
    expect(answers.filter(({ label, told }) => isWrongPlace(label, told))).toEqual([]);
  });
});
