import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';
import { openRound } from '../support/stories.js';

const MINUTE = 60_000;

describe('bad input gets a code, a remedy, and leaves nothing half-done', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let stakeholder: Client;
  let round: { id: string; normId: string; versionId: string; reference: string };

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    stakeholder = await platform.person('Stella Holder');
    round = await openRound(organizer);
  });
  afterAll(() => platform.stop());

  const count = async (table: string): Promise<number> =>
    Number((await platform.db.readOne<{ n: string }>(`select count(*) as n from ${table}`))?.n);
  const comment = (more: object = {}): Record<string, unknown> => ({
    roundId: round.id,
    comment: { type: 'GENERAL', body: 'A word.', ...more },
  });

  describe('a draft', () => {
    const importing = async (fileName: string, content: string | Uint8Array<ArrayBuffer>) => {
      const fileId = await organizer.upload(fileName, content);
      return organizer.refused('importNormVersion', { normId: round.normId, fileId, label: 'bad' }, 'version { id }');
    };

    it.each([
      ['empty', 'draft.md', ''],
      ['of white space', 'draft.md', ' \n\n '],
      ['that is not UTF-8', 'draft.md', new Uint8Array([0xff, 0xfe, 0x41])],
      ['of a kind that cannot be read, whatever it is called', 'draft.md', '\u0001\u0000\u0003 and on'],
      ['with an entity bomb', 'draft.md', '<!DOCTYPE a [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><a>&b;</a>'],
      ['nested too deep', 'draft.txt', `<?xml version="1.0"?>${'<a>'.repeat(100_000)}`],
    ])('%s is refused, and no version is made', async (_what, fileName, content) => {
      const before = await count('norm_version');
      const error = await importing(fileName, content);
      expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'fileId' }] });
      expect(error.message.length).toBeGreaterThan(20);
      expect(await count('norm_version')).toBe(before);
    });

    it('that is a program under another name is refused on the way in, and not kept', async () => {
      const before = await count('file');
      const { status, body } = await organizer.tryUpload('draft.md', 'MZ\u0090\u0000\u0003');
      expect(status).toBe(415);
      expect(body).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'file' }] });
      expect(await count('file')).toBe(before);
    });

    it('of more than 10 MB is refused on the way in, and not kept', async () => {
      const before = await count('file');
      const { status, body } = await organizer.tryUpload('draft.md', 'a'.repeat(10 * 1024 * 1024 + 1));
      expect(status).toBe(413);
      expect(body).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
      expect(await count('file')).toBe(before);
    });
  });

  describe('a comment', () => {
    afterAll(() => platform.setClock(0));

    const refusedComment = async (input: Record<string, unknown>) => {
      const before = [await count('comment'), await count('submission'), await count('event')];
      const error = await stakeholder.refused('submitComment', input, 'comment { id }');
      expect([await count('comment'), await count('submission'), await count('event')]).toEqual(before);
      return error;
    };

    it('on an unknown provision names the field', async () => {
      const error = await refusedComment(comment({ anchor: { eId: 'sec_99' } }));
      expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'comment.anchor.eId' }] });
    });

    it('without a text, or asking for a change without saying which, is refused', async () => {
      expect((await refusedComment(comment({ body: '  ' }))).extensions.fields?.[0]?.path).toBe('comment.body');
      expect((await refusedComment(comment({ change: 'MODIFY', proposedText: ' ' }))).extensions.fields?.[0]?.path).toBe(
        'comment.proposedText',
      );
    });

    it('to a round that is not there, or that its author may not know of, is NOT_FOUND in the same words', async () => {
      const draft = await organizer.call<{ round: { id: string } }>(
        'createRound',
        { versionId: round.versionId, title: 'A draft round' },
        'round { id }',
      );
      const hidden = await refusedComment({ ...comment(), roundId: draft.round.id });
      const absent = await refusedComment({ ...comment(), roundId: '00000000-0000-7000-8000-000000000000' });
      const malformed = await refusedComment({ ...comment(), roundId: 'x' });
      expect(hidden.extensions.code).toBe('NOT_FOUND');
      expect(absent).toEqual(hidden);
      expect(malformed.extensions.code).toBe('NOT_FOUND');
    });

    it('to a round that is not open yet, and to one that is closed, is ROUND_NOT_OPEN with the state', async () => {
      const later = await openRound(organizer, { opensInMs: 10 * MINUTE, closesInMs: 20 * MINUTE });
      const early = await refusedComment({ ...comment(), roundId: later.id });
      expect(early.extensions).toMatchObject({ code: 'ROUND_NOT_OPEN', state: 'SCHEDULED' });
      platform.setClock(21 * MINUTE);
      const late = await refusedComment({ ...comment(), roundId: later.id });
      expect(late.extensions).toMatchObject({ code: 'ROUND_NOT_OPEN', state: 'CLOSED' });
    });
  });

  it('a stale revision is CONFLICT and changes nothing', async () => {
    const draft = await organizer.call<{ round: { id: string; revision: number } }>(
      'createRound',
      { versionId: round.versionId, title: 'Before' },
      'round { id revision }',
    );
    const { id, revision } = draft.round;
    await organizer.call('updateRound', { roundId: id, expectedRevision: revision, title: 'After' }, 'round { revision }');
    const error = await organizer.refused(
      'updateRound',
      { roundId: id, expectedRevision: revision, title: 'Lost' },
      'round { id }',
    );
    expect(error.extensions.code).toBe('CONFLICT');
    expect(await organizer.get(`query($id: ID!) { round(id: $id) { title revision } }`, { id })).toEqual({
      round: { title: 'After', revision: revision + 1 },
    });
  });

  it('a closing time before the opening time names the field, and the round stays a draft', async () => {
    const draft = await organizer.call<{ round: { id: string } }>(
      'createRound',
      { versionId: round.versionId, title: 'Upside down' },
      'round { id }',
    );
    const times = {
      opensAt: new Date(Date.now() + 2 * MINUTE).toISOString(),
      closesAt: new Date(Date.now() + MINUTE).toISOString(),
    };
    const error = await organizer.refused('scheduleRound', { roundId: draft.round.id, ...times }, 'round { id }');
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'closesAt' }] });
    expect(await organizer.get(`query($id: ID!) { round(id: $id) { status } }`, { id: draft.round.id })).toEqual({
      round: { status: 'DRAFT' },
    });
  });

  describe('an Idempotency-Key', () => {
    const SUBMIT = `mutation($input: SubmitCommentInput!) { submitComment(input: $input) { comment { id reference submission { receipt { number contentHash } } } } }`;

    it('gives the first answer again, and does nothing twice', async () => {
      const headers = { 'idempotency-key': 'one' };
      const first = await stakeholder.get(SUBMIT, { input: comment() }, headers);
      const comments = await count('comment');
      expect(await stakeholder.get(SUBMIT, { input: comment() }, headers)).toEqual(first);
      expect(await count('comment')).toBe(comments);
    });

    it('with another body is IDEMPOTENCY_MISMATCH', async () => {
      const headers = { 'idempotency-key': 'two' };
      await stakeholder.get(SUBMIT, { input: comment() }, headers);
      const { errors } = await stakeholder.ask(SUBMIT, { input: comment({ body: 'Another word.' }) }, headers);
      expect(errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_MISMATCH');
    });

    it('holds for every mutation, also where 24 requests come at once', async () => {
      const create = `mutation($input: CreateNormInput!) { createNorm(input: $input) { norm { id slug createdAt } } }`;
      const before = await count('norm');
      const answers = await Promise.all(
        Array.from({ length: 24 }, () =>
          organizer.get(create, { input: { title: 'Once and only once' } }, { 'idempotency-key': 'three' }),
        ),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await count('norm')).toBe(before + 1);
    });

    it('is not used up by a request that was refused', async () => {
      const headers = { 'idempotency-key': 'four' };
      const refused = await stakeholder.ask(SUBMIT, { input: comment({ anchor: { eId: 'sec_99' } }) }, headers);
      expect(refused.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      await expect(stakeholder.get(SUBMIT, { input: comment() }, headers)).resolves.toBeTruthy();
    });
  });

  describe('a query', () => {
    it('for more than 100 rows names the argument', async () => {
      const { errors } = await platform.anyone.ask(`query($id: ID!) { round(id: $id) { comments(first: 101) { totalCount } } }`, {
        id: round.id,
      });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'first' }] });
    });

    it('with a foreign cursor is told so', async () => {
      const { errors } = await platform.anyone.ask(
        `query($id: ID!) { round(id: $id) { comments(after: "eyJ4IjoxfQ") { totalCount } } }`,
        { id: round.id },
      );
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'after' }] });
    });

    it('nested 20 deep, or with 1,000 aliases, is QUERY_TOO_COMPLEX before anything runs', async () => {
      const nested = (depth: number): string => (depth === 0 ? 'id' : `norm { rounds { nodes { ${nested(depth - 1)} } } }`);
      const deep = await platform.anyone.ask(`{ rounds { nodes { ${nested(6)} } } }`);
      expect([deep.status, deep.errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_TOO_COMPLEX']);
      const aliases = Array.from(
        { length: 1000 },
        (_, i) => `a${i}: signIn(input: {email: "a@b.test", password: "p"}) { token }`,
      );
      const many = await platform.anyone.ask(`mutation { ${aliases.join(' ')} }`);
      expect([many.status, many.errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_TOO_COMPLEX']);
    });

    it('that is not JSON is told so, in the form of a GraphQL error', async () => {
      const response = await fetch(`${platform.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{not json',
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    });
  });
});
