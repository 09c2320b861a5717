import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { read, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { isHeadingRow } from '#comments/table-columns.rules.js';
import { TEMPLATE_COLUMNS } from '#comments/commenting-template.rules.js';
import { readTable } from '#platform/table.reader.js';
import type { SentTable } from '#platform/table.types.js';
import { ZipReader } from '#platform/zip.reader.js';
import { COLUMNS } from '#reports/comment-table.js';
import { writeDocxTable } from '#reports/docx-table.writer.js';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';
import { openRound, type OpenRound } from '../support/stories.js';

const FIELDS = 'proposed unchanged errors { row column message } warnings { row column message } reviewCycle { id }';
const HEADINGS = TEMPLATE_COLUMNS.map(({ heading }) => heading);
const OBSERVATIONS = 7;

let platform: TestPlatform;
let organizer: Client;
let secretariat: Client;
let second: Client;
let author: Client;
let round: OpenRound;
let cycleId: string;

const COMMENTS = [
  { type: 'GENERAL', body: '=HYPERLINK("http://example.org")', anchor: null },
  {
    type: 'EDITORIAL',
    body: 'يجب ألا يستخدم أي طرف',
    anchor: { eId: 'sec_2__para_1' },
    change: 'MODIFY',
    proposedText: '各方不得首先使用 🙂',
  },
  { type: 'TECHNICAL', body: 'Two lines,\nand a rationale', rationale: 'It is <so>', anchor: { eId: 'sec_1' }, blocking: true },
  { type: 'SUBSTANTIVE', body: 'Take it out', anchor: { eId: 'sec_1__para_1' }, change: 'DELETE', tlp: 'AMBER' },
  { type: 'SUBSTANTIVE', body: 'Something rude', anchor: { eId: 'sec_2' } },
  { type: 'SUBSTANTIVE', body: 'A secret', anchor: { eId: 'sec_2' }, tlp: 'RED' },
];

beforeAll(async () => {
  platform = await TestPlatform.start();
  organizer = await platform.person('Organ Izer', 'ORGANIZER');
  secretariat = await platform.person('Secre Tary', 'SECRETARIAT');
  second = await platform.person('Second Tary', 'SECRETARIAT');
  author = await platform.person('Au Thor');
  round = await openRound(organizer);
  for (const comment of COMMENTS) await author.call('submitComment', { roundId: round.id, comment }, 'comment { id }');
  await organizer.call('closeRound', { roundId: round.id }, 'round { id }');
  await platform.db.pool.query(
    `update comment set status = 'WITHHELD', withheld_reason = 'Insulting.' where body = 'Something rude'`,
  );
  const started = await secretariat.call<{ reviewCycle: { id: string } }>(
    'startReviewCycle',
    { normId: round.normId, roundIds: [round.id] },
    'reviewCycle { id }',
  );
  cycleId = started.reviewCycle.id;
});
afterAll(() => platform.stop());

async function exported(who: Client, input: object): Promise<Buffer> {
  const { export: row } = await who.call<{ export: { id: string } }>('requestExport', { ...input } as never, 'export { id }');
  await platform.drain();
  const response = await who.fetch(`/exports/${row.id}`);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}
const table = (format: string): Promise<Buffer> =>
  exported(secretariat, { kind: 'DISPOSITIONS', format, tier: 'SECRETARIAT', reviewCycleId: cycleId });
const understood = (name: string, bytes: Buffer): Promise<SentTable> =>
  readTable({ fileName: name, bytes }, isHeadingRow({ columns: [], isKept: false }));
const cellsOf = async (): Promise<string[][]> => (await understood('t.docx', await table('DOCX'))).rows.map(({ cells }) => cells);

async function docxOf(rows: string[][]): Promise<Uint8Array<ArrayBuffer>> {
  async function* all() {
    for (const cells of rows) yield await Promise.resolve({ cells, shade: null });
  }
  const chunks: Buffer[] = [];
  const head = { date: '', document: '', project: '', marking: 'TLP:CLEAR', locale: 'en' };
  for await (const chunk of writeDocxTable(all(), () => head)) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
const withObservations = (rows: string[][], observations: Record<string, string>): string[][] =>
  rows.map((cells) => cells.map((cell, i) => (i === OBSERVATIONS ? (observations[cells[0] ?? ''] ?? cell) : cell)));
interface Imported {
  proposed: number;
  unchanged: number;
  errors: { row: number; column: string | null; message: string }[];
  warnings: { row: number; message: string }[];
}
const bringBack = async (
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  more: object = {},
  who = secretariat,
): Promise<Imported> =>
  who.call<Imported>('importDispositions', { reviewCycleId: cycleId, fileId: await who.upload(name, content), ...more }, FIELDS);
const ref = (n: number): string => `${round.reference}-${String(n).padStart(4, '0')}`;

describe('the secretariat’s table', () => {
  it('has the same rows, references and counts in each format, in document order, general first, withheld ones marked', async () => {
    const csv = parse(await table('CSV'), { bom: true, columns: true }) as Record<string, string>[];
    const xlsx = utils.sheet_to_json<Record<string, string>>(read(await table('XLSX')).Sheets['Comments'] ?? {}, { defval: '' });
    const json = JSON.parse((await table('JSON')).toString()) as { rows: Record<string, unknown>[] };
    const docx = await cellsOf();
    const expected = [1, 3, 4, 5, 6, 2].map(ref);
    expect(csv.map((row) => row['Reference'])).toEqual(expected);
    expect(xlsx.map((row) => row['Reference'])).toEqual(expected);
    expect(json.rows.map((row) => row['reference'])).toEqual(expected);
    expect(docx.map((cells) => cells[0])).toEqual(expected);
    expect(docx.map((cells) => cells[5])).toEqual([
      '=HYPERLINK("http://example.org")',
      '[blocking] Two lines,\nand a rationale\n\nRationale: It is <so>',
      '[TLP:AMBER] Take it out',
      '[withheld] Something rude',
      '[TLP:RED] (not for this table: TLP:RED)',
      'يجب ألا يستخدم أي طرف',
    ]);
    expect(docx.map((cells) => cells.slice(2, 5))).toEqual([
      ['General', '', 'ge'],
      ['1', '', 'te'],
      ['1', 'para 1', 'te'],
      ['2', '', 'te'],
      ['2', '', 'te'],
      ['2', 'para 1', 'ed'],
    ]);
    expect([csv[0]?.['Comment'], csv[3]?.['Status'], csv[3]?.['Withheld because']]).toEqual([
      `'${COMMENTS[0]?.body ?? ''}`,
      'WITHHELD',
      'Insulting.',
    ]);
    expect(json.rows[5]).toMatchObject({ proposedText: '各方不得首先使用 🙂', blocking: false, eId: 'sec_2__para_1' });
    const zip = new ZipReader(await table('DOCX'));
    expect(await zip.text('word/header1.xml')).toContain('TLP:AMBER');
    expect(await zip.text('word/document.xml')).not.toContain('A secret');
  });

  it('to the public has no confidential, withheld or unfinished word in any format', async () => {
    for (const format of ['DOCX', 'JSON']) {
      const bytes = await exported(author, { kind: 'DISPOSITIONS', format, roundId: round.id });
      const text = format === 'JSON' ? bytes.toString() : ((await new ZipReader(bytes).text('word/document.xml')) ?? '');
      expect([/secret|rude|Take it out/.test(text), text.includes('Two lines')]).toEqual([false, true]);
    }
  });

  it.each<[object, number[]]>([
    [{ types: ['TECHNICAL', 'EDITORIAL'] }, [3, 2]],
    [{ types: ['EDITORIAL'], eId: 'sec_2__para_1' }, [2]],
    [{ statuses: ['WITHHELD'] }, [5]],
    [{ search: 'rationale' }, [3]],
    [{ disposed: true }, []],
    [{ disposed: false, groups: ['INDIVIDUAL'], positions: ['NEUTRAL'] }, [1, 3, 4, 5, 6, 2]],
    [{ locale: 'fr' }, []],
    [{}, [1, 3, 4, 5, 6, 2]],
  ])('filtered by %j has those comments alone, in each form', async (filter, numbers) => {
    await platform.drain();
    const about = { kind: 'DISPOSITIONS', tier: 'SECRETARIAT', reviewCycleId: cycleId, filter };
    const form = (format: string): Promise<Buffer> => exported(secretariat, { ...about, format });
    const csv = parse(await form('CSV'), { bom: true, columns: true }) as Record<string, string>[];
    const xlsx = utils.sheet_to_json<Record<string, string>>(read(await form('XLSX')).Sheets['Comments'] ?? {}, { defval: '' });
    const json = JSON.parse((await form('JSON')).toString()) as { rows: Record<string, unknown>[] };
    const docx = await understood('t.docx', await form('DOCX'));
    const expected = numbers.map(ref);
    expect(csv.map((row) => row['Reference'])).toEqual(expected);
    expect(xlsx.map((row) => row['Reference'])).toEqual(expected);
    expect(json.rows.map((row) => row['reference'])).toEqual(expected);
    const references = docx.rows.map(({ cells }) => cells[0]);
    expect(references).toEqual(numbers.length > 0 ? expected : ['']); // a table in a document has a row at least
  });

  it('filtered for the public tells nothing by what is left out, and a filter that cannot be is refused at once', async () => {
    const rowsOf = async (filter: object): Promise<unknown[]> => {
      const bytes = await exported(author, { kind: 'COMMENTS', format: 'JSON', roundId: round.id, filter });
      return (JSON.parse(bytes.toString()) as { rows: { reference: string }[] }).rows.map(({ reference }) => reference);
    };
    expect(await rowsOf({ search: 'secret' })).toEqual([]);
    expect(await rowsOf({ statuses: ['WITHHELD'] })).toEqual([]);
    expect(await rowsOf({ types: ['SUBSTANTIVE'] })).toEqual([]);
    expect(await rowsOf({ disposed: false })).toEqual([1, 3, 2].map(ref));
    const input = { kind: 'COMMENTS', format: 'CSV', roundId: round.id, filter: { search: '  ' } };
    expect(await author.refused('requestExport', input, 'export { id }')).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'filter.search' }] },
    });
  });

  it('that cannot be made is FAILED with a plain reason, its requester is told, and it is made where somebody runs it again', async () => {
    const input = { kind: 'COMMENTS', format: 'CSV', roundId: round.id };
    const { export: row } = await author.call<{ export: { id: string } }>('requestExport', input, 'export { id }');
    const files = join(platform.platform.config.dataDir, 'files');
    await rename(files, `${files}-away`);
    await writeFile(files, 'a full disk');
    await expect(platform.drain()).rejects.toThrow();
    const event = await platform.db.readOne<{ id: string }>(
      `select id from event where action = 'export.requested' and subject_id = $1`,
      [row.id],
    );
    if (!event) throw new Error('nobody asked');
    for (let i = 0; i < 2; i++) await platform.worker.giveUp('reports.makeExport', event.id, 'ENOTDIR: not a directory');
    const seen = `query($id: ID!) { node(id: $id) { ... on Export { status error url } }
      notifications(first: 50) { nodes { kind title } } }`;
    type Told = { node: object; notifications: { nodes: { kind: string; title: string }[] } };
    await rm(files);
    await rename(`${files}-away`, files);
    const failed = await author.get<Told>(seen, { id: row.id });
    expect(failed.node).toEqual({
      status: 'FAILED',
      url: null,
      error: expect.stringMatching(/^The file could not be made.*Ask for it/),
    });
    await platform.drain();
    const made = await author.get<Told>(seen, { id: row.id });
    expect(made.node).toMatchObject({ status: 'READY', error: null });
    const titles = made.notifications.nodes.flatMap(({ kind, title }) => (kind === 'EXPORT_READY' ? title : []));
    expect([titles.includes('Your export is ready'), titles.filter((title) => title.includes('could not'))]).toEqual([
      true,
      [expect.any(String)],
    ]);
  });

  it('has every public field of a comment in it, or says here why not', async () => {
    const { __type } = await platform.anyone.get<{ __type: { fields: { name: string }[] } }>(
      '{ __type(name: "Comment") { fields { name } } }',
    );
    const inTable: Record<string, string> = {
      author: 'author',
      anchor: 'eId',
      reactions: 'agree',
      disposition: 'outcome',
      amendments: 'amended',
    };
    const names = new Set(COLUMNS.map(({ name }) => name));
    const missing = __type.fields.map(({ name }) => name).filter((name) => !names.has(inTable[name] ?? name));
    const elsewhere = ['round', 'submission', 'id', 'createdAt', 'revision', 'proposedChange']; // the file's own, or worked out from others
    const apart = [
      'replies',
      'internalNotes',
      'carried',
      'cluster',
      'coSigners',
      'attachments',
      'writtenPlace',
      'supporters',
      'flags',
      'clusterMembership',
    ]; // lists of their own
    expect(missing.filter((name) => ![...elsewhere, ...apart].includes(name))).toEqual([]);
  });
});

