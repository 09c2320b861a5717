import { execFileSync, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { chainHash, GENESIS } from '#platform/event-chain.js';
import { leafHash, MerkleTree } from '#comments/merkle.js';

const ROUND = 'NORM-2026-R1';
const BEGIN = Date.UTC(2026, 0, 5);
const CLOSED = new Date(BEGIN + 40 * 86_400_000).toISOString();
const LATE = 3; // places by which some entries of the log come after those of higher receipts, as commits do

const receiptOf = (i: number): string => `${ROUND}-S${String(i + 1).padStart(4, '0')}`;
const hashOf = (i: number): string => createHash('sha256').update(`receipt ${i}`).digest('hex');
const timeOf = (i: number): string => new Date(BEGIN + i * 7).toISOString();
const uuidOf = (i: number): string => `01900000-0000-7000-8000-${i.toString(16).padStart(12, '0')}`;

/** `record.json` of a round with so many receipts, line by line as the platform writes it. */
function* recordOf(receipts: number): Generator<string> {
  const tree = new MerkleTree();
  for (let i = 0; i < receipts; i++) tree.add(leafHash(Buffer.from(hashOf(i), 'hex')));
  const header = { round: ROUND, closedAt: CLOSED, size: receipts, merkleRoot: tree.root.toString('hex') };
  yield `${JSON.stringify(header).slice(0, -1)},"leaves":[\n`;
  for (let i = 0; i < receipts; i++)
    yield `${i > 0 ? ',\n' : ''}${JSON.stringify({ receipt: receiptOf(i), contentHash: hashOf(i), submittedAt: timeOf(i) })}`;
  yield '\n],"auditEntries":[\n';
  yield* entriesOf(receipts, header);
  yield '\n]}\n';
}

function* entriesOf(receipts: number, { size, merkleRoot }: { size: number; merkleRoot: string }): Generator<string> {
  let previous: Buffer = GENESIS;
  for (let n = 0; n <= receipts; n++) {
    const i = n % 10 < LATE && n - (n % 10) + LATE <= receipts ? n - (n % 10) + LATE - 1 - (n % 10) : n; // some in turned order
    const submitted = { receipt: receiptOf(i), contentHash: hashOf(i), submittedAt: timeOf(i), late: false };
    const data = n < receipts ? submitted : { reference: ROUND, closedAt: CLOSED, size, merkleRoot };
    const action = n < receipts ? 'submission.submitted' : 'round.sealed';
    const entry = { sequence: n + 1, at: n < receipts ? timeOf(n) : CLOSED, action, subjectId: uuidOf(n), data };
    const hash = chainHash(previous, entry as never);
    yield `${n > 0 ? ',\n' : ''}${JSON.stringify({ ...entry, previousHash: previous.toString('hex'), hash: hash.toString('hex') })}`;
    previous = hash;
  }
}

/** Turns one digit of the file's last receipt in the log. */
async function spoil(path: string, receipts: number): Promise<void> {
  const file = await open(path, 'r+');
  const { size } = await file.stat();
  const tail = Buffer.alloc(4000);
  await file.read(tail, 0, tail.length, size - tail.length);
  const at = tail.indexOf(hashOf(receipts - 1));
  await file.write(tail[at] === 0x30 ? '1' : '0', size - tail.length + at);
  await file.close();
}

async function verifyApart(path: string): Promise<void> {
  const child = fork(new URL('./verify-run.js', import.meta.url));
  child.send(path);
  const [told] = (await once(child, 'message')) as [{ code: number; wall: number; cpu: number; memory: number }];
  const [wall, cpu] = [(told.wall / 1000).toFixed(1), (told.cpu / 1000).toFixed(1)];
  console.log(`  exit ${told.code} after ${wall} s (processor ${cpu} s), peak RSS ${(told.memory / 1e6).toFixed(0)} MB`);
}

/** Verifies the record of a round with so many receipts, and the same with one digit of its last receipt turned, by the command itself. */
export async function run([entries = '1000000']: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-verify-'));
  const path = join(folder, 'record.json');
  const receipts = Number(entries);
  await pipeline(Readable.from(recordOf(receipts)), createWriteStream(path));
  console.log(
    `record.json of ${receipts} receipts and ${receipts + 1} entries, ${((await stat(path)).size / 1e6).toFixed(0)} MB`,
  );
  const from = performance.now();
  execFileSync('sha256sum', [path]);
  console.log(`  sha256sum of the file beside it: ${((performance.now() - from) / 1000).toFixed(1)} s`);
  await verifyApart(path);
  await spoil(path, receipts);
  await verifyApart(path);
  await rm(folder, { recursive: true });
}
