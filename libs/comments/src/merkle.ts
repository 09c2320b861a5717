import { createHash } from 'node:crypto';

/** SHA-256 of a leaf's data: `HASH(0x00 || d)` (RFC 9162 §2.1.1). */
export const leafHash = (data: Buffer): Buffer => createHash('sha256').update(LEAF).update(data).digest();

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);
const EMPTY = createHash('sha256').digest();
const nodeHash = (left: Buffer, right: Buffer): Buffer => createHash('sha256').update(NODE).update(left).update(right).digest();

/** How many leaves a run has; a power of two, so that the runs' roots are nodes of the whole tree. */
export const RUN = 1024;

/** A tree that grows leaf by leaf and keeps no more than the roots of its complete subtrees (RFC 9162 §2.1.2). */
export class MerkleTree {
  size = 0;
  private readonly complete: { height: number; hash: Buffer }[] = [];

  /** Adds the next leaf, by its hash. */
  add(leaf: Buffer): void {
    this.size += 1;
    let node = { height: 0, hash: leaf };
    for (let last = this.complete.at(-1); last?.height === node.height; last = this.complete.at(-1)) {
      this.complete.pop();
      node = { height: node.height + 1, hash: nodeHash(last.hash, node.hash) };
    }
    this.complete.push(node);
  }

  /** The root: `MTH` of what was added; the hash of nothing where nothing was. */
  get root(): Buffer {
    const roots = this.complete.map(({ hash }) => hash);
    return roots.length === 0 ? EMPTY : roots.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** The root over nodes of one height, the last of which may stand for fewer leaves than the others. */
export function rootOver(nodes: readonly Buffer[]): Buffer {
  const tree = new MerkleTree();
  for (const node of nodes) tree.add(node);
  return tree.root;
}

/** `PATH(m, D)` of RFC 9162 §2.1.3.1 over nodes of one height: the siblings from the m-th of them up to their root. */
export function pathOver(m: number, nodes: readonly Buffer[]): Buffer[] {
  if (nodes.length <= 1) return [];
  const k = 2 ** Math.floor(Math.log2(nodes.length - 1));
  const [left, right] = [nodes.slice(0, k), nodes.slice(k)];
  return m < k ? [...pathOver(m, left), rootOver(right)] : [...pathOver(m - k, right), rootOver(left)];
}
