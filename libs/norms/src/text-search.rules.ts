/** A place in a text, in UTF-16 units: the first unit, and the first one after it. */
export interface Range {
  start: number;
  end: number;
}

/** A place where words were found, and by how many inserted, deleted or changed units they differ. */
export interface Near extends Range {
  errors: number;
}

/** How many units have to be inserted, deleted or changed to make one text of the other (Levenshtein), by Myers' bit vectors. */
export function editDistance(a: string, b: string): number {
  if (a.length === 0) return b.length;
  let errors = a.length;
  const columns = new Columns(a, 1);
  for (let j = 0; j < b.length; j++) errors += columns.next(b.charCodeAt(j));
  return errors;
}

/** How alike two texts are, unit by unit, from 0 to 1. */
export function editSimilarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - editDistance(a, b) / longest;
}

/**
 * The places in a text where words are found with the fewest errors, none of them with more than `most`; in the order of the
 * text, and empty where there is none. Time grows with the text times the words, thirty-two units of which are one step.
 */
export function closestIn(text: string, words: string, most: number): Near[] {
  if (words.length === 0) return [];
  let best = Math.min(most, words.length);
  let ends: number[] = [];
  let errors = words.length;
  const columns = new Columns(words, 0);
  for (let j = 0; j < text.length; j++) {
    errors += columns.next(text.charCodeAt(j));
    if (errors < best) ends = [];
    best = Math.min(best, errors);
    if (errors === best) ends.push(j + 1);
  }
  return apart(text, words, ends, best);
}

/** The start of a match is where the words, read backwards from its end, match best; of several the shortest. */
function startOf(text: string, words: string, end: number, errors: number): number {
  const columns = new Columns(words.split('').reverse().join(''), 1);
  let present = words.length;
  const first = Math.max(0, end - words.length - errors);
  for (let j = end - 1; j >= first; j--) {
    present += columns.next(text.charCodeAt(j));
    if (present === errors) return j;
  }
  return end;
}

/** The places that end there; of those that overlap the first. */
function apart(text: string, words: string, ends: readonly number[], errors: number): Near[] {
  const kept: Near[] = [];
  for (const end of ends) {
    const free = kept.at(-1)?.end ?? 0;
    if (end - (words.length - errors) < free) continue; // it begins even before that
    const start = startOf(text, words, end, errors);
    if (start >= free) kept.push({ start, end, errors });
  }
  return kept;
}

const BITS = 32;

/**
 * The columns of the matrix of edit distances between a pattern and a text, kept as the differences down each column: Myers 1999
 * in the form of Hyyrö 2003. `top` is what each column adds in its first row: 1 compares wholes, 0 finds the pattern anywhere.
 */
class Columns {
  private readonly blocks: number;
  private readonly last: number;
  private readonly places = new Map<number, Int32Array>();
  private readonly plus: Int32Array;
  private readonly minus: Int32Array;
  private readonly none: Int32Array;

  constructor(
    pattern: string,
    private readonly top: 0 | 1,
  ) {
    this.blocks = Math.ceil(pattern.length / BITS);
    this.last = 1 << ((pattern.length - 1) % BITS);
    this.plus = new Int32Array(this.blocks).fill(-1);
    this.minus = new Int32Array(this.blocks);
    this.none = new Int32Array(this.blocks);
    for (let i = 0; i < pattern.length; i++) this.note(pattern.charCodeAt(i), i);
  }

  /** Goes on by one unit of the text and gives what the last row changes by: -1, 0 or 1. */
  next(unit: number): number {
    const hits = this.places.get(unit) ?? this.none;
    let carry: number = this.top;
    for (let b = 0; b < this.blocks; b++) carry = this.block(b, hits[b] ?? 0, carry);
    return carry;
  }

  private note(unit: number, i: number): void {
    const known = this.places.get(unit) ?? new Int32Array(this.blocks);
    known[Math.floor(i / BITS)] = (known[Math.floor(i / BITS)] ?? 0) | (1 << (i % BITS));
    this.places.set(unit, known);
  }

  private block(b: number, hits: number, carry: number): number {
    const [plus, minus] = [this.plus[b] ?? 0, this.minus[b] ?? 0];
    const diagonal = hits | minus;
    const equal = carry < 0 ? hits | 1 : hits;
    const across = (((equal & plus) + plus) ^ plus) | equal;
    let up = minus | ~(across | plus);
    let down = plus & across;
    const high = b === this.blocks - 1 ? this.last : 1 << (BITS - 1);
    const out = (up & high) !== 0 ? 1 : (down & high) !== 0 ? -1 : 0;
    up = (up << 1) | (carry > 0 ? 1 : 0);
    down = (down << 1) | (carry < 0 ? 1 : 0);
    this.plus[b] = down | ~(diagonal | up);
    this.minus[b] = up & diagonal;
    return out;
  }
}
