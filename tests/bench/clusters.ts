import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { joinAlike } from '#comments/cluster-join.rules.js';
import { ShingleReader } from '#comments/cluster-shingles.rules.js';
import type { Order, Outcome } from './cluster-run.js';

const SAMPLES = 600;
const MANY = 200_000; // comments, beyond which two runs have to do, and nothing is computed plainly beside them

interface Row {
  text: string;
  /** The letter that the comment was made from; empty where it was made from none. */
  campaign: string;
}

/** The rule as plainly as can be, to hold the quick code against: words as strings, every pair counted. */
function plainShingles(text: string): Set<string> {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (words.length < 3) return new Set(words.length > 0 ? [words.join(' ')] : []);
  return new Set(words.slice(2).map((_, i) => `${words[i]} ${words[i + 1]} ${words[i + 2]}`));
}

/** For some comments, spread over all, those with an exact Jaccard similarity of 0.6 or more. */
function exactNeighbours(rows: Row[], every: (row: Row) => boolean): Map<number, number[]> {
  const chosen = rows.flatMap((row, i) => (every(row) ? [i] : []));
  const step = Math.max(1, Math.floor(chosen.length / SAMPLES));
  const samples = chosen.filter((_, i) => i % step === 0);
  const sets = samples.map((i) => plainShingles(rows[i]?.text ?? ''));
  const holders = new Map<string, number[]>();
  for (const [s, set] of sets.entries()) for (const shingle of set) holders.set(shingle, [...(holders.get(shingle) ?? []), s]);
  const found = new Map<number, number[]>(samples.map((i) => [i, []]));
  for (const [i, row] of rows.entries()) {
    const set = plainShingles(row.text);
    const shared = new Map<number, number>();
    for (const shingle of set) for (const s of holders.get(shingle) ?? []) shared.set(s, (shared.get(s) ?? 0) + 1);
    for (const [s, count] of shared) {
      const sample = samples[s] as number;
      const union = set.size + (sets[s]?.size ?? 0) - count;
      if (sample !== i && count / union >= 0.6) found.get(sample)?.push(i);
    }
  }
  return found;
}

/** The groups of the first pass alone. */
function firstPass(rows: Row[]): Int32Array {
  const reader = new ShingleReader();
  const lists = rows.map(({ text }) => {
    const { set, count } = reader.read(text);
    return set.slice(0, count);
  });
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => (starts[i + 1] = (starts[i] as number) + list.length));
  const tokens = new Uint32Array(starts[lists.length] as number);
  lists.forEach((list, i) => tokens.set(list, starts[i]));
  return joinAlike({ tokens, starts, count: lists.length }).label;
}

function printAccuracy(rows: Row[]): Map<number, number[]> {
  const label = firstPass(rows);
  const neighbours = exactNeighbours(rows, ({ campaign }) => campaign !== '');
  const others = exactNeighbours(rows, ({ campaign }) => campaign === '');
  const pairs = [...neighbours, ...others].flatMap(([i, near]) => near.map((j) => label[i] === label[j]));
  const joined = new Map<number, number>();
  label.forEach((own) => joined.set(own, (joined.get(own) ?? 0) + 1));
  const inGroups = [...neighbours, ...others].filter(([i]) => (joined.get(label[i] as number) ?? 0) > 1);
  const right = inGroups.filter(([, near]) => near.length > 0).length;
  const recall = pairs.filter(Boolean).length / pairs.length;
  console.log(`  exact pairs of ${neighbours.size + others.size} comments: ${pairs.length}, recall ${recall.toFixed(5)}`);
  console.log(
    `  joined comments with an exact neighbour: ${right} of ${inGroups.length}, precision ${(right / inGroups.length).toFixed(5)}`,
  );
  return neighbours;
}

