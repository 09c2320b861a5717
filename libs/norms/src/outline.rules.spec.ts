import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '#platform/refusal.js';
import { placed, placesOf, type Placing, restored, subtreeOf } from './outline.rules.js';
import { refuseTree } from './provision.rules.js';
import type { Place } from './translation.rules.js';

/** "a a.b a.b.c d": document order, and each in the provision that its name begins with. */
const outline = (text: string): Place[] =>
  text.split(' ').map((eId) => ({ eId, parentEId: eId.includes('.') ? eId.slice(0, eId.lastIndexOf('.')) : null }));
const DRAFT = outline('a a.1 a.2 a.2.x a.3 b b.1 c');
const after = (eId: string, placing: Placing, draft = DRAFT): string => {
  const result = placed(draft, eId, placing);
  if (result instanceof Refusal) return result.facts.fields?.[0]?.path ?? result.code;
  return result.map((place) => `${place.eId}<${place.parentEId ?? ''}`).join(' ');
};
const orderOf = (shown: string): string => shown.replace(/<\S*/g, '');

describe('a provision that is new', () => {
  it.each<[string, Placing, string]>([
    ['goes to the end', {}, 'a a.1 a.2 a.2.x a.3 b b.1 c n'],
    ['goes to the end of its parent', { parentEId: 'a' }, 'a a.1 a.2 a.2.x a.3 n b b.1 c'],
    ['follows another, behind all that stands in that', { afterEId: 'a.2' }, 'a a.1 a.2 a.2.x n a.3 b b.1 c'],
    ['comes first in its parent', { parentEId: 'a', afterEId: 'a' }, 'a n a.1 a.2 a.2.x a.3 b b.1 c'],
    ['follows the last of a neighbour', { parentEId: 'a', afterEId: 'a.2.x' }, 'a a.1 a.2 a.2.x n a.3 b b.1 c'],
    ['stands before another', { beforeEId: 'a' }, 'n a a.1 a.2 a.2.x a.3 b b.1 c'],
    ['stands before one in its parent', { beforeEId: 'b.1', parentEId: 'b' }, 'a a.1 a.2 a.2.x a.3 b n b.1 c'],
  ])('%s', (_, placing, expected) => expect(orderOf(after('n', placing))).toBe(expected));

  it('has the parent of the neighbour where none is named', () => {
    expect(after('n', { afterEId: 'a.2' })).toContain('n<a ');
    expect(after('n', { beforeEId: 'b.1' })).toContain('n<b ');
    expect(after('n', { afterEId: 'a', parentEId: null })).toContain('a.3<a n< b<');
  });

  it.each<[Placing, string]>([
    [{ parentEId: 'z' }, 'provision.parentEId'],
    [{ afterEId: 'z' }, 'afterEId'],
    [{ beforeEId: 'z' }, 'beforeEId'],
    [{ afterEId: 'a', beforeEId: 'b' }, 'beforeEId'],
    [{ afterEId: 'a.1', parentEId: 'b' }, 'afterEId'],
    [{ afterEId: 'a.1', parentEId: null }, 'afterEId'],
    [{ beforeEId: 'a.1', parentEId: 'b' }, 'beforeEId'],
    [{ parentEId: 'n' }, 'provision.parentEId'],
  ])('is refused at %j', (placing, path) => expect(after('n', placing)).toBe(path));
});

describe('a provision that is there', () => {
  it.each<[string, Placing, string]>([
    ['keeps its place', {}, 'a a.1 a.2 a.2.x a.3 b b.1 c'],
    ['keeps its place in the parent named', { parentEId: 'a' }, 'a a.1 a.2 a.2.x a.3 b b.1 c'],
    ['moves with what stands in it', { parentEId: 'b' }, 'a a.1 a.3 b b.1 a.2 a.2.x c'],
    ['moves up with what stands in it', { parentEId: null }, 'a a.1 a.3 b b.1 c a.2 a.2.x'],
    ['moves before another', { beforeEId: 'a.1' }, 'a a.2 a.2.x a.1 a.3 b b.1 c'],
    ['moves behind another', { afterEId: 'a.3' }, 'a a.1 a.3 a.2 a.2.x b b.1 c'],
  ])('%s', (_, placing, expected) => {
    const shown = after('a.2', placing);
    expect(orderOf(shown)).toBe(expected);
    expect(shown).toContain('a.2.x<a.2');
  });

  it.each<[Placing, string]>([
    [{ parentEId: 'a.2' }, 'provision.parentEId'],
    [{ parentEId: 'a.2.x' }, 'provision.parentEId'],
    [{ afterEId: 'a.2' }, 'afterEId'],
    [{ afterEId: 'a.2.x' }, 'afterEId'],
    [{ beforeEId: 'a.2.x' }, 'beforeEId'],
  ])('is not moved into itself: %j', (placing, path) => expect(after('a.2', placing)).toBe(path));
});

describe('whatever is moved', () => {
  const draft = fc.array(fc.option(fc.nat(), { nil: null }), { minLength: 1, maxLength: 25 }).map((parents) =>
    parents.reduce<Place[]>((whole, parent, i) => {
      const parentEId = parent === null || i === 0 ? null : (whole[parent % whole.length]?.eId ?? null);
      const grown = placed(whole, `p${i}`, { parentEId });
      return grown instanceof Refusal ? whole : grown;
    }, []),
  );
  const name = fc.nat(30).map((i) => `p${i}`);
  const option = fc.option(name, { nil: undefined });

  it('leaves a tree, loses nothing, keeps families together, and can be undone', () => {
    const moves = fc.record({ parentEId: fc.option(option, { nil: null }), afterEId: option, beforeEId: option });
    fc.assert(
      fc.property(draft, name, moves, (before, eId, placing) => {
        const result = placed(before, eId, placing);
        if (result instanceof Refusal) return;
        expect(refuseTree(result)).toBeNull();
        expect(new Set(result.map((place) => place.eId))).toEqual(new Set([...before.map((place) => place.eId), eId]));
        const family = subtreeOf(result, eId);
        const at = result.findIndex((place) => place.eId === eId);
        expect(result.slice(at, at + family.length).map((place) => place.eId)).toEqual(family);
        const others = (places: Place[]): Place[] => places.filter((place) => !family.includes(place.eId));
        expect(others(result)).toEqual(others(before));
        const isNew = !before.some((place) => place.eId === eId);
        expect(restored(result, isNew ? [eId] : [], placesOf(before, family))).toEqual(before);
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 2000) },
    );
  });

  it('and whatever is removed can be put back, even where a draft has strewn children', () => {
    const strewn = outline('a b a.1 c b.1 a.1.x b.2');
    for (const { eId } of strewn) {
      const family = subtreeOf(strewn, eId);
      const rest = strewn.filter((place) => !family.includes(place.eId));
      expect(restored(rest, [], placesOf(strewn, family))).toEqual(strewn);
    }
  });
});
