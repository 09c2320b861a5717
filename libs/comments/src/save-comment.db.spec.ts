import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiError, Client } from '../../../tests/support/client.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { statementsOf } from '../../../tests/support/statements.js';
import { openRound, type OpenRound } from '../../../tests/support/stories.js';

const TEXT = 'No party uses a capability first.'; // sec_2__para_1 of the story
const ANCHOR = { eId: 'sec_2__para_1' };
const COMMENT = `comment { id revision body rationale type position change blocking tlp locale proposedText proposedChange { op text }
  anchor { eId exact prefix suffix start end } status }`;
interface Saved {
  comment: Record<string, unknown> & { id: string; revision: number };
}

describe('a draft that is saved as one types', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let author: Client;
  let round: OpenRound;
  let submissionId: string;

  const save = (comment: object, more: object = {}): Promise<Saved> =>
    author.call<Saved>(
      'saveComment',
      { submissionId, comment: { type: 'TECHNICAL', body: 'Words.', ...comment }, ...more },
      COMMENT,
    );
  const refused = (comment: object, more: object = {}): Promise<ApiError> =>
    author.refused('saveComment', { submissionId, comment: { type: 'TECHNICAL', body: 'Words.', ...comment }, ...more }, COMMENT);

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    author = await platform.person('Aut Hor');
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    round = await openRound(organizer);
    const started = await author.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: round.id },
      'submission { id }',
    );
    submissionId = started.submission.id;
  });

  it('keeps every field, shows the change word by word, and goes up by one with each change', async () => {
    const given = {
      type: 'TECHNICAL',
      body: 'Words.',
      rationale: 'Because.',
      position: 'SUPPORT_WITH_CHANGES',
      change: 'MODIFY',
      blocking: true,
      proposedText: 'No party uses such a capability first.',
      tlp: 'AMBER',
      locale: 'en',
    };
    const { comment } = await save({ ...given, attribution: 'PSEUDONYMOUS', anchor: { ...ANCHOR, exact: 'a capability' } });
    expect(comment).toEqual({
      ...given,
      id: comment.id,
      revision: 1,
      status: 'DRAFT',
      anchor: { eId: ANCHOR.eId, exact: 'a capability', prefix: null, suffix: null, start: 14, end: 26 },
      proposedChange: [
        { op: 'EQUAL', text: 'No party uses ' },
        { op: 'INSERT', text: 'such ' },
        { op: 'EQUAL', text: 'a capability first.' },
      ],
    });
    const { comment: again } = await save({ body: 'Other words.' }, { commentId: comment.id, expectedRevision: 1 });
    expect(again).toMatchObject({
      id: comment.id,
      revision: 2,
      body: 'Other words.',
      anchor: null,
      change: 'NONE',
      rationale: null,
    });
  });

  it('takes few statements, one of which does the work', async () => {
    const { comment } = await save({});
    const statements = await statementsOf(platform.db, () =>
      save({ body: 'More.', anchor: ANCHOR }, { commentId: comment.id, expectedRevision: 1 }),
    );
    const ofSaving = statements.filter((text) => !/session|account_token|staff_grant/.test(text));
    expect(ofSaving.filter((text) => /insert|update|delete/i.test(text))).toHaveLength(1);
    expect(ofSaving.length).toBeLessThanOrEqual(4); // begin, clock, save, commit
  });

  it('is saved once under one key, however often it is sent', async () => {
    const input = { submissionId, comment: { type: 'GENERAL', body: 'Once.' } };
    const query = `mutation($input: SaveCommentInput!) { saveComment(input: $input) { comment { id body revision } } }`;
    const headers = { 'idempotency-key': `k${submissionId}` };
    const first = await author.get(query, { input }, headers);
    expect(await author.get(query, { input }, headers)).toEqual(first);
    const rows = await platform.db.read('select id from comment where submission_id = $1', [submissionId]);
    expect(rows).toHaveLength(1);
  });

  it('of somebody else, or of another submission, is not there', async () => {
    const { comment } = await save({});
    const other = await openRound(organizer);
    const started = await author.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: other.id },
      'submission { id }',
    );
    const elsewhere = {
      submissionId: started.submission.id,
      commentId: comment.id,
      comment: { type: 'GENERAL', body: 'Moved.' },
    };
    expect((await author.refused('saveComment', elsewhere, COMMENT)).extensions.code).toBe('NOT_FOUND');
    const theirs = { submissionId, commentId: comment.id, comment: { type: 'GENERAL', body: 'Stolen.' } };
    expect((await organizer.refused('saveComment', theirs, COMMENT)).extensions.code).toBe('NOT_FOUND');
  });

  describe.each(['saveComment', 'submitComment'])(
    '%s: what cannot be kept is refused at its field, and nothing is stored',
    (mutation) => {
      const big = 'x'.repeat(1_000_000);
      it.each<[string, object, string]>([
        ['an empty body', { body: '' }, 'comment.body'],
        ['a blank body', { body: ' \n\t\u00a0' }, 'comment.body'],
        ['a body that cannot be seen', { body: '\u200b\u2060\ufeff' }, 'comment.body'],
        ['a body of a megabyte', { body: big }, 'comment.body'],
        ['a control character', { body: 'a\u0008b' }, 'comment.body'],
        ['NUL in the rationale', { rationale: 'a\u0000b' }, 'comment.rationale'],
        ['an unpaired surrogate', { body: 'a\ud800b' }, 'comment.body'],
        ['an unpaired surrogate in the proposal', { proposedText: '\udc00' }, 'comment.proposedText'],
        ['a change without a proposal', { change: 'MODIFY', anchor: ANCHOR }, 'comment.proposedText'],
        ['a change with a blank one', { change: 'MODIFY', proposedText: ' ', anchor: ANCHOR }, 'comment.proposedText'],
        ['a change to the text as it stands', { change: 'MODIFY', proposedText: TEXT, anchor: ANCHOR }, 'comment.proposedText'],
        [
          'the same in other white space',
          { change: 'MODIFY', proposedText: TEXT.replaceAll(' ', '  '), anchor: ANCHOR },
          'comment.proposedText',
        ],
        ['a quote that is not in the provision', { anchor: { ...ANCHOR, exact: 'any party' } }, 'comment.anchor.exact'],
        ['a quote at another place', { anchor: { ...ANCHOR, exact: 'party', start: 0, end: 5 } }, 'comment.anchor.start'],
        ['a place beyond the provision', { anchor: { ...ANCHOR, start: 0, end: 999 } }, 'comment.anchor.end'],
        ['a start without an end', { anchor: { ...ANCHOR, start: 1 } }, 'comment.anchor.start'],
        ['an end before the start', { anchor: { ...ANCHOR, start: 9, end: 3 } }, 'comment.anchor.end'],
        ['an unknown provision', { anchor: { eId: 'sec_99' } }, 'comment.anchor.eId'],
        ['a file that is not there', { attachmentIds: ['00000000-0000-7000-8000-000000000000'] }, 'comment.attachmentIds.0'],
      ])('%s', async (_what, comment, path) => {
        const rows = (): Promise<{ comments: number; events: number } | null> =>
          platform.db.readOne(
            'select (select count(*) from comment)::int as comments, (select count(*) from event)::int as events',
          );
        const before = await rows();
        const input = { type: 'GENERAL', body: 'Words.', ...comment };
        const to = mutation === 'saveComment' ? { submissionId } : { roundId: round.id };
        const error = await author.refused(mutation, { ...to, comment: input }, 'comment { id }');
        expect(error.extensions).toMatchObject({
          code: 'BAD_USER_INPUT',
          fields: [{ path, message: expect.stringMatching(/\w/) }],
        });
        expect(await rows()).toEqual(before);
      });
    },
  );

  it('tells a stale revision from what is wrong with it', async () => {
    const { comment } = await save({});
    await save({ body: 'Meanwhile.' }, { commentId: comment.id });
    const error = await refused({ body: 'Lost.' }, { commentId: comment.id, expectedRevision: 1 });
    expect(error.extensions).toMatchObject({ code: 'CONFLICT', state: 'revision 2' });
  });

  it('a comment in one step has its quote in its place too, and its receipt covers it', async () => {
    const made = await author.call<{ comment: object }>(
      'submitComment',
      { roundId: round.id, comment: { type: 'GENERAL', body: 'Words.', anchor: { ...ANCHOR, exact: 'party' } } },
      'comment { anchor { exact start end } }',
    );
    expect(made.comment).toEqual({ anchor: { exact: 'party', start: 3, end: 8 } });
  });
  it('keeps what is unfinished, in whatever field it was begun, and hands it in once it is finished', async () => {
    const unfinished = { unfinished: true };
    const { comment } = await save({ body: '' }, unfinished);
    const again = { commentId: comment.id };
    const submit = (): Promise<ApiError> => author.refused('submit', { submissionId }, 'submission { status }');
    expect(await submit()).toMatchObject({
      message: 'Comment 1 is not finished: A comment needs a text.',
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'comments.0.body' }] },
    });
    await save({ anchor: ANCHOR, change: 'MODIFY' }, { ...unfinished, ...again });
    expect((await submit()).extensions.fields).toMatchObject([{ path: 'comments.0.proposedText' }]);
    await save({ anchor: ANCHOR, change: 'MODIFY', proposedText: ` ${TEXT}` }, { ...unfinished, ...again });
    expect((await submit()).extensions.fields).toMatchObject([{ path: 'comments.0.proposedText' }]);
    const quoted = await save({ anchor: { ...ANCHOR, exact: 'no such words' } }, { ...unfinished, ...again });
    expect(quoted.comment['anchor']).toMatchObject({ exact: 'no such words', start: null });
    expect((await submit()).extensions.fields).toMatchObject([{ path: 'comments.0.anchor.exact' }]);
    const found = await save({ anchor: { ...ANCHOR, exact: 'a capability' } }, { ...unfinished, ...again });
    expect(found.comment['anchor']).toMatchObject({ exact: 'a capability', start: 14 });
    expect((await refused({ body: 'NUL \u0000' }, { ...unfinished, ...again })).extensions.code).toBe('BAD_USER_INPUT');
    expect(await author.call('submit', { submissionId }, 'submission { status }')).toEqual({
      submission: { status: 'SUBMITTED' },
    });
  });
});
