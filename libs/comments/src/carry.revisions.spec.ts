import { describe, expect, it } from '@jest/globals';
import { revision, REVISIONS } from '../../../tests/support/revisions.js';
import type { CarriedVersion } from './carry-text.rules.js';
import { Carrier, type CarryResult } from './carry.rules.js';

const QUOTES = Number(process.env['CARRY_QUOTES'] ?? 500);
const SEED = Number(process.env['CARRY_SEED'] ?? 20_261_125);
const LONGEST = 25; // words

/** Numbers from 0 to 1 that are the same for the same seed (Numerical Recipes' generator). */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** The independent measure: the textbook's table of edit distances over code points, not the bit vectors of the code under test. */
function similarity(a: string, b: string): number {
  const [as, bs] = [[...a], [...b]];
  let row = bs.map((_, j) => j + 1);
  for (const [i, x] of as.entries()) {
    let [left, corner] = [i + 1, i];
    row = row.map((above, j) => {
      left = Math.min(left + 1, above + 1, corner + (x === bs[j] ? 0 : 1));
      corner = above;
      return left;
    });
  }
  return 1 - (row.at(-1) ?? as.length) / Math.max(as.length, bs.length, 1);
}

interface Drawn {
  eId: string;
  words: string;
  carried: CarryResult;
}

/** Quotes of 1 to 25 words drawn at random from a revision, and looked for in the next. */
function draw(before: string, after: string): Drawn[] {
  const asVersion = (name: string): CarriedVersion => ({
    locales: ['en'],
    provisions: revision(name).map((provision) => ({ ...provision, locale: 'en' })),
  });
  const [old, random] = [asVersion(before), chance(SEED)];
  const carrier = new Carrier(old, asVersion(after));
  const texts = old.provisions.filter(({ text }) => text !== '');
  return Array.from({ length: QUOTES }, () => {
    const { eId, text } = texts[Math.floor(random() * texts.length)] ?? { eId: '', text: '' };
    const words = [...text.matchAll(/\S+/g)];
    const first = Math.floor(random() * words.length);
    const last = Math.min(words.length - 1, first + Math.floor(random() * LONGEST));
    const [start, end] = [words[first]?.index ?? 0, (words[last]?.index ?? 0) + (words[last]?.[0].length ?? 0)];
    const exact = text.slice(start, end);
    return { eId, words: exact, carried: carrier.carry({ eId, quote: { exact, start, end } }) };
  });
}

describe.each(REVISIONS)('quotes drawn at random from %s and looked for in %s', (before, after) => {
  const texts = new Map(revision(after).map(({ eId, text }) => [eId, text]));
  const drawn = draw(before, after);

  it('are found at words that are at least 85 % alike, at the place that is told', () => {
    let found = 0;
    for (const { words, carried } of drawn) {
      if (!carried.place) continue;
      found++;
      const { eId, quote } = carried.place;
      const there = texts.get(eId)?.slice(quote?.start ?? 0, quote?.end ?? 0) ?? '';
      expect([eId, there]).toEqual([eId, quote?.exact]);
      expect(similarity(words, there)).toBeGreaterThanOrEqual(0.85);
      if (carried.fate === 'UNCHANGED' || carried.fate === 'MOVED') expect(there).toBe(words);
    }
    process.stdout.write(`quotes ${before} → ${after}: ${found} of ${drawn.length} found\n`);
    expect(found).toBeGreaterThan(drawn.length / 2);
  });

  it('have a place where they are found, and none where they are gone or it is not sure', () => {
    for (const { carried } of drawn) {
      const isFound = ['UNCHANGED', 'MOVED', 'REWORDED'].includes(carried.fate);
      expect([carried.fate, carried.place !== null]).toEqual([carried.fate, isFound]);
      expect(carried.candidates.length > 0).toBe(carried.fate === 'AMBIGUOUS');
    }
  });

  it('are UNCHANGED under their own eId alone, and MOVED under another', () => {
    const wrong = drawn.filter(({ eId, carried: { fate, place } }) =>
      fate === 'UNCHANGED' ? place?.eId !== eId : fate === 'MOVED' && place?.eId === eId,
    );
    expect(wrong).toEqual([]);
  });
});
