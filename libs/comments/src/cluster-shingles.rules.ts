import { spread, WordReader, type Words } from './cluster-words.rules.js';
import { HashSet } from './hash-set.rules.js';

/** So many words of the draft in a row are a quotation of it. */
const QUOTED = 6;
const SHINGLE = 3;
const SENTENCE = 4; // words; what is shorter is in many texts by chance

/** The hash of three words in a row. */
const hashOfThree = (a: number, b: number, c: number): number =>
  spread(Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca77) + Math.imul(c, 0xc2b2ae3d));

/** What is compared of a text: its word 3-shingles, each once, and a name for the whole sequence of its words. */
export interface Shingles {
  /** 0 where the text has no words; else the same for texts of the same words in the same order. At most 53 bits. */
  textHash: number;
  /** The shingles are the first so many of `set`. */
  count: number;
  set: Uint32Array;
  /** The sentences of four words and more, each once. */
  sentences: number[];
}

/** Reads texts into what is compared of them. What they quote of the draft does not count. */
export class ShingleReader {
  private readonly reader = new WordReader();
  private readonly draft = new HashSet(1024);
  private readonly seen = new HashSet(1024);
  private readonly shingles: Shingles = { textHash: 0, count: 0, set: new Uint32Array(4096), sentences: [] };
  private sequence = new Uint32Array(4096);
  private quoted = new Uint8Array(4096);

  /** `draft`: the texts of the provisions that the comments are about. */
  constructor(draft: readonly string[] = []) {
    for (const text of draft) {
      const words = this.reader.read(text);
      for (let i = 0; i + SHINGLE <= words.count; i++) this.draft.add(shingleAt(words, i));
    }
  }

  /** What is compared of the text; good until the next text is read. */
  read(text: string): Shingles {
    const words = this.reader.read(text);
    const length = this.readSequence(words);
    const counted = this.markQuotations(length);
    const { seen, sequence, quoted, shingles } = this;
    const { set } = shingles;
    seen.clear();
    let count = 0;
    for (let i = 0; i < length; i++) {
      const shingle = sequence[i] as number;
      if ((counted === 0 || quoted[i] === 0) && seen.add(shingle)) set[count++] = shingle;
    }
    shingles.count = count;
    shingles.textHash = hashOfText(words);
    this.readSentences(words, counted > 0);
    return shingles;
  }

  /**
   * The runs of the text's own words: those in no shingle that `isShared` says others have too, and in no quotation of the
   * draft, in the writer's spelling.
   */
  ownWords(text: string, isShared: (shingle: number) => boolean): string[] {
    const words = this.reader.read(text);
    const length = this.readSequence(words);
    this.markQuotations(length);
    const shared = new Uint8Array(words.count);
    for (let i = 0; i < length; i++) {
      if (this.quoted[i] === 1 || isShared(this.sequence[i] as number)) shared.fill(1, i, i + SHINGLE);
    }
    return runsOf(words, shared);
  }

  /** Sentences that are the draft's own are left out. */
  private readSentences({ sentences, hashes, count }: Words, hasOwn: boolean): void {
    const found = this.shingles.sentences;
    found.length = 0;
    for (let s = 0, first = 0; s <= sentences.length; s++) {
      const end = s < sentences.length ? (sentences[s] as number) : count;
      if (end - first >= SENTENCE && !(hasOwn && this.quoted[first] === 1 && this.quoted[end - SHINGLE] === 1)) {
        let hash = end - first;
        for (let i = first; i < end; i++) hash = Math.imul(hash ^ (hashes[i] as number), 0x9e3779b1) ^ (hash >>> 15);
        const sentence = spread(hash);
        if (!found.includes(sentence)) found.push(sentence);
      }
      first = end;
    }
  }

  /** Fills `sequence` with the text's shingles in their order; answers how many there are. */
  private readSequence(words: Words): number {
    const { count, hashes } = words;
    const length = count === 0 ? 0 : Math.max(1, count - SHINGLE + 1);
    if (length > this.sequence.length) {
      this.sequence = new Uint32Array(length * 2);
      this.quoted = new Uint8Array(length * 2);
      this.shingles.set = new Uint32Array(length * 2);
    }
    const { sequence } = this;
    if (count < SHINGLE && length > 0) sequence[0] = shingleAt(words, 0);
    for (let i = 0; i + SHINGLE <= count; i++) {
      sequence[i] = hashOfThree(hashes[i] as number, hashes[i + 1] as number, hashes[i + 2] as number);
    }
    return length;
  }

  /** Marks the shingles that quote the draft; answers how many are left, 0 also where nothing else is in the text. */
  private markQuotations(length: number): number {
    const { sequence, quoted, draft } = this;
    quoted.fill(0, 0, length);
    if (draft.size === 0) return length;
    let left = length;
    for (let i = 0; i < length; i++) {
      let end = i;
      while (end < length && draft.has(sequence[end] as number)) end++;
      if (end - i > QUOTED - SHINGLE) {
        quoted.fill(1, i, end);
        left -= end - i;
      }
      if (end > i) i = end - 1;
    }
    return left;
  }
}

/** The shingle that begins at a word; a text of one or two words is one shingle. */
function shingleAt({ hashes, count }: Words, i: number): number {
  return hashOfThree(
    hashes[i] as number,
    i + 1 < count ? (hashes[i + 1] as number) : 1,
    i + 2 < count ? (hashes[i + 2] as number) : 1,
  );
}

function hashOfText({ hashes, count }: Words): number {
  if (count === 0) return 0;
  let [a, b] = [count, ~count];
  for (let i = 0; i < count; i++) {
    a = Math.imul(a ^ (hashes[i] as number), 0x01000193);
    b = Math.imul(b + (hashes[i] as number), 0x9e3779b1) ^ (b >>> 15);
  }
  return (spread(a) & 0x1fffff) * 0x1_0000_0000 + spread(b);
}

/** The runs of words that are not marked, as they stand in the text. */
function runsOf({ text, count, starts, ends }: Words, marked: Uint8Array): string[] {
  const runs: string[] = [];
  for (let i = 0; i < count; i++) {
    if (marked[i]) continue;
    const first = i;
    while (i + 1 < count && !marked[i + 1]) i++;
    runs.push(text.slice(starts[first], ends[i]));
  }
  return runs;
}
