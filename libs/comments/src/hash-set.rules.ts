/** A set of 32-bit numbers that is emptied at no cost and used again; far quicker than `Set` for many small sets in a row. */
export class HashSet {
  private keys: Uint32Array;
  private stamps: Uint32Array;
  private mask: number;
  private stamp = 1;
  private held = 0;

  /** Makes room for half of `capacity`, a power of two; more is made when it is needed. */
  constructor(capacity = 1024) {
    this.keys = new Uint32Array(capacity);
    this.stamps = new Uint32Array(capacity);
    this.mask = capacity - 1;
  }

  get size(): number {
    return this.held;
  }

  clear(): void {
    this.held = 0;
    if (++this.stamp === 0x1_0000_0000) this.stamps.fill((this.stamp = 1) - 1);
  }

  has(key: number): boolean {
    const { keys, stamps, mask, stamp } = this;
    let at = key & mask;
    while (stamps[at] === stamp) {
      if (keys[at] === key) return true;
      at = (at + 1) & mask;
    }
    return false;
  }

  /** Puts the number in; false where it was in already. */
  add(key: number): boolean {
    if (this.held * 2 >= this.keys.length) this.grow();
    const { keys, stamps, mask, stamp } = this;
    let at = key & mask;
    while (stamps[at] === stamp) {
      if (keys[at] === key) return false;
      at = (at + 1) & mask;
    }
    stamps[at] = stamp;
    keys[at] = key;
    this.held++;
    return true;
  }

  private grow(): void {
    const { keys, stamps, stamp } = this;
    this.keys = new Uint32Array(keys.length * 2);
    this.stamps = new Uint32Array(keys.length * 2);
    this.mask = this.keys.length - 1;
    this.held = 0;
    for (let i = 0; i < keys.length; i++) if (stamps[i] === stamp) this.add(keys[i] as number);
  }
}

/** Counts of 32-bit numbers; emptied at no cost and used again. */
export class HashCounter {
  private keys: Uint32Array;
  private stamps: Uint32Array;
  private counts: Uint32Array;
  private filled: Uint32Array;
  private mask: number;
  private stamp = 1;
  private held = 0;

  constructor(capacity = 4096) {
    this.keys = new Uint32Array(capacity);
    this.stamps = new Uint32Array(capacity);
    this.counts = new Uint32Array(capacity);
    this.filled = new Uint32Array(capacity / 2);
    this.mask = capacity - 1;
  }

  clear(): void {
    this.held = 0;
    this.stamp++;
  }

  get(key: number): number {
    const { keys, stamps, mask, stamp } = this;
    let at = key & mask;
    while (stamps[at] === stamp) {
      if (keys[at] === key) return this.counts[at] as number;
      at = (at + 1) & mask;
    }
    return 0;
  }

  add(key: number, by: number): void {
    if (this.held * 2 >= this.keys.length) this.grow();
    const { keys, stamps, counts, mask, stamp } = this;
    let at = key & mask;
    while (stamps[at] === stamp) {
      if (keys[at] === key) {
        (counts[at] as number) += by;
        return;
      }
      at = (at + 1) & mask;
    }
    stamps[at] = stamp;
    keys[at] = key;
    counts[at] = by;
    this.filled[this.held++] = at;
  }

  forEach(visit: (key: number, count: number) => void): void {
    for (let i = 0; i < this.held; i++) {
      const at = this.filled[i] as number;
      visit(this.keys[at] as number, this.counts[at] as number);
    }
  }

  private grow(): void {
    const { keys, counts, filled, held } = this;
    this.keys = new Uint32Array(keys.length * 2);
    this.stamps = new Uint32Array(keys.length * 2);
    this.counts = new Uint32Array(keys.length * 2);
    this.filled = new Uint32Array(keys.length);
    this.mask = this.keys.length - 1;
    this.held = 0;
    for (let i = 0; i < held; i++) this.add(keys[filled[i] as number] as number, counts[filled[i] as number] as number);
  }
}
