import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { utils, write } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { importComments } from '../../apps/cli/src/import-comments.command.js';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';
import { openRound, type OpenRound } from '../support/stories.js';

interface Result {
  imported: number;
  unchanged: number;
  errors: { row: number; column: string | null; message: string }[];
  warnings: { row: number; column: string | null; message: string }[];
  submission: { id: string; revision: number; comments: Draft[] };
}
interface Draft {
  id: string;
  type: string;
  change: string;
  body: string;
  proposedText: string | null;
  anchor: { eId: string } | null;
  writtenPlace: { rowId: string | null; clause: string; paragraph: string | null; line: string | null } | null;
}
const FIELDS = `imported unchanged errors { row column message } warnings { row column message } submission { id revision comments {
  id type change body proposedText anchor { eId } writtenPlace { rowId clause paragraph line } } }`;
const ISO = [
  'MB/NC ¹',
  'Line number (e.g. 17)',
  'Clause/Subclause (e.g. 3.1)',
  'Paragraph/Figure/Table (e.g. Table 1)',
  'Type of comment ²',
  'Comments',
  'Proposed change',
  'Observations of the secretariat',
];

const csvOf = (rows: string[][]): string => stringify(rows);
function xlsxOf(rows: unknown[][], change: (sheet: Record<string, unknown>) => void = () => undefined): Uint8Array<ArrayBuffer> {
  const sheet = utils.aoa_to_sheet(rows);
  change(sheet);
  return new Uint8Array(
    write({ SheetNames: ['Sheet 1'], Sheets: { 'Sheet 1': sheet } }, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer,
  );
}

let platform: TestPlatform;
let organizer: Client;
let author: Client;

beforeAll(async () => {
  platform = await TestPlatform.start();
  organizer = await platform.person('Organ Izer', 'ORGANIZER');
  author = await platform.person('Au Thor');
});
afterAll(() => platform.stop());

async function begin(round: OpenRound, who = author): Promise<string> {
  const { submission } = await who.call<{ submission: { id: string } }>(
    'startSubmission',
    { roundId: round.id },
    'submission { id }',
  );
  return submission.id;
}
async function importFile(
  submissionId: string,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  more: object = {},
): Promise<Result> {
  return author.call<Result>('importComments', { submissionId, fileId: await author.upload(name, content), ...more }, FIELDS);
}
async function refusal(submissionId: string, name: string, content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const fileId = await author.upload(name, content);
  const error = await author.refused('importComments', { submissionId, fileId }, FIELDS);
  expect([error.extensions.code, error.extensions.fields?.[0]?.path]).toEqual(['BAD_USER_INPUT', 'fileId']);
  return error.message;
}

describe('a table of comments that is taken in', () => {
  const good = (i: number): string[] => [
    `FR-${String(i).padStart(3, '0')}`,
    String(i),
    i % 2 ? '1' : '2',
    i % 3 ? '' : 'para 1',
    ['ge', 'te', 'ed'][i % 3] ?? '',
    `Comment ${i}`,
    i % 4 ? '' : `Words ${i}`,
    '',
  ];

  it('of 120 rows with 5 faults names each by row and column, and saves nothing; corrected it is 120 drafts, and uploaded again still 120', async () => {
    const submissionId = await begin(await openRound(organizer));
    const rows = Array.from({ length: 120 }, (_, i) => good(i + 1));
    const faulty = rows.map((row) => [...row]);
    Object.assign(faulty[3] as string[], { 2: '7.4' });
    Object.assign(faulty[10] as string[], { 4: 'xx' });
    Object.assign(faulty[59] as string[], { 5: '' });
    Object.assign(faulty[60] as string[], { 0: 'FR-001' });
    Object.assign(faulty[119] as string[], { 7: 'Accepted.' });
    const refused = await importFile(submissionId, 'table.csv', csvOf([ISO, ...faulty]));
    expect(refused).toMatchObject({ imported: 0, submission: { revision: 1, comments: [] } });
    expect(refused.errors.map(({ row, column }) => [row, column])).toEqual([
      [5, ISO[2]],
      [12, ISO[4]],
      [61, ISO[5]],
      [62, ISO[0]],
      [121, ISO[7]],
    ]);
    expect(refused.errors[0]?.message).toContain('The draft has no clause that "7.4" names.');

    const dry = await importFile(submissionId, 'table.csv', csvOf([ISO, ...rows]), { dryRun: true });
    expect(dry).toMatchObject({ imported: 120, errors: [], submission: { revision: 1, comments: [] } });
    const taken = await importFile(submissionId, 'table.csv', csvOf([ISO, ...rows]));
    expect(taken).toMatchObject({ imported: 120, unchanged: 0, errors: [], submission: { revision: 2 } });
    const { comments } = taken.submission;
    expect(comments).toHaveLength(120);
    for (const { body, anchor, type, writtenPlace } of comments) {
      const i = Number(body.replace('Comment ', ''));
      const division = i % 2 ? 'sec_1' : 'sec_2';
      expect(anchor?.eId).toBe(i % 3 ? division : `${division}__para_1`);
      expect(type).toBe(['GENERAL', 'TECHNICAL', 'EDITORIAL'][i % 3]);
      expect(writtenPlace).toMatchObject({ rowId: good(i)[0], line: String(i) });
    }
    const again = await importFile(submissionId, 'other-name.csv', csvOf([ISO, ...rows]));
    expect(again).toMatchObject({ imported: 0, unchanged: 120, errors: [], submission: { revision: 2 } });
    expect(again.submission.comments).toHaveLength(120);
    const asWorkbook = await importFile(submissionId, 'table.xlsx', xlsxOf([ISO, ...rows]));
    expect(asWorkbook).toMatchObject({ imported: 0, unchanged: 120 });
  });

  it('writes a corrected row over the earlier one of its number, but over nothing that was edited here', async () => {
    const submissionId = await begin(await openRound(organizer));
    const first = await importFile(submissionId, 'a.csv', csvOf([ISO, good(1), good(2)]));
    const changed = (i: number): string[] => good(i).map((cell, column) => (column === 5 ? 'Other words' : cell));
    const second = await importFile(submissionId, 'a.csv', csvOf([ISO, changed(1), good(2)]));
    expect(second).toMatchObject({ imported: 1, unchanged: 1 });
    expect(second.submission.comments.map(({ body }) => body).sort()).toEqual(['Comment 2', 'Other words']);
    const edited = first.submission.comments.find(({ body }) => body === 'Comment 2');
    const comment = { type: 'EDITORIAL', body: 'Edited by hand' };
    await author.call('saveComment', { submissionId, commentId: edited?.id, comment }, 'comment { id }');
    const third = await importFile(submissionId, 'a.csv', csvOf([ISO, changed(1), changed(2)]));
    expect(third).toMatchObject({ imported: 0, errors: [{ row: 3, message: expect.stringContaining('edited here') }] });
  });

  it('counts the same row twice in one file as two comments, both found again', async () => {
    const submissionId = await begin(await openRound(organizer));
    const row = ['', '', '1', '', 'te', 'The same twice', '', ''];
    expect(await importFile(submissionId, 'a.csv', csvOf([ISO, row, row]))).toMatchObject({ imported: 2 });
    expect(await importFile(submissionId, 'a.csv', csvOf([ISO, row, row, row]))).toMatchObject({ imported: 1, unchanged: 2 });
  });

  it('leaves out rows that nobody wrote in, and takes general comments to the whole draft', async () => {
    const submissionId = await begin(await openRound(organizer));
    const rows = [
      ['', '', '1', '', '', '', '', ''],
      ['', '', 'General', '', 'ge', 'On all of it', '', ''],
      ['', '', '', '', '', '', '', ''],
    ];
    const { submission } = await importFile(submissionId, 'a.csv', csvOf([ISO, ...rows]));
    expect(submission.comments).toMatchObject([{ body: 'On all of it', anchor: null, type: 'GENERAL' }]);
  });

  it('is anybody else’s business', async () => {
    const submissionId = await begin(await openRound(organizer));
    const stranger = await platform.person('Stran Ger');
    const fileId = await stranger.upload('a.csv', csvOf([ISO, good(1)]));
    expect(await stranger.refused('importComments', { submissionId, fileId }, FIELDS)).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    const own = await begin(await openRound(organizer), stranger);
    const theirs = await author.upload('a.csv', csvOf([ISO, good(1)]));
    expect(await stranger.refused('importComments', { submissionId: own, fileId: theirs }, FIELDS)).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });
});

it('an organization’s own columns are kept when it says so, for its next files alone, and stand in the way of no template', async () => {
  const round = await openRound(organizer);
  const made = { name: `Works ${round.reference}`, group: 'INDUSTRY', region: 'GLOBAL' };
  await author.call('registerOrganization', made, 'organization { id }');
  const mine = 'query { viewer { memberships { organization { id name } } } }';
  const { viewer } = await author.get<{ viewer: { memberships: { organization: { id: string; name: string } }[] } }>(mine);
  const organizationId = viewer.memberships.find(({ organization }) => organization.name === made.name)?.organization.id;
  const start = (input: object): Promise<{ submission: { id: string } }> =>
    author.call('startSubmission', { roundId: round.id, ...input }, 'submission { id }');
  const [ours, alone] = [await start({ organizationId }), await start({ organizationId: null })];
  const columns = [
    { heading: 'Stelle', field: 'CLAUSE' },
    { heading: 'Einwand', field: 'COMMENT' },
  ];
  const file = (words: string): string =>
    csvOf([
      ['Stelle (Nr.)', 'EINWAND'],
      ['1', words],
    ]);
  const take = (id: string, content: string, more: object = {}): Promise<Result> => importFile(id, 'a.csv', content, more);
  expect(await refusal(ours.submission.id, 'a.csv', file('One'))).toMatch(/headings/);
  await take(ours.submission.id, file('One'), { columns, keepColumns: true, dryRun: true });
  expect(await refusal(ours.submission.id, 'a.csv', file('One'))).toMatch(/headings/); // a dry run keeps nothing
  expect(await take(ours.submission.id, file('One'), { columns, keepColumns: true })).toMatchObject({ imported: 1, errors: [] });
  expect(await take(ours.submission.id, file('Two'))).toMatchObject({ imported: 1, errors: [] });
  expect(await take(ours.submission.id, csvOf([ISO, ['', '', '2', '', 'te', 'Three', '', '']]))).toMatchObject({ imported: 1 });
  expect(await refusal(alone.submission.id, 'a.csv', file('One'))).toMatch(/headings/);
});

describe('the command line', () => {
  it('takes a table into the draft of an account, and says row by row what is to be put right', async () => {
    const round = await openRound(organizer);
    const { config, db } = platform.platform;
    const row = await db.readOne<{ email: string }>(`select email from account where display_name = 'Au Thor'`);
    const options = { round: round.reference, as: row?.email ?? '' };
    const folder = await mkdtemp(join(tmpdir(), 'colloquy-table-'));
    const run = async (rows: string[][], more: object = {}): Promise<number> => {
      await writeFile(join(folder, 'table.csv'), csvOf([ISO, ...rows]));
      return importComments(config, config.databaseUrl ?? '', join(folder, 'table.csv'), { ...options, ...more });
    };
    const comment = ['', '', '1', '', 'te', 'By the command line', '', ''];
    const said: string[] = [];
    const [log, error] = [jest.spyOn(console, 'log'), jest.spyOn(console, 'error')];
    for (const spy of [log, error]) spy.mockImplementation((line: string) => void said.push(line));
    try {
      expect(await run([comment, ['', '', '9.9', '', 'te', 'Nowhere', '', '']])).toBe(1);
      expect([await run([comment], { dryRun: true }), await run([comment]), await run([comment])]).toEqual([0, 0, 0]);
      await expect(run([comment], { as: 'nobody@example.org' })).rejects.toThrow('no such account');
    } finally {
      log.mockRestore();
      error.mockRestore();
      await rm(folder, { recursive: true });
    }
    expect(said).toEqual([
      expect.stringMatching(/^row 3, Clause.*no clause that "9.9" names/),
      '1 to put right first; nothing was imported.',
      '1 would be imported, 0 were there before.',
      '1 were imported, 0 were there before.',
      '0 were imported, 1 were there before.',
    ]);
    expect(await db.read(`select body from comment where round_id = $1`, [round.id])).toEqual([{ body: 'By the command line' }]);
  });
});

describe('a file that cannot be a table of comments', () => {
  let submissionId: string;
  beforeAll(async () => {
    submissionId = await begin(await openRound(organizer));
  });

  it.each<[string, string, () => string | Uint8Array<ArrayBuffer>, RegExp]>([
    ['of another kind', 'table.odt', () => 'x', /DOCX, XLSX and CSV/],
    ['that is not what its name says', 'table.docx', () => csvOf([ISO]), /not a document of the kind/],
    [
      'without headings',
      'table.csv',
      () =>
        csvOf([
          ['a', 'b'],
          ['1', '2'],
        ]),
      /headings/,
    ],
    ['of broken quotes', 'table.csv', () => `${csvOf([ISO])}"open`, /quote/],
    ['that is not UTF-8', 'table.csv', () => new Uint8Array([...Buffer.from(csvOf([ISO])), 0xe9, 0x0a]), /UTF-8/],
    ['of 50,001 rows', 'table.csv', () => csvOf([ISO]) + '"",,1,,te,A,,\r\n'.repeat(50_001), /50,000 rows/],
  ])('%s is refused with the reason', async (_what, name, content, reason) =>
    expect(await refusal(submissionId, name, content())).toMatch(reason),
  );

  it('with a column missing says which, and with merged cells, formulas and dates where', async () => {
    const without = await importFile(
      submissionId,
      'a.csv',
      csvOf([ISO.filter((_, i) => i !== 5), ['FR-001', '', '1', '', 'te', '', '']]),
    );
    expect(without.errors[0]).toMatchObject({ row: 1, message: expect.stringContaining('comments') });
    const row = ['', '', '1', '', 'te', 'A comment', '', ''];
    const book = xlsxOf([['Some title'], ISO, row, row, row, row], (sheet) => {
      sheet['!merges'] = [utils.decode_range('A1:H1'), utils.decode_range('F3:F4')];
      sheet['G5'] = { t: 'n', f: 'SUM(1,2)', v: 3 };
      sheet['C6'] = { t: 'd', v: new Date(Date.UTC(2026, 0, 5)), z: 'd.m' };
    });
    const { errors } = await importFile(submissionId, 'a.xlsx', book);
    expect(errors.map((error) => [error.row, error.column, error.message.split('.')[0]])).toEqual([
      [3, ISO[5], 'The cell is merged with others'],
      [5, ISO[6], 'There is a formula in the cell'],
      [6, ISO[2], 'The cell has become a date'],
    ]);
  });
});

describe('a row that cannot be a comment', () => {
  const OWN = [
    'Reference',
    'Provision',
    'Quoted words',
    'Type',
    'Position',
    'Requested change',
    'Comment',
    'Proposed text',
    'TLP',
  ];
  const iso = (cells: Partial<Record<number, string>>): string[] =>
    Array.from({ length: 8 }, (_, i) => cells[i] ?? ['', '', '2', 'para 1', 'te', 'Words', '', ''][i] ?? '');
  const own = (cells: Partial<Record<number, string>>): string[] =>
    Array.from({ length: 9 }, (_, i) => cells[i] ?? ['', 'sec_2__para_1', '', 'EDITORIAL', '', 'NONE', 'Words', '', ''][i] ?? '');
  let submissionId: string;
  const drafts = (): Promise<unknown> =>
    author.get(
      'query($id: ID!) { node(id: $id) { ... on Submission { revision comments { id body revision anchor { eId exact } } } } }',
      {
        id: submissionId,
      },
    );

  beforeAll(async () => {
    submissionId = await begin(await openRound(organizer));
    const comment = { type: 'GENERAL', body: 'Typed here.', anchor: { eId: 'sec_2__para_1', exact: 'a capability' } };
    await author.call('saveComment', { submissionId, comment }, 'comment { id }');
  });

  it.each<[string, string[], string[], string, RegExp]>([
    ['with a blank comment', ISO, iso({ 5: '\u00a0\n', 6: 'Words' }), 'Comments', /needs a text/],
    ['with a comment that cannot be seen', ISO, iso({ 5: '\u200b\u2060', 6: 'Words' }), 'Comments', /needs a text/],
    ['with a comment of a megabyte', ISO, iso({ 5: 'x'.repeat(1_000_000) }), 'Comments', /50000 characters/],
    ['with a proposal of a megabyte', ISO, iso({ 6: 'x'.repeat(1_000_000) }), 'Proposed change', /100000 characters/],
    ['with a control character', ISO, iso({ 5: 'a\u0008b' }), 'Comments', /control characters/],
    ['with a control character in the clause', ISO, iso({ 2: '2\u0007' }), 'Clause', /control characters/],
    ['with the text as it stands', ISO, iso({ 6: 'No party  uses a capability first.' }), 'Proposed change', /text as it stands/],
    ['with a clause that the draft does not have', ISO, iso({ 2: '2.7', 3: '' }), 'Clause', /no clause/],
    ['with a type that is none', ISO, iso({ 4: 'ge/te' }), 'Type', /no type/],
    ['with observations', ISO, iso({ 7: 'Accepted' }), 'Observations', /secretariat/],
    ['with a quote that is not there', OWN, own({ 2: 'any party' }), 'Quoted words', /does not have these words/],
    ['with a quote that is there twice', OWN, own({ 2: 'a' }), 'Quoted words', /\d times/],
    ['with a provision that is not there', OWN, own({ 1: 'sec_99' }), 'Provision', /no provision/],
    ['with a change without words', OWN, own({ 5: 'MODIFY' }), 'Proposed text', /as you would have it/],
    ['with a position that is none', OWN, own({ 4: 'FURIOUS' }), 'Position', /is none of/],
    ['with a marking that is none', OWN, own({ 8: 'TLP:PINK' }), 'TLP', /no marking/],
  ])(
    '%s is told by row and heading; nothing is saved, and what was typed is there',
    async (_what, headings, row, column, reason) => {
      const before = await drafts();
      const fine = headings === ISO ? iso({}) : own({});
      const { imported, errors } = await importFile(submissionId, 'a.csv', csvOf([headings, fine, row, fine]));
      expect([imported, errors]).toEqual([
        0,
        [{ row: 3, column: expect.stringContaining(column), message: expect.stringMatching(reason) }],
      ]);
      expect(await drafts()).toEqual(before);
    },
  );

  it.each([
    ['a control character', 'a_x0008_b'],
    ['half of a character', 'a_xD83D_b'],
  ])('of a workbook with %s is told so', async (_what, text) => {
    const before = await drafts();
    const book = xlsxOf([ISO, iso({}), iso({ 5: text })]);
    const { imported, errors } = await importFile(submissionId, 'a.xlsx', book);
    expect([imported, errors]).toEqual([0, [{ row: 3, column: ISO[5], message: expect.stringMatching(/halves of characters/) }]]);
    expect(await drafts()).toEqual(before);
  });

  it('does not lose its author’s drafts, nor does a session that ends, or the round', async () => {
    const round = await openRound(organizer);
    const late = await platform.person('La Te');
    const own = await begin(round, late);
    await late.call('saveComment', { submissionId: own, comment: { type: 'GENERAL', body: 'Not sent.' } }, 'comment { id }');
    await late.get('mutation { signOut { ok } }');
    const fileId = await author.upload('a.csv', csvOf([ISO, iso({})]));
    expect(await late.refused('importComments', { submissionId: own, fileId }, FIELDS)).toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
    await organizer.call('closeRound', { roundId: round.id }, 'round { id }');
    const back = await platform.anyone.signIn('la.te@people.test', 'a long enough test password');
    expect(
      await back.get('query($id: ID!) { mySubmissions(roundId: $id) { status comments { body } } }', { id: round.id }),
    ).toEqual({
      mySubmissions: [{ status: 'DRAFT', comments: [{ body: 'Not sent.' }] }],
    });
  });
});

describe('the real comments on NIST SP 800-63-3', () => {
  const CSV = readFileSync('tests/fixtures/nist-sp800-63-3/comments.csv', 'utf8');
  type Row = Record<'issue' | 'document' | 'reference' | 'comment' | 'suggested_change', string>;
  const rows = parse(CSV, { columns: true }) as Row[];
  const dirty: Row[] = [
    { reference: 'Line 417-422' },
    { reference: '[blank]' },
    { document: '800-63A', reference: '5.1.3.2' },
    { document: '800-63-3, 800-63B', reference: '5.1.3.2' },
  ].map((more) => ({ issue: 'x', document: '63B', comment: 'Words', suggested_change: '', ...more }));
  const fileOf = (sent: Row[]): string =>
    stringify(
      sent.map((row) => ({ ...rows[0], ...row })),
      { header: true },
    );
  let round: OpenRound;

  beforeAll(async () => {
    const { norm } = await organizer.call<{ norm: { id: string } }>('createNorm', { title: 'SP 800-63B' }, 'norm { id }');
    const fileId = await organizer.upload('draft.md', readFileSync('apps/cli/demo/nist-sp800-63b/draft-2017-01-30.md', 'utf8'));
    const { version } = await organizer.call<{ version: { id: string } }>(
      'importNormVersion',
      { normId: norm.id, fileId, label: 'Draft' },
      'version { id }',
    );
    await organizer.call('publishNormVersion', { versionId: version.id }, 'version { id }');
    const made = await organizer.call<{ round: { id: string } }>(
      'createRound',
      { versionId: version.id, title: 'Comments', reference: 'NIST-R1' },
      'round { id }',
    );
    await organizer.call('openRound', { roundId: made.round.id }, 'round { id }');
    round = { id: made.round.id, reference: 'NIST-R1', normId: norm.id, versionId: version.id };
  });

  it('are read by the preset, and anchored to no clause that they do not name: what cannot be resolved says so, and nothing is saved', async () => {
    const submissionId = await begin(round);
    const sent = [...rows, ...dirty];
    const fileId = await author.upload('comments.csv', fileOf(sent));
    const fields = `columns { heading field } ${FIELDS}`;
    const refused = await author.call<Result & { columns: object[] }>('importComments', { submissionId, fileId }, fields);
    expect(refused).toMatchObject({ imported: 0, submission: { revision: 1, comments: [] } });
    expect(refused.columns).toEqual([
      { heading: 'organisation', field: 'MEMBER_BODY' },
      { heading: 'document', field: 'DOCUMENT' },
      { heading: 'reference', field: 'CLAUSE' },
      { heading: 'comment', field: 'COMMENT' },
      { heading: 'suggested_change', field: 'PROPOSED_CHANGE' },
    ]);
    const told = (column: string): Row[] =>
      refused.errors.filter((error) => error.column === column).map(({ row }) => sent[row - 2] as Row);
    expect(told('reference').map(({ reference }) => reference)).toEqual(UNRESOLVED);
    const written = sent.filter((row) => row.comment.trim() || row.suggested_change.trim());
    const elsewhere = written.filter(({ document }) => /\d/.test(document) && !/^(?:800-)?63B$|^800-63-?3B$/.test(document));
    expect(told('document').filter(({ document }) => document !== '800-63-3B')).toEqual(elsewhere);
    expect(told('comment')).toEqual(written.filter(({ comment }) => !comment.trim()));
  });

  it('are taken on the whole draft where their place cannot be told and the caller wants it so, with the place in their text', async () => {
    const submissionId = await begin(round);
    const sent = [...rows.filter(({ comment }) => comment.trim()), ...dirty];
    const anyhow = { unresolved: 'WHOLE_DRAFT' };
    const taken = await importFile(submissionId, 'comments.csv', fileOf(sent), anyhow);
    expect(taken).toMatchObject({ imported: sent.length, errors: [] });
    const { comments } = taken.submission;
    for (const { anchor, writtenPlace, body } of comments) {
      const clause = writtenPlace?.clause ?? '';
      if (anchor === null) {
        expect(body.startsWith('[') || /general|all/i.test(clause)).toBe(true);
        continue;
      }
      expect(clause).toContain(
        anchor.eId
          .replace(/__para_.*$/, '')
          .replace(/^[a-z]+_/, '')
          .replaceAll('-', '.'),
      );
      const from = sent.filter(({ comment, reference }) => comment === body && reference.trim() === clause);
      expect(from.map(({ document }) => document)).toEqual([expect.stringMatching(/^(?:800-)?63B$|^$/)]);
    }
    const anchored = comments.filter(({ anchor }) => anchor);
    expect([anchored.length, taken.warnings.length]).toEqual([ANCHORED, comments.length - anchored.length]);
    expect(comments.map(({ body }) => body)).toContain('[800-63A, 5.1.3.2] Words');
    const again = await importFile(submissionId, 'comments.csv', fileOf(sent), anyhow);
    expect(again).toMatchObject({ imported: 0, unchanged: sent.length });
  });
});

it('a table of the Codex is read by its own headings, types of translation and all, and its faults are told by them', async () => {
  const CODEX = ['Section', 'para nber', 'sentence/row/indent', 'Type', 'Proposed rewording', 'Explanation', 'Country'];
  const rows = [
    ['1', '1', '2nd sentence', 'Translation', 'Una capacidad', 'Not the usual word', 'Spain'],
    ['2', '', '', 'Substantive', '', 'Too strong', 'ES'],
    ['General', '', '', 'General', '', 'We thank the drafters', 'ES'],
  ];
  const submissionId = await begin(await openRound(organizer));
  const faulty = [...rows, ['2.4', '', '', 'Editorial', '', 'Nowhere', 'ES'], ['1', '', '', 'Political', '', 'No type', 'ES']];
  const { errors } = await importFile(submissionId, 'codex.csv', csvOf([CODEX, ...faulty]));
  expect(errors.map(({ row, column }) => [row, column])).toEqual([
    [5, 'Section'],
    [6, 'Type'],
  ]);
  const { submission } = await importFile(submissionId, 'codex.csv', csvOf([CODEX, ...rows]));
  const read = submission.comments.map(({ anchor, type, body, proposedText }) => [anchor?.eId, type, body, proposedText]);
  expect(read).toHaveLength(3);
  expect(read).toEqual(
    expect.arrayContaining([
      ['sec_1__para_1', 'TRANSLATION', 'Not the usual word', 'Una capacidad'],
      ['sec_2', 'SUBSTANTIVE', 'Too strong', null],
      [undefined, 'GENERAL', 'We thank the drafters', null],
    ]),
  );
});

/** What people wrote of 63B that is no one clause of it. */
const UNRESOLVED = [
  'Section  - Biometrics (KI Ref: KI/ADG#29)',
  'Appendix A: Strength of Memorized Secrets, A.3. Complexity, A.4. Randomly-chosen Secrets,A.5. Summary',
  'Sections 4.x.3 (3 times)',
  expect.stringMatching(/^Section 4\.1\.1 [^]+Section 4\.3\.1/),
  '',
  'Line 417-422',
  '[blank]',
];

/** Of the comments with a text, those on 63B alone whose reference names one clause of it: as `reference.rules.spec.ts` reads them. */
const ANCHORED = 23;
