/**
 * Near-identical: a Jaccard similarity of 3/5 or more. In whole numbers, for sets of n and m members that share o:
 * 5 o ≥ 3 (n + m − o), that is 8 o ≥ 3 (n + m). No rounding decides.
 */
export const leastShared = (n: number, m: number): number => Math.ceil((3 * (n + m)) / 8);
export const smallestAlike = (n: number): number => Math.ceil((3 * n) / 5);

/** The highest count that is told: what is more frequent is as frequent. */
export const MOST = 255;

/** How many tokens two sets that are alike have to share in their prefixes; prefixes are the longer for it. */
export const extra = (n: number): number => Math.min(200, Math.max(1, Math.floor(n * 0.07)));
/** The prefix that is indexed meets sets as large or larger; the one that is probed, sets as large or smaller. */
export const indexed = (n: number): number => Math.min(n, n - Math.ceil((3 * n) / 4) + extra(n));
export const probed = (n: number): number => Math.min(n, n - smallestAlike(n) + extra(n));

/**
 * Puts the tokens of a set in the order of their counts. Among tokens of one count the order, by number, matters where a prefix
 * ends, and only there it is made.
 */
export class RaritySorter {
  private readonly bounds = new Uint32Array(MOST + 2);
  private scratch = new Uint32Array(4096);
  private ranks = new Uint8Array(4096);

  constructor(private readonly counts: Uint8Array) {}

  /** Sorts in place; answers how many tokens no other set has. */
  sort(tokens: Uint32Array): number {
    const { bounds } = this;
    const n = tokens.length;
    if (n > this.scratch.length) [this.scratch, this.ranks] = [new Uint32Array(n * 2), new Uint8Array(n * 2)];
    this.countRanks(tokens);
    const { scratch, ranks } = this;
    for (let i = 0; i < n; i++) {
      const rank = ranks[i] as number;
      const at = bounds[rank] as number;
      tokens[at] = scratch[i] as number;
      bounds[rank] = at + 1;
    }
    this.sortAt(tokens, indexed(n));
    this.sortAt(tokens, probed(n));
    return bounds[1] as number;
  }

  private countRanks(tokens: Uint32Array): void {
    const { bounds, scratch, ranks, counts } = this;
    const mask = counts.length - 1;
    bounds.fill(0);
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as number;
      const rank = counts[token & mask] as number;
      scratch[i] = token;
      ranks[i] = rank;
      bounds[rank + 1] = (bounds[rank + 1] as number) + 1;
    }
    for (let rank = 1; rank < bounds.length; rank++) bounds[rank] = (bounds[rank] as number) + (bounds[rank - 1] as number);
  }

  /** `bounds[rank]` is now where the tokens of that count end. */
  private sortAt(tokens: Uint32Array, end: number): void {
    if (end >= tokens.length || end === 0) return;
    const rank = this.counts[(tokens[end] as number) & (this.counts.length - 1)] as number;
    const first = this.bounds[rank - 1] as number;
    if (first < end) tokens.subarray(first, this.bounds[rank]).sort();
  }
}
