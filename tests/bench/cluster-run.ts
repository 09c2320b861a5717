import { closeSync, openSync, readSync } from 'node:fs';
import { ClusterBatch, type Membership } from '#comments/cluster.rules.js';

/** What a run is told: a file of texts one behind the other, and how many bytes each has. */
export interface Order {
  file: string;
  bytes: number[];
}

/** What it found and used: for each text the first of its group; time of the processor and of the clock in ms, memory in bytes. */
export interface Outcome {
  founder: number[];
  cpu: number;
  wall: number;
  memory: number;
  before: number;
}

const PAGE = 1000;
const WARM = 2000; // texts grouped before, so that compiled code is measured

/** The texts of some places, read as a page at a time is read from the database. */
class Texts {
  private readonly file: number;
  private readonly offsets: number[] = [0];

  constructor({ file, bytes }: Order) {
    this.file = openSync(file, 'r');
    for (const length of bytes) this.offsets.push((this.offsets.at(-1) ?? 0) + length);
  }

  page(from: number, to: number): string[] {
    const start = this.offsets[from] ?? 0;
    const buffer = Buffer.allocUnsafe((this.offsets[to] ?? 0) - start);
    readSync(this.file, buffer, 0, buffer.length, start);
    return Array.from({ length: to - from }, (_, i) => {
      const [a, b] = [this.offsets[from + i] ?? 0, this.offsets[from + i + 1] ?? 0];
      return buffer.toString('utf8', a - start, b - start);
    });
  }

  close(): void {
    closeSync(this.file);
  }
}

/** Groups the texts, and has the own words of all that are in a group. */
function group(texts: Texts, count: number): Membership[] {
  const batch = new ClusterBatch();
  for (let i = 0; i < count; i += PAGE)
    texts.page(i, Math.min(i + PAGE, count)).forEach((text, k) => void batch.add(i + k, text));
  const memberships = batch.cluster();
  let page: string[] = [];
  let first = -PAGE;
  for (const { comment, founder } of memberships) {
    if (comment >= first + PAGE) page = texts.page((first = comment), Math.min(comment + PAGE, count));
    batch.ownWords(founder, page[comment - first] ?? '');
  }
  return memberships;
}

/** A process of its own for each run, so that the memory it tells is that of the run. */
process.on('message', (order: Order) => {
  const texts = new Texts(order);
  const count = order.bytes.length;
  group(texts, Math.min(WARM, count));
  const before = process.resourceUsage().maxRSS * 1024;
  const [from, used] = [performance.now(), process.cpuUsage()];
  const memberships = group(texts, count);
  const { user, system } = process.cpuUsage(used);
  const wall = performance.now() - from;
  const memory = process.resourceUsage().maxRSS * 1024;
  texts.close();
  const founder = Array.from({ length: count }, (_, i) => i);
  for (const { comment, founder: first } of memberships) founder[comment] = first;
  process.send?.({ founder, cpu: (user + system) / 1000, wall, memory, before } satisfies Outcome, () => process.disconnect());
});
