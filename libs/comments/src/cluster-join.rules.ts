import { Groups } from './cluster-groups.rules.js';
import { extra, indexed, leastShared, MOST, probed, RaritySorter, smallestAlike } from './cluster-prefix.rules.js';
import { HashSet } from './hash-set.rules.js';

/** Sets of 32-bit numbers one behind the other: set i is `tokens` from `starts[i]` to `starts[i + 1]`. */
export interface TokenSets {
  tokens: Uint32Array;
  starts: Uint32Array;
  count: number;
}

const LONG = 400; // entries to walk from which on a member of a large group is looked for first
const GUESSES = 12;
const SHORT = 16; // a list that is walked without looking for groups
const NOBODY = -1;
const MARKS = 8; // words of 32 bits in a set's fingerprint

/**
 * Joins all sets that are near-identical, by single link: the groups of sets. Exact: not a sample, every pair
 * at or over the threshold is joined and no other is, so the order of the sets does not matter. Sorts each set's tokens.
 *
 * By prefix filtering (Bayardo, Ma, Srikant: Scaling Up All Pairs Similarity Search, 2007; Xiao and others: PPJoin, 2008), from
 * the shortest set to the longest: sets that are alike share some of their rarest tokens, so only these are indexed, and only
 * sets that meet there are compared. Members of one group stand in the index as one step, so a campaign of thousands costs what
 * a group of few costs.
 */
export function joinAlike(sets: TokenSets): Groups {
  return new Join(sets).run();
}

/** Sets are numbered from the shortest to the longest: those that may be alike lie near each other in memory. */
class Join {
  private readonly order: Uint32Array;
  private readonly size: Uint32Array;
  private readonly from: Uint32Array;
  private readonly counts: Uint8Array;
  /** The first token of each set that another set may have. */
  private readonly shared: Uint32Array;
  private readonly marks: Uint32Array;
  private readonly groups: Groups;
  private readonly label: Int32Array;
  private readonly hits: Uint8Array;
  private readonly candidates: Int32Array;
  private readonly own = new HashSet(1024);
  /** The lists of the index, each by where it begins and ends in `posting`. */
  private lists = new Uint32Array(0);
  private mask = 0;
  private posting = new Int32Array(0);
  /** Where the next entry is that was of another group when last looked at. */
  private jump = new Uint32Array(0);
  private heads = new Uint32Array(4096);
  private ends = new Uint32Array(4096);
  private found = 0;

  constructor(private readonly sets: TokenSets) {
    const { count, starts } = sets;
    const size = (set: number): number => (starts[set + 1] as number) - (starts[set] as number);
    this.order = bySize(count, size);
    this.size = this.order.map(size);
    this.from = this.order.map((set) => starts[set] as number);
    this.counts = new Uint8Array(powerOver((starts[count] as number) / 2, 1 << 16, 1 << 23));
    this.shared = new Uint32Array(count);
    this.marks = new Uint32Array(count * MARKS);
    this.groups = new Groups(count);
    this.label = this.groups.label;
    this.hits = new Uint8Array(count);
    this.candidates = new Int32Array(count);
  }

  run(): Groups {
    this.countTokens();
    this.sortByRarity();
    this.layOutIndex();
    for (let set = 0; set < this.sets.count; set++) {
      if (this.size[set] === 0) continue;
      this.findAlike(set);
      this.index(set);
    }
    return this.inGivenOrder();
  }

  /** The groups of the sets as they were given. */
  private inGivenOrder(): Groups {
    const groups = new Groups(this.sets.count);
    const { label, order } = this;
    for (let set = 0; set < order.length; set++) groups.unite(order[label[set] as number] as number, order[set] as number);
    return groups;
  }

  /** How often each token occurs, at least: tokens that fall together are counted together, which costs time and no accuracy. */
  private countTokens(): void {
    const { counts, sets } = this;
    const mask = counts.length - 1;
    const total = sets.starts[sets.count] as number;
    for (let i = 0; i < total; i++) {
      const slot = (sets.tokens[i] as number) & mask;
      const count = counts[slot] as number;
      if (count < MOST) counts[slot] = count + 1;
    }
  }

  /** Puts the rarest tokens of each set first, and makes its fingerprint. */
  private sortByRarity(): void {
    const sorter = new RaritySorter(this.counts);
    const { sets, size, from: starts, shared, marks } = this;
    for (let set = 0; set < sets.count; set++) {
      const from = starts[set] as number;
      const tokens = sets.tokens.subarray(from, from + (size[set] as number));
      shared[set] = from + sorter.sort(tokens);
      for (let i = 0; i < tokens.length; i++) {
        const token = tokens[i] as number;
        const word = set * MARKS + (token >>> 29);
        marks[word] = (marks[word] as number) ^ (1 << ((token >>> 24) & 31));
      }
    }
  }

  private layOutIndex(): void {
    const { sets, from, shared, size } = this;
    const slots = powerOver((sets.starts[sets.count] as number) / 8, 1 << 12, 1 << 22);
    this.mask = slots - 1;
    this.lists = new Uint32Array(slots * 2);
    const { lists, mask } = this;
    for (let set = 0; set < sets.count; set++) {
      const end = (from[set] as number) + indexed(size[set] as number);
      for (let i = shared[set] as number; i < end; i++) {
        const list = ((sets.tokens[i] as number) & mask) * 2;
        lists[list] = (lists[list] as number) + 1;
      }
    }
    let at = 0;
    for (let list = 0; list < lists.length; list += 2) {
      const held = lists[list] as number;
      lists[list] = lists[list + 1] = at;
      at += held;
    }
    this.posting = new Int32Array(at);
    this.jump = new Uint32Array(at);
  }

