import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leadsToRoot, mth } from '../../../tests/support/rfc9162.js';
import { leafHash, MerkleTree, pathOver, rootOver, RUN } from './merkle.js';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** The eight leaves, and the roots of the trees over the first n of them, that implementations of Certificate Transparency share. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(hex);
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const data = (n: number): Buffer[] => Array.from({ length: n }, (_, i) => Buffer.from(`leaf ${i}`));

describe('a Merkle tree', () => {
  it.each(ROOTS.map((root, n) => [n, root] as const))('over the first %i shared leaves has the shared root', (n, root) => {
    expect(rootOver(LEAVES.slice(0, n).map(leafHash)).toString('hex')).toBe(root);
    expect(mth(LEAVES.slice(0, n)).toString('hex')).toBe(root);
  });

  it('is the tree of the RFC at any size, and each leaf has a path that leads to its root and no other leaf has', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), (size, a, b) => {
        const [leaves, index, other] = [data(size), a % size, b % size];
        const hashes = leaves.map(leafHash);
        const root = rootOver(hashes);
        const path = pathOver(index, hashes);
        expect(root).toEqual(mth(leaves));
        expect(leadsToRoot(hashes[index] as Buffer, index, size, path, root)).toBe(true);
        expect(leadsToRoot(hashes[other] as Buffer, index, size, path, root)).toBe(other === index);
      }),
      { numRuns: 200 },
    ));

  it.each([RUN - 1, RUN, RUN + 1, 2 * RUN, 2 * RUN + 1, 5 * RUN + 17])(
    'of %i leaves is the tree over the roots of its runs',
    (size) => {
      const hashes = data(size).map(leafHash);
      const runs = Array.from({ length: Math.ceil(size / RUN) }, (_, i) => hashes.slice(i * RUN, (i + 1) * RUN));
      const roots = runs.map(rootOver);
      expect(rootOver(roots)).toEqual(rootOver(hashes));
      for (const index of [0, RUN - 2, size - 1]) {
        const [run, place] = [Math.floor(index / RUN), index % RUN];
        const path = [...pathOver(place, runs[run] ?? []), ...pathOver(run, roots)];
        expect(path).toEqual(pathOver(index, hashes));
      }
    },
  );

  it('grows leaf by leaf', () => {
    const tree = new MerkleTree();
    for (const leaf of LEAVES) tree.add(leafHash(leaf));
    expect([tree.size, tree.root.toString('hex')]).toEqual([8, ROOTS[8]]);
  });
});
