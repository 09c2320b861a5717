import { createHash } from 'node:crypto';

/** MTH as RFC 9162 §2.1.1 writes it, and not as the code under test does it. */
export const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
export function mth(data: Buffer[]): Buffer {
  if (data.length === 0) return sha256();
  if (data.length === 1) return sha256(Buffer.of(0), data[0] as Buffer);
  let k = 1;
  while (k * 2 < data.length) k *= 2;
  return sha256(Buffer.of(1), mth(data.slice(0, k)), mth(data.slice(k)));
}

/** The verification of RFC 9162 §2.1.3.2, step by step. */
export function leadsToRoot(leaf: Buffer, index: number, size: number, path: Buffer[], root: Buffer): boolean {
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = sha256(Buffer.of(1), p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else r = sha256(Buffer.of(1), r, p);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return sn === 0 && r.equals(root);
}
