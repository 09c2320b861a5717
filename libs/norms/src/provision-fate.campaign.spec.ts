import { describe, expect, it } from '@jest/globals';
import { revision } from '../../../tests/support/revisions.js';
import { provisionFates } from './provision-fate.rules.js';
import type { ComparedProvision } from './provision-text.rules.js';

const RUNS = Number(process.env['FATES_RUNS'] ?? 24);
const SIZE = 150;
const OTHER = ['other', 'words', 'here', 'instead', 'which', 'changed'];

/** A draft that is changed, and one on other matters from which provisions are put in. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['nist-800-63b-d3', 'asvs-4.0.1'],
  ['nist-800-63b-d5', 'asvs-4.0.1'],
  ['asvs-4.0.3', 'nist-800-63b-d2'],
];

/** A provision on its way into the next version: `from` is its index in the older one, null where it is new. */
interface Tracked {
  from: number | null;
  provision: ComparedProvision;
}

function chance(seed: number): (below: number) => number {
  let state = Math.imul(seed, 7919) >>> 0;
  return (below) => ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below;
}

/** Gives every provision the name of its position, so that numbers are reused for whatever stands there now. */
function numbered(list: readonly ComparedProvision[]): ComparedProvision[] {
  const names = new Map(list.map(({ eId }, i) => [eId, `sec_${i + 1}`]));
  const named = (eId: string | null): string | null => (eId === null ? null : (names.get(eId) ?? null));
  return list.map((provision) => ({ ...provision, eId: named(provision.eId) ?? '', parentEId: named(provision.parentEId) }));
}

/** Deletes, inserts, moves and rewords at random what is known. */
function changed(
  old: readonly ComparedProvision[],
  strange: readonly ComparedProvision[],
  random: (below: number) => number,
): Tracked[] {
  const list: Tracked[] = old.map((provision, from) => ({ from, provision })).filter(() => random(1) > 0.08);
  for (let k = 0; k < 10; k++) {
    const at = Math.floor(random(list.length));
    const provision = strange[Math.floor(random(strange.length))];
    if (provision)
      list.splice(at, 0, {
        from: null,
        provision: { ...provision, eId: `new ${k}`, parentEId: list[at]?.provision.parentEId ?? null },
      });
  }
  for (let k = 0; k < 3; k++) {
    const block = list.splice(Math.floor(random(list.length - 8)), 1 + Math.floor(random(6)));
    list.splice(Math.floor(random(list.length)), 0, ...block);
  }
  return list.map((one) => (one.from === null || random(1) > 0.2 ? one : { ...one, provision: reworded(one.provision, random) }));
}

function reworded(provision: ComparedProvision, random: (below: number) => number): ComparedProvision {
  const share = 0.05 + random(0.35);
  const other = (): string => OTHER[Math.floor(random(OTHER.length))] ?? '';
  return {
    ...provision,
    text: provision.text
      .split(' ')
      .map((word) => (random(1) < share ? other() : word))
      .join(' '),
  };
}

interface Tally {
  all: number;
  right: number;
  claims: number;
  wrong: string[];
}

function run(seed: number, tally: Tally): void {
  const [name = '', strange = ''] = PAIRS[seed % PAIRS.length] ?? [];
  const random = chance(seed);
  const whole = revision(name);
  const old = whole.slice(Math.floor(random(whole.length - SIZE))).slice(0, SIZE);
  const tracked = changed(
    old,
    revision(strange).filter(({ text }) => text.length > 60),
    random,
  );
  const [before, after] = [numbered(old), numbered(tracked.map(({ provision }) => provision))];
  const truth = new Map(tracked.flatMap(({ from }, to) => (from === null ? [] : [[from, to] as const])));
  for (const { kind, from, to } of provisionFates(before, after)) {
    for (const i of from) {
      const place = truth.get(i);
      tally.all++;
      tally.right += (place === undefined ? ['DELETED', 'AMBIGUOUS'].includes(kind) : to.includes(place)) ? 1 : 0;
      if (kind !== 'SAME' && kind !== 'MOVED') continue;
      tally.claims++;
      if (to[0] !== place && !isTwin(before[i], after[to[0] ?? -1]))
        tally.wrong.push(`run ${seed}: ${i} is said to be ${to[0]}, and is ${place}`);
    }
  }
}

/** The same words came to stand under the same name in the same provision: nobody could tell that it is another one. */
const isTwin = (a?: ComparedProvision, b?: ComparedProvision): boolean => a?.eId === b?.eId && a?.parentEId === b?.parentEId;

describe('fates after changes that are known', () => {
  it('never claim the same words in a wrong place, and lead to the right one nearly always', () => {
    const tally: Tally = { all: 0, right: 0, claims: 0, wrong: [] };
    for (let seed = 1; seed <= RUNS; seed++) run(seed, tally);
    process.stdout.write(
      `fates: ${tally.all} provisions, ${tally.right} right; ${tally.claims} said to be the same words, ${tally.wrong.length} of them wrongly\n`,
    );
    expect(tally.wrong).toEqual([]);
    expect(tally.right / tally.all).toBeGreaterThanOrEqual(0.97);
  });
});
