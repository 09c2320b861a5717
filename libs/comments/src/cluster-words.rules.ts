/** The words of a text, one after the other: a 32-bit hash of each in its normal form, and where it stands in `text`. */
export interface Words {
  /** The text in NFKC, from which words are shown. */
  text: string;
  count: number;
  hashes: Uint32Array;
  starts: Int32Array;
  ends: Int32Array;
  /** The numbers of the words that begin a sentence, at least where a copy of the text has them too. */
  sentences: number[];
}

const APART = 0; // between words
const IGNORED = 1; // inside a word, and no part of it: soft hyphens, joiners
const SEGMENTED = 2; // of a script that is written without spaces
const SURROGATE = 3; // half of a character beyond the basic plane
const STOP = 4; // ends a sentence: a stop, or a line
const FIRST_LETTER = 5;

let folded: Uint16Array | null = null;

/** For each UTF-16 code unit the letter it stands for in the normal form, or one of the four kinds above. Made on first use. */
function foldTable(): Uint16Array {
  if (folded) return folded;
  const table = new Uint16Array(65_536);
  for (let unit = 0; unit < 65_536; unit++) table[unit] = foldOf(unit);
  table['ς'.charCodeAt(0)] = 'σ'.charCodeAt(0); // the same letter at a word's end
  return (folded = table);
}

function foldOf(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return SURROGATE;
  const letter = String.fromCharCode(unit);
  if (unit === 0xad || (unit >= 0x200b && unit <= 0x200d) || unit === 0x2060 || unit === 0xfeff) return IGNORED;
  if (/[.!?\n\r。！？।؟…]/u.test(letter)) return STOP;
  if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u.test(letter)) return SEGMENTED;
  return /[\p{L}\p{M}\p{N}]/u.test(letter) ? letter.toLowerCase().charCodeAt(0) : APART;
}

const isWide = (text: string, at: number): boolean => /^[\p{L}\p{M}\p{N}]/u.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
const SEED = 0x811c9dc5; // FNV-1a
const PRIME = 0x01000193;

/** Spreads the bits of a 32-bit number over all of it (the finalizer of MurmurHash3). */
export function spread(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Reads texts into words; one reader for many texts, its buffers used again. */
export class WordReader {
  private readonly words: Words = {
    text: '',
    count: 0,
    hashes: new Uint32Array(0),
    starts: new Int32Array(0),
    ends: new Int32Array(0),
    sentences: [],
  };
  private readonly table = foldTable();

  /**
   * The words in their normal form: NFKC, lower case, all that is not a letter, mark or digit a gap between words; Chinese,
   * Japanese, Thai and their like cut by `Intl.Segmenter`. Good until the next text is read.
   */
  read(given: string): Words {
    const text = isPlain(given) ? given : given.normalize('NFKC');
    this.makeRoom(text);
    const { table } = this;
    const { hashes, starts, ends, sentences } = this.words;
    let hash = SEED;
    let start = -1;
    let count = 0;
    for (let i = 0; i < text.length; i++) {
      const letter = table[text.charCodeAt(i)] as number;
      if (letter >= FIRST_LETTER) {
        if (start < 0) start = i;
        hash = Math.imul(hash ^ letter, PRIME);
      } else if (letter === SURROGATE && isLetterPair(text, i)) {
        if (start < 0) start = i;
        hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
      } else if (letter !== IGNORED) {
        if (start >= 0) {
          hashes[count] = hash;
          starts[count] = start;
          ends[count++] = i;
          hash = SEED;
          start = -1;
        }
        if (
          letter === STOP &&
          !((table[text.charCodeAt(i + 1)] as number) >= FIRST_LETTER) &&
          sentences[sentences.length - 1] !== count
        )
          sentences.push(count);
        if (letter !== SEGMENTED) continue;
        this.words.count = count;
        i = this.readSegmented(i) - 1;
        count = this.words.count;
      }
    }
    if (start >= 0) this.put(count++, hash, start, text.length);
    this.words.count = count;
    return this.words;
  }

  /** Reads a run without spaces that begins at `from`; answers where it ends. */
  private readSegmented(from: number): number {
    const { text } = this.words;
    let to = from;
    while (to < text.length && this.table[text.charCodeAt(to)] === SEGMENTED) to++;
    for (const { segment, index, isWordLike } of segmenter.segment(text.slice(from, to))) {
      if (!isWordLike) continue;
      let hash = SEED;
      for (let i = 0; i < segment.length; i++) hash = Math.imul(hash ^ segment.charCodeAt(i), PRIME);
      this.put(this.words.count++, hash, from + index, from + index + segment.length);
    }
    return to;
  }

  private put(at: number, hash: number, start: number, end: number): void {
    this.words.hashes[at] = hash;
    this.words.starts[at] = start;
    this.words.ends[at] = end;
  }

  /** A text has at most as many words as letters; only where scripts without spaces are in it is that reached. */
  private makeRoom(text: string): void {
    this.words.text = text;
    this.words.count = 0;
    this.words.sentences.length = 0;
    if (text.length < this.words.hashes.length) return;
    const size = Math.max(4096, text.length * 2);
    Object.assign(this.words, { hashes: new Uint32Array(size), starts: new Int32Array(size), ends: new Int32Array(size) });
  }
}

/** Whether NFKC leaves the text as it is without a look at each letter: all of it is ASCII. */
const isPlain = (text: string): boolean => !/[^\x00-\x7f]/.test(text);

const isLetterPair = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit < 0xdc00 ? isWide(text, at) : at > 0 && isWide(text, at - 1);
};
