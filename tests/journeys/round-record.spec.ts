import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson } from '#platform/canonical-json.js';
import { checkRecord } from '#comments/round-record.reader.js';
import type { Client } from '../support/client.js';
import { brokenLinks } from '../support/chain.js';
import { TestPlatform } from '../support/platform.js';
import { leadsToRoot, mth, sha256 } from '../support/rfc9162.js';
import { openRound, type OpenRound } from '../support/stories.js';

/** Single-bit changes that are tried: a sample in the suite, `VERIFY_FLIPS=10000` for the campaign. */
const FLIPS = Number(process.env['VERIFY_FLIPS'] ?? 300);
const MINUTE = 60_000;

interface Receipt {
  number: string;
  contentHash: string;
  salt: string;
  submittedAt: string;
}
interface RecordFile {
  round: string;
  closedAt: string;
  size: number;
  merkleRoot: string;
  leaves: { receipt: string; contentHash: string; submittedAt: string }[];
  auditEntries: {
    sequence: number;
    at: string;
    action: string;
    subjectId: string;
    data: object;
    previousHash: string;
    hash: string;
  }[];
}
interface Proof {
  leafIndex: number;
  treeSize: number;
  hashes: string[];
  merkleRoot: string;
}

describe('the record of a closed round', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let authors: Client[];
  let folder: string;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    authors = await Promise.all(['One', 'Two', 'Three'].map((name) => platform.person(`Author ${name}`)));
    folder = await mkdtemp(join(tmpdir(), 'colloquy-record-'));
  });
  afterAll(async () => {
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const submit = async (author: Client, roundId: string): Promise<Receipt> => {
    const comment = { type: 'GENERAL', body: 'A word, “quoted”, with an é.' };
    const fields = 'comment { submission { receipt { number contentHash salt submittedAt } } }';
    const made = await author.call<{ comment: { submission: { receipt: Receipt } } }>(
      'submitComment',
      { roundId, comment },
      fields,
    );
    return made.comment.submission.receipt;
  };
  const recordOf = async (id: string): Promise<{ merkleRoot: string; size: number; closedAt: string } | null> =>
    (
      await platform.anyone.get<{ round: { record: never } }>(
        'query($id: ID!) { round(id: $id) { record { merkleRoot size closedAt } } }',
        { id },
      )
    ).round.record;
  const proofOf = async (receiptNumber: string): Promise<Proof | null> =>
    (
      await platform.anyone.get<{ inclusionProof: Proof | null }>(
        'query($n: String!) { inclusionProof(receiptNumber: $n) { leafIndex treeSize hashes merkleRoot } }',
        { n: receiptNumber },
      )
    ).inclusionProof;
  const fileOf = async ({ reference }: OpenRound): Promise<string> => {
    const response = await platform.anyone.fetch(`/rounds/${reference}/record.json`);
    expect(response.status).toBe(200);
    return response.text();
  };
  const check = async (content: string | Buffer): Promise<unknown> => {
    const path = join(folder, 'record.json');
    await writeFile(path, content);
    return checkRecord(path).then(
      ({ leaves, entries }) => ({ leaves, entries }),
      (error: Error) => error.message,
    );
  };

  /** A closed round with so many receipts. No worker runs and none is drained: what is read is right by the clock alone. */
  async function closedRound(n: number, settings: object = {}): Promise<{ round: OpenRound; receipts: Receipt[] }> {
    const round = await openRound(organizer, {}, settings);
    const receipts: Receipt[] = [];
    for (let i = 0; i < n; i++) receipts.push(await submit(authors[i % authors.length] as Client, round.id));
    expect([await recordOf(round.id), await proofOf(receipts[0]?.number ?? '')]).toEqual([null, null]);
    expect((await platform.anyone.fetch(`/rounds/${round.reference}/record.json`)).status).toBe(404);
    await organizer.call('closeRound', { roundId: round.id }, 'round { status }');
    return { round, receipts };
  }

  it('has a leaf for every receipt, and the root is the tree of RFC 9162 over them; every receipt has its proof', async () => {
    const { round, receipts } = await closedRound(7);
    const record = await recordOf(round.id);
    const data = receipts.map(({ contentHash }) => Buffer.from(contentHash, 'hex'));
    const root = mth(data);
    expect(record).toMatchObject({ size: 7, merkleRoot: root.toString('hex') });
    for (const [i, { number }] of receipts.entries()) {
      const proof = (await proofOf(number)) as Proof;
      expect(proof).toMatchObject({ leafIndex: i, treeSize: 7, merkleRoot: root.toString('hex') });
      const path = proof.hashes.map((hash) => Buffer.from(hash, 'hex'));
      expect(leadsToRoot(sha256(Buffer.of(0), data[i] as Buffer), i, 7, path, root)).toBe(true);
    }
    expect(await proofOf(`${round.reference}-S9999`)).toBeNull();
  });

  it('is a file that anyone can check: hashes, root and log follow from what is in it', async () => {
    const { round, receipts } = await closedRound(5);
    const text = await fileOf(round);
    const file = JSON.parse(text) as RecordFile;
    expect(file).toMatchObject({ round: round.reference, size: 5, ...((await recordOf(round.id)) as object) });
    expect(file.leaves).toEqual(
      receipts.map(({ number: receipt, contentHash, submittedAt }) => ({ receipt, contentHash, submittedAt })),
    );
    const actions = file.auditEntries.map(({ action }) => action);
    const receipted = receipts.map(() => 'submission.submitted');
    expect(actions).toEqual(['round.created', 'round.opened', ...receipted, 'round.closed', 'round.sealed']);
    for (const { previousHash, hash, ...facts } of file.auditEntries) {
      const { sequence, at, action, subjectId, data } = facts;
      const made = createHash('sha256')
        .update(Buffer.from(previousHash, 'hex'))
        .update(canonicalJson({ sequence, at, action, subjectId, data }));
      expect(made.digest('hex')).toBe(hash);
    }
    expect(await check(text)).toEqual({ leaves: 5, entries: 9 });
    expect(await check(JSON.stringify(file, null, 1))).toEqual({ leaves: 5, entries: 9 });
    expect(await brokenLinks(platform.db)).toEqual([]);
  });

  it('says nothing of people, drafts or how many comments a receipt is for', async () => {
    const { round } = await closedRound(2);
    const text = await fileOf(round);
    expect(text).not.toMatch(/author|salt|"comments"|saved|started/i);
  });

  it('of a round without a submission is the tree of nothing', async () => {
    const round = await openRound(organizer);
    await organizer.call('closeRound', { roundId: round.id }, 'round { status }');
    expect(await recordOf(round.id)).toMatchObject({ size: 0, merkleRoot: mth([]).toString('hex') });
    expect(await check(await fileOf(round))).toEqual({ leaves: 0, entries: 4 });
  });

  it('is fixed when the grace is over: what was begun before and came within it is in, what came late is told apart', async () => {
    const round = await openRound(organizer, { closesInMs: MINUTE }, { graceMinutes: 10, latePolicy: 'ACCEPT_MARKED' });
    const [first, second, third] = authors as [Client, Client, Client];
    const inTime = await submit(first, round.id);
    const begun = await second.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: round.id },
      'submission { id }',
    );
    const draft = { submissionId: begun.submission.id };
    await second.call('saveComment', { ...draft, comment: { type: 'GENERAL', body: 'Begun in time.' } }, 'comment { id }');
    platform.setClock(2 * MINUTE);
    expect(await recordOf(round.id)).toBeNull();
    const late = await submit(third, round.id);
    const { submission } = await second.call<{ submission: { receipt: Receipt } }>(
      'submit',
      draft,
      'submission { receipt { number contentHash } }',
    );
    platform.setClock(12 * MINUTE);
    const leaves = [inTime, submission.receipt].map(({ contentHash }) => Buffer.from(contentHash, 'hex'));
    expect(await recordOf(round.id)).toMatchObject({ size: 2, merkleRoot: mth(leaves).toString('hex') });
    expect(await proofOf(late.number)).toBeNull();
    const later = await submit(third, round.id);
    platform.setClock(0);
    const text = await fileOf(round);
    const told = (JSON.parse(text) as RecordFile).auditEntries.filter(({ data }) => (data as { late?: boolean }).late);
    expect(told.map(({ data }) => (data as { receipt: string }).receipt)).toEqual([late.number, later.number]);
    expect(await check(text)).toMatchObject({ leaves: 2 });
  });

  it('lets nothing in behind the seal, and does not change, whoever writes', async () => {
    const { round } = await closedRound(1);
    await recordOf(round.id);
    const behind = platform.db.pool.query(
      `insert into submission (id, round_id, account_id, status, created_at, submitted_at, receipt_number, content_hash)
       select gen_random_uuid(), round_id, account_id, 'SUBMITTED', created_at, submitted_at, receipt_number || '9', content_hash
       from submission where round_id = $1`,
      [round.id],
    );
    await expect(behind).rejects.toThrow(/sealed/);
    const change = platform.db.pool.query('update round_record set size = 2 where round_id = $1', [round.id]);
    await expect(change).rejects.toThrow(/fixed/);
  });

  it('is made once, however many ask for it at once', async () => {
    const { round } = await closedRound(3);
    const records = await Promise.all(Array.from({ length: 8 }, () => recordOf(round.id)));
    expect(new Set(records.map((record) => record?.merkleRoot)).size).toBe(1);
    const told = await platform.db.read(`select 1 from event where action = 'round.sealed' and round_id = $1`, [round.id]);
    expect(told).toHaveLength(1);
  });

  it('that was changed in a single bit, whichever, does not verify', async () => {
    const { round } = await closedRound(3);
    const whole = Buffer.from(await fileOf(round));
    const passed: number[] = [];
    for (let i = 0; i < FLIPS; i++) {
      const bit = FLIPS >= whole.length * 8 ? i % (whole.length * 8) : Math.floor(Math.random() * whole.length * 8);
      const changed = Buffer.from(whole);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (typeof (await check(changed)) !== 'string') passed.push(bit);
    }
    expect(passed).toEqual([]);
  });

  it.each<[string, (file: RecordFile) => void, RegExp]>([
    [
      'a leaf with another hash',
      (file) => Object.assign(file.leaves[1] ?? {}, { contentHash: '0'.repeat(64) }),
      /S0002 has another contentHash/,
    ],
    [
      'a leaf with another instant',
      (file) => Object.assign(file.leaves[2] ?? {}, { submittedAt: file.closedAt }),
      /S0003 has another submittedAt/,
    ],
    ['a leaf too few', (file) => file.leaves.pop(), /no leaf for the receipt .*S0003/],
    [
      'a leaf too many',
      (file) => file.leaves.push({ ...(file.leaves[2] as RecordFile['leaves'][0]), receipt: `${file.round}-S0009` }),
      /size: it says 3, there are 4/,
    ],
    ['two leaves in each other’s place', (file) => file.leaves.reverse(), /leaf 1 .*order/],
    [
      'an entry of other content',
      (file) => Object.assign(file.auditEntries[1]?.data ?? {}, { reason: 'Another.' }),
      /entry 1 \(number \d+, round.opened\)/,
    ],
    ['another closing time', (file) => Object.assign(file, { closedAt: '2026-01-01T00:00:00.000Z' }), /^closedAt/],
    ['no sealing', (file) => file.auditEntries.pop(), /round.sealed/],
  ])('with %s is told by its place', async (_what, tamper, message) => {
    const { round } = await closedRound(3);
    const file = JSON.parse(await fileOf(round)) as RecordFile;
    tamper(file);
    expect(await check(JSON.stringify(file))).toMatch(message);
  });

  it('is checked by the command line, which needs no database, and ends with 1 at the first fault', async () => {
    const { round } = await closedRound(2);
    const text = await fileOf(round);
    const verify = async (content: string): Promise<{ code: number; out: string }> => {
      await writeFile(join(folder, 'cli.json'), content);
      const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: '' };
      const ran = promisify(execFile)('node', ['dist/apps/cli/src/main.js', 'verify', join(folder, 'cli.json')], { env });
      return ran.then(
        ({ stdout }) => ({ code: 0, out: stdout }),
        (error: { code: number; stderr: string }) => ({ code: error.code, out: error.stderr }),
      );
    };
    expect(await verify(text)).toMatchObject({ code: 0, out: expect.stringContaining('2 receipts') as unknown });
    expect(await verify(text.replace('round.opened', 'round.opaned'))).toMatchObject({
      code: 1,
      out: expect.stringContaining('entry 1') as unknown,
    });
  });
});
