import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { read, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { type ApiClient } from '../../apps/cli/src/demo/api-client.js';
import {
  answerNistComments,
  openNistRound,
  type StoryComment,
  type StoryRound,
  submitNistComments,
} from '../../apps/cli/src/demo/nist-story.js';
import { DEMO_PEOPLE } from '../../apps/cli/src/demo/people.js';
import { demo } from '../../apps/cli/src/demo/stage.js';
import { TestStage } from '../support/stage.js';

const HOUR = 3_600_000;

/** The file itself, read here and not by the code under test. */
const CSV = parse(readFileSync('apps/cli/demo/nist-sp800-63b/comments.csv'), { columns: true }) as Record<string, string>[];
const having = (column: string, ...values: string[]): number => CSV.filter((row) => values.includes(row[column] ?? '')).length;

/** Names of the file that stand for nobody in particular; all others are organizations, some under two names. */
const NOBODY = ['', 'N/A', '(not given)', '2 (Researcher)'];
const ALIASES: Record<string, string> = { IRS: 'Internal Revenue Service' };
const organizations = new Set(
  CSV.map((row) => row['organisation'] ?? '')
    .filter((name) => !NOBODY.includes(name))
    .map((name) => ALIASES[name] ?? name),
);
const individuals = CSV.filter((row) => NOBODY.includes(row['organisation'] ?? '')).length;

describe('the whole loop on a real draft and the real comments on it', () => {
  let stage: TestStage;
  let organizer: ApiClient;
  let secretariat: ApiClient;
  let round: StoryRound;
  let comments: StoryComment[];
  let result: { cycleId: string; versionId: string };

  beforeAll(async () => {
    stage = await TestStage.open(DEMO_PEOPLE);
    organizer = await stage.as(demo('organizer'));
    secretariat = await stage.as(demo('secretariat'));
  });
  afterAll(() => stage.end());

  const roundFields = async <T>(fields: string, client = organizer): Promise<T> =>
    (await client.get<{ round: T }>(`query($id: ID!) { round(id: $id) { ${fields} } }`, { id: round.roundId })).round;

  it('1. imports the public draft into a tree of provisions and freezes it', async () => {
    const now = Date.now();
    round = await openNistRound(stage, { opensAt: new Date(now + HOUR), closesAt: new Date(now + 2 * HOUR) });
    const eIds = round.provisions.map((provision) => provision.eId);
    expect(eIds).toEqual(expect.arrayContaining(['sec_5-1-1-2', 'sec_5-1-1-2__para_8', 'sec_4-2-3', 'app_A-2']));
    expect(new Set(eIds).size).toBe(eIds.length);
    const update = stage.platform.db.write.bind(stage.platform.db);
    const system = stage.systemCtx();
    await expect(
      update(system, (tx) => tx.query(`update provision set text = 'slipped in' where version_id = $1`, [round.versionId])),
    ).rejects.toThrow(/does not change/);
    await expect(
      update(system, (tx) => tx.query('delete from provision where version_id = $1', [round.versionId])),
    ).rejects.toThrow(/does not change/);
  });

  it('2. has a round that opens by itself at its instant, with no worker in between', async () => {
    expect(await roundFields('status')).toEqual({ status: 'SCHEDULED' });
    stage.moveClock(HOUR - 30_000);
    expect(await roundFields('status')).toEqual({ status: 'SCHEDULED' });
    stage.moveClock(HOUR + 1000);
    expect(await roundFields('status')).toEqual({ status: 'OPEN' });
  });

  it('3. takes every comment of the file, each with a receipt, anchored where its reference leads somewhere', async () => {
    comments = await submitNistComments(stage, round);
    expect(comments).toHaveLength(CSV.length);
    const { participation } = await roundFields<{
      participation: Record<string, number> & { byGroup: { key: string; comments: number }[] };
    }>('participation { comments submissions organizations byGroup { key comments } }', secretariat);
    expect(participation).toMatchObject({
      comments: CSV.length,
      organizations: organizations.size,
      submissions: organizations.size + individuals,
    });
    const groups = participation.byGroup.filter(({ comments: n }) => n > 0).map(({ key }) => key);
    expect(groups).toEqual(['GOVERNMENT', 'INDUSTRY', 'ACADEMIA', 'INDIVIDUAL']);
    const receipts = await stage.platform.db.read<{ receiptNumber: string; contentHash: string }>(
      'select receipt_number, content_hash from submission',
    );
    expect(receipts).toHaveLength(organizations.size + individuals);
    expect(new Set(receipts.map((receipt) => receipt.receiptNumber)).size).toBe(receipts.length);
    const unanchored = comments.filter(({ eId }) => eId === null).map(({ row }) => Number(row.issue));
    expect(unanchored.sort((a, b) => a - b)).toEqual([271, 539, 634, 1028, 1378]); // read by hand: their references lead nowhere
  });

  it('4. closes by itself; the closing has a summary made and those concerned told, once each', async () => {
    stage.moveClock(2 * HOUR + 1000);
    expect(await roundFields('status')).toEqual({ status: 'CLOSED' });
    const refused = await stage.as(demo('individual')).then((client) =>
      client
        .get('mutation($input: SubmitCommentInput!) { submitComment(input: $input) { comment { id } } }', {
          input: { roundId: round.roundId, comment: { type: 'GENERAL', body: 'late' } },
        })
        .catch((error: Error) => error),
    );
    expect(String(refused)).toContain('closed');
    await stage.passInstants();
    await stage.platform.drain();
    const { summaries } = await roundFields<{
      summaries: {
        status: string;
        method: string;
        coverage: Record<string, number>;
        participation: { comments: number };
        provisions: { eId: string; points: { citations: { reference: string }[] }[] }[];
      }[];
    }>(
      'summaries { status method coverage { comments cited listed withheldFromText } participation { comments } provisions { eId points { text citations { reference } } } }',
      secretariat,
    );
    expect(summaries).toHaveLength(1);
    expect(summaries[0]).toMatchObject({
      status: 'READY',
      participation: { comments: CSV.length },
      coverage: { comments: CSV.length },
    });
    const { cited = 0, listed = 0, withheldFromText = 0 } = summaries[0]?.coverage ?? {};
    expect(cited + listed + withheldFromText).toBe(CSV.length);
    expect(summaries[0]?.provisions.flatMap(({ points }) => points).every(({ citations }) => citations.length > 0)).toBe(true);
    const closing = await stage.mails(/^Closed: /);
    expect(closing).toHaveLength(organizations.size + individuals + 3); // and the organizer and the secretariat
    expect(new Set(closing.map((mail) => mail.to)).size).toBe(closing.length);
    expect(await stage.mails(/^Received: /)).toHaveLength(organizations.size + individuals);
  });

  it('5. answers every comment as the file says, by four eyes, and makes the next version of what was accepted', async () => {
    result = await answerNistComments(stage, round, comments);
    await stage.platform.drain();
    const outcomes = await stage.platform.db.read<{ outcome: string; n: number }>(
      'select outcome, count(*)::int as n from disposition group by outcome',
    );
    const tally = Object.fromEntries(outcomes.map(({ outcome, n }) => [outcome, n]));
    expect(tally).toEqual({
      ACCEPTED: having('disposition', 'accepted'),
      ACCEPTED_WITH_MODIFICATION: having('disposition', 'partially_accepted'),
      NOT_ACCEPTED: having('disposition', 'declined'),
      NOTED: having('disposition', 'noted', ''),
      DUPLICATE: having('disposition', 'duplicate'),
      DEFERRED: having('disposition', 'deferred'),
    });
    const version = await organizer.get<{
      node: { number: number; status: string; provision: { text: string; origins: { comments: { reference: string }[] }[] } };
    }>(
      'query($id: ID!) { node(id: $id) { ... on NormVersion { number status provision(eId: "sec_5-2-3__para_1") { text origins { comments { reference } } } } } }',
      { id: result.versionId },
    );
    expect(version.node).toMatchObject({ number: 2, status: 'PUBLISHED' });
    const source = comments.find(({ row }) => row.issue === '854');
    expect(version.node.provision.origins.flatMap((amendment) => amendment.comments)).toContainEqual({
      reference: source?.reference,
    });
    const letters = await stage.mails(/^\[TLP:\w+\] Your comments were answered/);
    expect(letters).toHaveLength(organizations.size + individuals);
    expect(new Set(letters.map((mail) => mail.to)).size).toBe(letters.length);
    for (const { reference } of comments) expect(letters.filter((mail) => mail.text.includes(`${reference}:`))).toHaveLength(1);
  });

  it('lets anyone follow a comment to the words it changed, and back', async () => {
    const source = comments.find(({ row }) => row.issue === '854');
    const { comment } = await stage.anyone.get<{ comment: object }>(
      'query($reference: String!) { comment(reference: $reference) { anchor { eId } disposition { outcome status } amendments { eId op } } }',
      { reference: source?.reference },
    );
    expect(comment).toEqual({
      anchor: { eId: 'sec_5-2-3__para_1' },
      disposition: { outcome: 'ACCEPTED', status: 'CONFIRMED' },
      amendments: [{ eId: 'sec_5-2-3__para_1', op: 'REPLACE' }],
    });
  });

  it('6. exports the comments with their dispositions as CSV and XLSX, the same rows in both', async () => {
    const exportAs = (format: 'CSV' | 'XLSX'): Promise<Buffer> =>
      stage.exportOf(secretariat, { kind: 'DISPOSITIONS', format, tier: 'SECRETARIAT', roundId: round.roundId });
    const csv = parse(await exportAs('CSV'), { bom: true }) as string[][];
    const book = read(await exportAs('XLSX'));
    const xlsx = utils.sheet_to_json<string[]>(book.Sheets['Comments'] ?? {}, { header: 1, defval: '', raw: false });
    expect(csv).toHaveLength(CSV.length + 1);
    expect(xlsx.map((row) => row.map((cell) => String(cell).replace(/\r\n/g, '\n')))).toEqual(
      csv.map((row) => row.map((cell) => cell.replace(/^'(?=\s*[=+\-@])/, '').replace(/\r\n/g, '\n'))),
    );
    const outcomeAt = csv[0]?.indexOf('Outcome') ?? -1;
    expect(csv.filter((row) => row[outcomeAt] === 'NOT_ACCEPTED')).toHaveLength(having('disposition', 'declined'));
    const bodyAt = csv[0]?.indexOf('Comment') ?? -1;
    for (const row of CSV.filter(({ comment }) => comment))
      expect(csv.some((line) => line[bodyAt]?.replace(/^'/, '') === row['comment']?.trim())).toBe(true);
  });

  it('leaves a log that tells the whole story, in order and chained without a gap', async () => {
    const entries = await stage.logOf(round.normId);
    const story = entries.map((entry) => entry.action).filter((action) => /^(norm|norm_version|round|review)\./.test(action));
    expect(story).toEqual([
      'norm.created',
      'norm_version.created',
      'norm_version.published',
      'round.created',
      'round.scheduled',
      'round.opened',
      'round.closed',
      'round.in_review',
      'review.started',
      'norm_version.created',
      'review.drafted',
      'norm_version.superseded',
      'norm_version.published',
      'round.concluded',
      'review.concluded',
    ]);
    expect(await stage.brokenLinks()).toEqual([]);
  });
});