  private index(set: number): void {
    const { sets, lists, mask, posting, jump } = this;
    const end = (this.from[set] as number) + indexed(this.size[set] as number);
    for (let i = this.shared[set] as number; i < end; i++) {
      const list = ((sets.tokens[i] as number) & mask) * 2;
      const at = lists[list + 1] as number;
      posting[at] = set;
      jump[at] = at + 1;
      lists[list + 1] = at + 1;
    }
  }

  private findAlike(set: number): void {
    const lists = this.listsOf(set);
    if (lists === 0) return;
    this.own.clear();
    if (this.entries > LONG) this.guess(set, lists);
    this.found = 0;
    for (let i = 0; i < lists; i++) this.meet(set, this.heads[i] as number, this.ends[i] as number);
    this.compare(set);
  }

  private entries = 0;

  /** Looks up the lists that the set's tokens are in; sets that are too short for all that are to come leave them. */
  private listsOf(set: number): number {
    const { sets, lists, mask, posting, size } = this;
    const n = size[set] as number;
    const [from, end, smallest] = [this.shared[set] as number, (this.from[set] as number) + probed(n), smallestAlike(n)];
    if (n > this.heads.length) [this.heads, this.ends] = [new Uint32Array(n * 2), new Uint32Array(n * 2)];
    let count = 0;
    this.entries = 0;
    for (let i = from; i < end; i++) {
      const list = ((sets.tokens[i] as number) & mask) * 2;
      const until = lists[list + 1] as number;
      let head = lists[list] as number;
      if (head === until) continue;
      while (head < until && (size[posting[head] as number] as number) < smallest) head++;
      lists[list] = head;
      if (head === until) continue;
      this.heads[count] = head;
      this.ends[count++] = until;
      this.entries += until - head;
    }
    return count;
  }

  /** Tries the sets nearest in size, so that a member of a large group is in it before the index is walked. */
  private guess(set: number, lists: number): void {
    let last = -1;
    for (let i = 0, left = GUESSES; i < lists && left > 0; i++) {
      const end = this.ends[i] as number;
      const other = this.posting[end - 1] as number;
      if (end - (this.heads[i] as number) < SHORT || other === last || this.label[other] === this.label[set]) continue;
      last = other;
      left--;
      if (this.isAlike(set, other)) this.groups.unite(set, other);
    }
  }

  /** Walks a list for the sets that share its token, stepping over whole groups that the set is in. */
  private meet(set: number, head: number, end: number): void {
    const { posting, jump, label } = this;
    const mine = end - head > SHORT ? label[set] : NOBODY;
    for (let at = head; at < end;) {
      const other = posting[at] as number;
      if (mine !== NOBODY && label[other] === mine) {
        let beyond = jump[at] as number;
        while (beyond < end && label[posting[beyond] as number] === mine) beyond = jump[beyond] as number;
        jump[at] = beyond;
        at = beyond;
      } else {
        this.hit(other);
        at++;
      }
    }
  }

  private hit(other: number): void {
    const before = this.hits[other] as number;
    if (before === 0) this.candidates[this.found++] = other;
    if (before < MOST) this.hits[other] = before + 1;
  }

  private compare(set: number): void {
    const { hits, candidates, label, size } = this;
    const fewest = extra(smallestAlike(size[set] as number));
    for (let i = 0; i < this.found; i++) {
      const other = candidates[i] as number;
      const shared = hits[other] as number;
      hits[other] = 0;
      if (shared < fewest || shared < extra(size[other] as number) || label[other] === label[set]) continue;
      if (this.isAlike(set, other)) this.groups.unite(set, other);
    }
  }

  private isAlike(set: number, other: number): boolean {
    const { own, sets, size, from } = this;
    const [n, m] = [size[set] as number, size[other] as number];
    const least = leastShared(n, m);
    if (this.differAtLeast(set, other) > n + m - 2 * least) return false;
    if (own.size === 0) for (let i = from[set] as number, end = i + n; i < end; i++) own.add(sets.tokens[i] as number);
    let misses = m - least;
    for (let i = from[other] as number, end = i + m; i < end && misses >= 0; i++)
      if (!own.has(sets.tokens[i] as number)) misses--;
    return misses >= 0;
  }

  /** In how many tokens the sets differ at the very least, by their fingerprints. */
  private differAtLeast(a: number, b: number): number {
    const { marks } = this;
    let bits = 0;
    for (let i = 0; i < MARKS; i++) bits += bitsIn((marks[a * MARKS + i] as number) ^ (marks[b * MARKS + i] as number));
    return bits;
  }
}

/** The sets from the shortest to the longest, those of one size in their order. */
function bySize(count: number, size: (set: number) => number): Uint32Array {
  const keys = Float64Array.from({ length: count }, (_, i) => size(i) * 0x1_0000_0000 + i).sort();
  return Uint32Array.from(keys, (key) => key % 0x1_0000_0000);
}

function powerOver(n: number, least: number, most: number): number {
  let power = least;
  while (power < n && power < most) power *= 2;
  return power;
}

function bitsIn(word: number): number {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
