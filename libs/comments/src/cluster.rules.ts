import { Groups } from './cluster-groups.rules.js';
import { joinAlike, type TokenSets } from './cluster-join.rules.js';
import { joinByPassages, templateOf } from './cluster-passages.rules.js';
import { ShingleReader } from './cluster-shingles.rules.js';
import { HashCounter, HashSet } from './hash-set.rules.js';

/** From here down a member is only loosely linked with the representative of its cluster. */
export const LOOSE = 0.5;

/** What was decided by hand: comments by their number in the round. Later decisions come later. */
export interface HandDecision {
  kind: 'MERGE' | 'REMOVE';
  comments: readonly number[];
}

/** A comment of a cluster, by its number in the round, with what is kept of it. */
export interface Membership {
  comment: number;
  /** The same for texts of the same words. At most 53 bits. */
  textHash: number;
  /** The first comment of the cluster gives it its name. */
  founder: number;
  /** Jaccard similarity of its shingles to those of the representative. */
  similarity: number;
  /** How like it is to all the others, an estimate of its mean similarity to them; the representative has the highest. */
  typicality: number;
}

/** Numbers one behind the other, in lists. */
class Lists implements TokenSets {
  tokens = new Uint32Array(1 << 12);
  starts = new Uint32Array(1 << 8);
  count = 0;

  add(list: Uint32Array | readonly number[], length: number): void {
    const from = this.starts[this.count] as number;
    while (from + length > this.tokens.length) this.tokens = doubled(this.tokens);
    if (this.count + 2 > this.starts.length) this.starts = doubled(this.starts);
    for (let i = 0; i < length; i++) this.tokens[from + i] = list[i] as number;
    this.starts[++this.count] = from + length;
  }
}

function doubled(list: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(list.length * 2);
  longer.set(list);
  return longer;
}

/**
 * Near-identical comments of a round (domain.md): comments are added in any order, and `cluster` groups them. The same comments
 * and decisions give the same clusters, whatever the order. Texts are not kept.
 */
export class ClusterBatch {
  private readonly reader: ShingleReader;
  private readonly shingles = new Lists();
  private readonly sentences = new Lists();
  private readonly setOf = new Map<number, number>(); // text hash → set
  private readonly members: { comment: number; set: number }[] = [];
  private readonly hashes: number[] = []; // of each set's text
  private copies = new Uint32Array(1 << 8);
  private templates = new Map<number, HashSet>();

  /** `draft`: the texts of the provisions that are commented on. */
  constructor(draft: readonly string[] = []) {
    this.reader = new ShingleReader(draft);
  }

  /** Takes in a comment; answers the name of its text, the same for texts of the same words, 0 where it has none. */
  add(comment: number, text: string): number {
    const { textHash, set, count, sentences } = this.reader.read(text);
    if (textHash === 0) return 0;
    let at = this.setOf.get(textHash);
    if (at === undefined) {
      at = this.shingles.count;
      this.setOf.set(textHash, at);
      this.hashes.push(textHash);
      this.shingles.add(set, count);
      this.sentences.add(sentences, sentences.length);
      if (at >= this.copies.length) this.copies = doubled(this.copies);
    }
    this.copies[at] = (this.copies[at] as number) + 1;
    this.members.push({ comment, set: at });
    return textHash;
  }

  /** The comments that are in a cluster, in the order of their numbers. */
  cluster(decisions: readonly HandDecision[] = []): Membership[] {
    this.members.sort((a, b) => a.comment - b.comment);
    const groups = joinAlike(this.shingles);
    joinByPassages(this.sentences, this.copies, groups);
    const clusters = this.byHand(groups, decisions);
    const counter = new HashCounter();
    const memberships = clusters.flatMap((cluster) => this.describe(cluster, counter));
    return memberships.sort((a, b) => a.comment - b.comment);
  }

  /** The words of a comment that are its sender's own: what others of its cluster do not have, and the draft neither. */
  ownWords(founder: number, text: string): string[] {
    const template = this.templates.get(founder);
    return this.reader.ownWords(text, (shingle) => template?.has(shingle) ?? false);
  }

  /** The clusters, each as places in `members`: those that were found, with what people decided. */
  private byHand(groups: Groups, decisions: readonly HandDecision[]): number[][] {
    const { members } = this;
    const placeOf = new Map(decisions.length > 0 ? members.map(({ comment }, place) => [comment, place]) : []);
    const alone = new Set<number>();
    const united = new Groups(members.length);
    const first = new Map<number, number>();
    members.forEach(({ set }, place) => {
      const label = groups.label[set] as number;
      const known = first.get(label);
      if (known === undefined) first.set(label, place);
      else united.unite(known, place);
    });
    for (const { kind, comments } of decisions) {
      const places = comments.flatMap((comment) => placeOf.get(comment) ?? []);
      if (kind === 'REMOVE') for (const place of places) alone.add(place);
      else for (const place of places) united.unite(places[0] as number, place);
    }
    return [...united.lists().values()]
      .map((list) => list.filter((place) => !alone.has(place)))
      .filter((list) => list.length > 1);
  }

  private describe(places: readonly number[], counter: HashCounter): Membership[] {
    const { members, shingles } = this;
    const copies = new Map<number, number>();
    for (const place of places) {
      const { set } = members[place] as { set: number };
      copies.set(set, (copies.get(set) ?? 0) + 1);
    }
    const sets = [...copies.keys()];
    const template = templateOf(shingles, (set) => copies.get(set) ?? 0, sets, counter);
    const founder = (members[places[0] as number] as { comment: number }).comment;
    const shared = new HashSet(64);
    for (const token of template) shared.add(token);
    this.templates.set(founder, shared);
    const typicality = this.typicality(sets, copies, places.length, counter);
    let representative = sets[0] as number;
    for (const set of sets)
      if ((typicality.get(set) as number) > (typicality.get(representative) as number)) representative = set;
    const similarity = this.similarityTo(representative, sets);
    return places.map((place) => {
      const { comment, set } = members[place] as { comment: number; set: number };
      return {
        comment,
        textHash: this.hashes[set] as number,
        founder,
        similarity: similarity.get(set) as number,
        typicality: typicality.get(set) as number,
      };
    });
  }

  /** For each text an estimate of its mean Jaccard similarity to all comments of the cluster; `counter` has their shingles. */
  private typicality(sets: number[], copies: Map<number, number>, comments: number, counter: HashCounter): Map<number, number> {
    const size = (set: number): number => (this.shingles.starts[set + 1] as number) - (this.shingles.starts[set] as number);
    const mean = sets.reduce((sum, set) => sum + size(set) * (copies.get(set) as number), 0) / comments;
    return new Map(
      sets.map((set) => {
        let held = 0;
        for (let i = this.shingles.starts[set] as number; i < (this.shingles.starts[set + 1] as number); i++) {
          held += counter.get(this.shingles.tokens[i] as number);
        }
        const shared = held / comments;
        return [set, shared / (size(set) + mean - shared)];
      }),
    );
  }

  private similarityTo(representative: number, sets: number[]): Map<number, number> {
    const { tokens, starts } = this.shingles;
    const own = new HashSet(1024);
    for (let i = starts[representative] as number; i < (starts[representative + 1] as number); i++) own.add(tokens[i] as number);
    return new Map(
      sets.map((set) => {
        const [from, end] = [starts[set] as number, starts[set + 1] as number];
        let shared = 0;
        for (let i = from; i < end; i++) if (own.has(tokens[i] as number)) shared++;
        return [set, shared / (own.size + end - from - shared)];
      }),
    );
  }
}