describe('a table that comes back with observations', () => {
  it('proposes what was written, and nothing for what was not; a second time it changes nothing', async () => {
    const rows = withObservations(await cellsOf(), {
      [ref(1)]: 'Noted.',
      [ref(2)]: 'Accepted with modifications. See\nthe new wording of 2.',
      [ref(3)]: 'Not accepted: the term is used elsewhere.',
      [ref(5)]: `Duplicate of ${ref(3)}. As there.`,
    });
    const file = await docxOf(rows);
    expect(await bringBack('table.docx', file, { dryRun: true })).toMatchObject({ proposed: 4, unchanged: 2, errors: [] });
    expect((await cellsOf()).every((cells) => cells[OBSERVATIONS] === '')).toBe(true);
    expect(await bringBack('table.docx', file)).toMatchObject({ proposed: 4, unchanged: 2, errors: [], warnings: [] });
    const json = JSON.parse((await table('JSON')).toString()) as {
      rows: { reference: string; outcome: string; response: string; dispositionStatus: string; duplicateOf: string }[];
    };
    expect(
      json.rows.map(({ reference, outcome, response, dispositionStatus }) => [reference, outcome, response, dispositionStatus]),
    ).toEqual([
      [ref(1), 'NOTED', null, 'PROPOSED'],
      [ref(3), 'NOT_ACCEPTED', 'the term is used elsewhere.', 'PROPOSED'],
      [ref(4), null, null, null],
      [ref(5), 'DUPLICATE', 'As there.', 'PROPOSED'],
      [ref(6), null, null, null],
      [ref(2), 'ACCEPTED_WITH_MODIFICATION', 'See\nthe new wording of 2.', 'PROPOSED'],
    ]);
    expect(json.rows[3]?.duplicateOf).toBe(ref(3));
    expect(await bringBack('table.docx', file)).toMatchObject({ proposed: 0, errors: [] });
    expect(await bringBack('again.docx', new Uint8Array(await table('DOCX')))).toMatchObject({
      proposed: 0,
      unchanged: 6,
      errors: [],
      warnings: [],
    });
  });

  it('as CSV and XLSX works the same, by the columns Outcome and Response', async () => {
    const records = parse(await table('CSV'), { bom: true }) as string[][];
    const [head = []] = records;
    const at = (name: string): number => head.indexOf(name);
    const changed = records.map((record) => [...record]);
    const line = changed.find((record) => record[at('Reference')] === ref(4)) as string[];
    line[at('Outcome')] = 'Deferred';
    line[at('Response')] = 'To the next version.';
    expect(await bringBack('t.csv', stringify(changed))).toMatchObject({ proposed: 1, unchanged: 5, errors: [] });
    expect(await bringBack('t.xlsx', new Uint8Array(await table('XLSX')))).toMatchObject({
      proposed: 0,
      unchanged: 6,
      errors: [],
    });
  });

  it('with anything else changed is an error by row and column, and nothing is taken', async () => {
    const rows = withObservations(await cellsOf(), { [ref(1)]: 'Accepted.' });
    (rows[1] as string[])[5] = 'Other words';
    (rows[2] as string[])[4] = 'ed';
    (rows[3] as string[])[0] = 'XX-R9-0099';
    (rows[4] as string[])[OBSERVATIONS] = 'We will see';
    (rows[5] as string[])[OBSERVATIONS] = 'Not accepted';
    const { errors, proposed } = await bringBack('t.docx', await docxOf(rows));
    expect(proposed).toBe(0);
    expect(errors.map(({ row, column }) => [row, column])).toEqual([
      [2, HEADINGS[5]],
      [3, HEADINGS[4]],
      [4, null],
      [5, HEADINGS[7]],
      [6, HEADINGS[7]],
    ]);
    expect(errors[4]?.message).toContain('needs a reason');
    expect((await cellsOf())[0]?.[OBSERVATIONS]).toBe('Noted.');
  });

  it('does not undo what somebody has answered meanwhile, and changes nothing that is confirmed', async () => {
    const before = await cellsOf();
    await second.call(
      'proposeDispositions',
      { reviewCycleId: cycleId, commentIds: [await idOf(ref(1))], outcome: 'ACCEPTED', response: 'After all.' },
      'dispositions { id }',
    );
    const stale = await bringBack('t.docx', await docxOf(before));
    expect(stale).toMatchObject({ proposed: 0, unchanged: 5, errors: [] });
    expect(stale.warnings).toMatchObject([{ row: 1, message: expect.stringContaining(ref(1)) }]);
    const { comment } = await secretariat.get<{ comment: { disposition: { id: string } } }>(
      'query($r: String!) { comment(reference: $r) { disposition { id } } }',
      { r: ref(3) },
    );
    await second.call('confirmDispositions', { dispositionIds: [comment.disposition.id] }, 'dispositions { id }');
    const { errors } = await bringBack('t.docx', await docxOf(withObservations(await cellsOf(), { [ref(3)]: 'Accepted.' })));
    expect(errors).toMatchObject([{ row: 2, message: expect.stringContaining('confirmed') }]);
  });

  it('is the secretariat’s alone to bring', async () => {
    for (const who of [organizer, author]) {
      const fileId = await who.upload('t.csv', 'x');
      expect(await who.refused('importDispositions', { reviewCycleId: cycleId, fileId }, FIELDS)).toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
    }
    const { errors } = await platform.anyone.ask(
      `mutation { importDispositions(input: { reviewCycleId: "${cycleId}", fileId: "${cycleId}" }) { proposed } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

const idOf = async (reference: string): Promise<string> =>
  (await secretariat.get<{ comment: { id: string } }>('query($r: String!) { comment(reference: $r) { id } }', { r: reference }))
    .comment.id;

describe('the template that is offered', () => {
  it.each(['DOCX', 'XLSX', 'CSV'])(
    'as %s has the provisions, is filled in, taken in, and comes out with the same words',
    async (format) => {
      const target = await openRound(organizer);
      const name = `t.${format.toLowerCase()}`;
      const template = await understood(name, await exported(author, { kind: 'COMMENT_TEMPLATE', format, roundId: target.id }));
      expect(template.rows.map(({ cells }) => cells)).toEqual([
        ['', '', 'General', '', '', '', '', ''],
        ['', '', '1', '', '', '', '', ''],
        ['', '', '1', 'para 1', '', '', '', ''],
        ['', '', '2', '', '', '', '', ''],
        ['', '', '2', 'para 1', '', '', '', ''],
      ]);
      if (format === 'DOCX')
        expect(template.head).toMatchObject({ project: target.reference, document: expect.stringMatching(/\(.+, version 1\)$/) });
      const filled = template.rows.map(({ cells }, i) =>
        i % 2
          ? cells
          : ['', String(i), cells[2] ?? '', cells[3] ?? '', 'te', `=Words ${i}\nof 各 لا 🙂`, i ? '-1 instead' : '', ''],
      );
      const { submission } = await author.call<{ submission: { id: string } }>(
        'startSubmission',
        { roundId: target.id },
        'submission { id }',
      );
      const content = format === 'DOCX' ? await docxOf(filled) : stringify([HEADINGS, ...filled]);
      const fileId = await author.upload(format === 'DOCX' ? 't.docx' : 't.csv', content);
      const taken = await author.call(
        'importComments',
        { submissionId: submission.id, fileId },
        'imported errors { row message }',
      );
      expect(taken).toEqual({ imported: 3, errors: [] });
      await author.call('submit', { submissionId: submission.id }, 'submission { id }');

      const out = await exported(secretariat, { kind: 'COMMENTS', format, tier: 'SECRETARIAT', roundId: target.id });
      const again = await openRound(organizer);
      const next = await author.call<{ submission: { id: string } }>(
        'startSubmission',
        { roundId: again.id },
        'submission { id }',
      );
      const backId = await author.upload(name, new Uint8Array(out));
      const changed = format === 'DOCX' ? await withHead(out, again) : null;
      const back = await author.call<object>(
        'importComments',
        { submissionId: next.submission.id, fileId: changed ?? backId },
        'imported errors { row column message }',
      );
      expect(back).toEqual({ imported: 3, errors: [] });
      expect(await draftsOf(again.id)).toEqual(await draftsOf(target.id));
    },
  );

  const draftsOf = (roundId: string): Promise<unknown[]> =>
    platform.db.read(
      'select place, eid, type, change, body, rationale, proposed_text, tlp, blocking from comment where round_id = $1 order by place, body',
      [roundId],
    );

  /** The same rows under the header of another round's text: an export says which text its clauses are of. */
  async function withHead(bytes: Buffer, other: OpenRound): Promise<string> {
    const { rows } = await understood('t.docx', bytes);
    const { submission } = await author.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: other.id },
      'submission { id }',
    );
    const fileId = await author.upload('t.docx', new Uint8Array(bytes));
    const refused = await author.call(
      'importComments',
      { submissionId: submission.id, fileId },
      'imported errors { row column }',
    );
    expect(refused).toEqual({ imported: 0, errors: [{ row: 1, column: 'Document' }] });
    return author.upload('t.docx', await docxOf(rows.map(({ cells }) => cells)));
  }
});

describe('the template of somebody who has begun to write here', () => {
  const DRAFTS = [
    { type: 'SUBSTANTIVE', position: 'SUPPORT', body: 'On all of it\r\nin two lines', attribution: 'PSEUDONYMOUS', locale: 'fr' },
    {
      type: 'LESSON_LEARNED',
      position: 'OPPOSE',
      body: '[sic] words',
      rationale: 'Because.',
      change: 'MODIFY',
      proposedText: 'Nobody does.',
      tlp: 'AMBER',
      blocking: true,
      anchor: { eId: 'sec_2__para_1', exact: 'a capability' },
    },
    { type: 'EDITORIAL', body: 'Take it out', change: 'DELETE', anchor: { eId: 'sec_1' } },
  ];
  const TAKEN = 'imported unchanged errors { row column message }';
  interface Taken {
    imported: number;
    unchanged: number;
    errors: { row: number; column: string | null; message: string }[];
  }
  let target: OpenRound;
  let submissionId: string;

  beforeEach(async () => {
    target = await openRound(organizer);
    const begun = await author.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: target.id },
      'submission { id }',
    );
    submissionId = begun.submission.id;
    for (const comment of DRAFTS) await author.call('saveComment', { submissionId, comment }, 'comment { id }');
  });

  const stored = (): Promise<{ id: string; body: string; revision: number }[]> =>
    platform.db.read(
      `select id, eid, quote, type, position, change, blocking, body, rationale, proposed_text, tlp, attribution, locale, revision
       from comment where submission_id = $1 order by id`,
      [submissionId],
    );
  const offered = async (format = 'DOCX', who = author, more: object = {}): Promise<string[][]> => {
    const about = { kind: 'COMMENT_TEMPLATE', format, roundId: target.id, ...more };
    return (await understood(`t.${format.toLowerCase()}`, await exported(who, about))).rows.map(({ cells }) => cells);
  };
  const back = async (rows: string[][], more: object = {}): Promise<Taken> =>
    author.call<Taken>(
      'importComments',
      { submissionId, fileId: await author.upload('t.docx', await docxOf(rows)), ...more },
      TAKEN,
    );
  const written = (rows: string[][]): string[][] => rows.filter((cells) => cells[5]);
  /** The rows with other words in the comments of one of them. */
  const changed = (rows: string[][], which: string, words: string): string[][] =>
    rows.map((cells) => cells.map((cell, i) => (i === 5 && cell.includes(which) ? cell.replace(which, words) : cell)));

  it.each(['DOCX', 'XLSX', 'CSV'])(
    'as %s has the drafts at their clauses, and brought back as it is changes nothing',
    async (format) => {
      const before = await stored();
      const rows = await offered(format);
      expect(written(rows).map((cells) => cells.slice(1))).toEqual([
        ['', 'General', '', 'te', 'On all of it\nin two lines', '', ''],
        ['', '1', '', 'ed', 'Take it out', 'Delete.', ''],
        ['', '2', 'para 1', 'ge', '[TLP:AMBER] [blocking] [sic] words\n\nRationale: Because.', 'Nobody does.', ''],
      ]);
      expect(rows.filter((cells) => !cells[5])).toHaveLength(5);
      expect(await back(rows)).toEqual({ imported: 0, unchanged: 3, errors: [] });
      expect(await stored()).toEqual(before);
    },
  );

  it('brought back changed goes into its drafts, which keep what the template has no column for; new rows are added, and nothing doubled', async () => {
    const before = await stored();
    const more = ['', '', '2', '', 'te', 'A new one', '', ''];
    const rows = [...changed(await offered(), 'words', 'other words'), more];
    expect(await back(rows, { dryRun: true })).toEqual({ imported: 2, unchanged: 2, errors: [] });
    expect(await stored()).toEqual(before);
    expect(await back(rows)).toEqual({ imported: 2, unchanged: 2, errors: [] });
    const after = await stored();
    expect(after.slice(0, 3)).toEqual(
      before.map((row) => (row.body === '[sic] words' ? { ...row, body: '[sic] other words', revision: row.revision + 1 } : row)),
    );
    expect(after.slice(3)).toMatchObject([{ body: 'A new one', eid: 'sec_2' }]);
    expect(await back(rows)).toEqual({ imported: 0, unchanged: 4, errors: [] });
    expect(await back(changed(rows, 'other', 'still other'))).toMatchObject({ imported: 1, unchanged: 3, errors: [] });
    expect((await stored()).map(({ body }) => body)).toContain('[sic] still other words');
    expect(await stored()).toHaveLength(4);
  });

  it('undoes nothing that was edited here since it was offered, by hand or by a newer table', async () => {
    const old = await offered();
    const [draft] = (await stored()).filter(({ body }) => body === 'Take it out');
    const comment = { type: 'EDITORIAL', body: 'Edited by hand', anchor: { eId: 'sec_1' } };
    await author.call('saveComment', { submissionId, commentId: draft?.id, comment }, 'comment { id }');
    const before = await stored();
    const refused = await back(changed(changed(old, 'Take it', 'Leave it'), 'words', 'others'));
    expect(refused).toMatchObject({ imported: 0, errors: [{ row: 3, message: expect.stringContaining('edited here since') }] });
    expect(await stored()).toEqual(before);
    expect(await back(changed(await offered(), 'by hand', 'in Word'))).toMatchObject({ imported: 1, unchanged: 2 });
    expect(await back(changed(old, 'Take it', 'Leave it'))).toMatchObject({ imported: 0, errors: [{ row: 3 }] });
    expect((await stored()).map(({ body }) => body)).toContain('Edited in Word');
  });

  it('with a row copied, or of a draft that was deleted or handed in, says so and takes nothing', async () => {
    const rows = await offered();
    const copied = [...rows, changed(rows, 'Take it out', 'Another thing')[2] as string[]];
    expect((await back(copied)).errors).toMatchObject([
      { row: copied.length, column: HEADINGS[0], message: expect.stringContaining('row 3 already') },
    ]);
    const [draft] = (await stored()).filter(({ body }) => body === 'Take it out');
    await author.call('deleteComment', { commentId: draft?.id }, 'submission { id }');
    expect((await back(rows)).errors).toMatchObject([{ row: 3, message: expect.stringContaining('was deleted') }]);
    await author.call('submit', { submissionId }, 'submission { id }');
    const next = await author.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: target.id },
      'submission { id }',
    );
    submissionId = next.submission.id;
    const rest = rows.filter((_, i) => i !== 2);
    expect(await back(rest)).toEqual({ imported: 0, unchanged: 2, errors: [] });
    expect((await back(changed(rest, 'words', 'others'))).errors).toMatchObject([
      { message: expect.stringContaining('was handed in does not change') },
    ]);
  });

  it('has nobody else’s drafts, and where there are several submissions those of the one that is named', async () => {
    expect(written(await offered('CSV', second))).toEqual([]);
    const about = { kind: 'COMMENT_TEMPLATE', format: 'CSV', roundId: target.id };
    for (const who of [second, organizer])
      expect(await who.refused('requestExport', { ...about, submissionId }, 'export { id }')).toMatchObject({
        extensions: { code: 'NOT_FOUND' },
      });
    const member = await platform.person(`Mem Ber ${target.reference.toLowerCase().replace(/[^a-z]/g, '')}`);
    const made = { name: `Works ${target.reference}`, group: 'INDUSTRY', region: 'GLOBAL' };
    const { organization } = await member.call<{ organization: { id: string } }>(
      'registerOrganization',
      made,
      'organization { id }',
    );
    for (const organizationId of [organization.id, null]) {
      const { submission } = await member.call<{ submission: { id: string } }>(
        'startSubmission',
        { roundId: target.id, organizationId },
        'submission { id }',
      );
      const comment = { type: 'GENERAL', body: organizationId ? 'Ours' : 'Mine' };
      await member.call('saveComment', { submissionId: submission.id, comment }, 'comment { id }');
      const named = written(await offered('CSV', member, { submissionId: submission.id }));
      expect(named.map((cells) => cells[5])).toEqual([comment.body]);
    }
    expect(written(await offered('CSV', member))).toEqual([]);
  });
});