/** Pairs of planted campaigns; letters that exact similarity joins are one campaign, whatever they are called. */
function printCampaigns(rows: Row[], founder: number[], neighbours: Map<number, number[]>): void {
  const name = new Map(rows.map(({ campaign }) => [campaign, campaign]));
  const rename = (from: string, to: string): void => name.forEach((value, key) => void (value === from && name.set(key, to)));
  for (const [i, near] of neighbours) {
    const own = name.get(rows[i]?.campaign ?? '') ?? '';
    for (const other of new Set(near.map((j) => name.get(rows[j]?.campaign ?? '') ?? ''))) if (other !== '') rename(other, own);
  }
  const pairsIn = (keys: string[]): number => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  };
  const planted = rows.flatMap((row, i) => (row.campaign === '' ? [] : [i]));
  const nameOf = (i: number): string => name.get(rows[i]?.campaign ?? '') ?? '';
  const both = pairsIn(planted.map((i) => `${nameOf(i)} ${founder[i]}`));
  const strangers = rows.flatMap((row, i) => (row.campaign === '' ? [String(founder[i])] : []));
  const found = pairsIn(founder.map(String)) - pairsIn(strangers);
  const [precision, recall] = [both / found, both / pairsIn(planted.map(nameOf))];
  const f1 = (2 * precision * recall) / (precision + recall);
  console.log(`  planted campaigns: precision ${precision.toFixed(5)}, recall ${recall.toFixed(5)}, F1 ${f1.toFixed(5)}`);
}

/** Groups the texts in a process of its own. */
async function groupApart(order: Order): Promise<Outcome> {
  const child = fork(new URL('./cluster-run.js', import.meta.url), { execArgv: ['--max-old-space-size=8000'] });
  child.send(order);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('The run ended before it was done.')));
  const [outcome] = (await Promise.race([once(child, 'message'), ended])) as [Outcome];
  return outcome;
}

/** Processor time and wall clock of the very `gzip -6` on the same bytes, in ms. */
function gzip(file: string): { cpu: number; wall: number } {
  const script = `TIMEFORMAT='%U %S %R'; time gzip -6 -c "$0" > /dev/null`;
  const [user = 0, system = 0, wall = 0] = execFileSync('bash', ['-c', `{ ${script}; } 2>&1`, file], { encoding: 'utf8' })
    .trim()
    .split(/\s+/)
    .map((seconds) => Number(seconds) * 1000);
  return { cpu: user + system, wall };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Groups a file's comments and compresses them in turn, several times where they are few; tells the medians. */
async function measure(rows: Row[], folder: string): Promise<{ founder: number[]; each: number }> {
  const file = join(folder, `${rows.length}.txt`);
  const texts = rows.map(({ text }) => Buffer.from(`${text}\n`));
  await writeFile(file, texts);
  const order = { file, bytes: texts.map(({ length }) => length) };
  const [zips, runs]: [ReturnType<typeof gzip>[], Outcome[]] = [[], []];
  for (let i = 0; i < (rows.length > MANY ? 2 : 5); i++) {
    zips.push(gzip(file));
    runs.push(await groupApart(order));
  }
  const [own, zip] = [median(runs.map(({ cpu }) => cpu)), median(zips.map(({ cpu }) => cpu))];
  const size = texts.reduce((sum, { length }) => sum + length, 0);
  const [most, before] = [median(runs.map(({ memory }) => memory)), median(runs.map((run) => run.before))];
  const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  console.log(`${rows.length} comments, ${mb(size)}; peak RSS ${mb(most)}, of which ${mb(before)} before the first comment`);
  console.log(
    `  grouped, own words included: processor ${own.toFixed(0)} ms, wall ${median(runs.map(({ wall }) => wall)).toFixed(0)} ms; ` +
      `gzip -6: processor ${zip.toFixed(0)} ms, wall ${median(zips.map(({ wall }) => wall)).toFixed(0)} ms; ratio ${(own / zip).toFixed(2)}`,
  );
  return { founder: runs[0]?.founder ?? [], each: own / rows.length };
}

/** Groups the comments of each file (CSV with the columns `text` and `campaign`), beside `gzip -6` of the same bytes. */
export async function run(files: readonly string[]): Promise<void> {
  if (files.length === 0) throw new Error('Name CSV files with the columns text and campaign, the smallest first.');
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-clusters-'));
  let first: number | null = null;
  for (const file of files) {
    const rows: Row[] = [];
    for await (const row of createReadStream(file).pipe(parse({ columns: true }))) rows.push(row as Row);
    const { founder, each } = await measure(rows, folder);
    if (first) console.log(`  growth: ${(each / first).toFixed(2)} × linear`);
    first ??= each;
    if (rows.length <= MANY) printCampaigns(rows, founder, printAccuracy(rows)); // beyond, the plain computation takes too long
  }
  await rm(folder, { recursive: true });
}
