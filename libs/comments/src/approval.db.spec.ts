import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '../../../tests/support/client.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { openRound, type OpenRound } from '../../../tests/support/stories.js';

const HOUR = 3_600_000;
const SUBMISSION = `submission { id revision status internalDeadline returnReason approvalRequestedBy { displayName } submittedAt
  comments { id reference body status } }`;
interface Sub {
  submission: {
    id: string;
    revision: number;
    status: string;
    returnReason: string | null;
    comments: { id: string; reference: string | null; body: string; status: string }[];
  };
}

describe('an organization speaks with one voice', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let approver: Client;
  let writer: Client;
  let stranger: Client;
  let other: Client;
  let organizationId: string;
  let otherId: string;
  let round: OpenRound;
  let submissionId: string;

  const organization = async (by: Client, name: string): Promise<string> => {
    const input = { name, group: 'INDUSTRY', region: 'GLOBAL' };
    return (await by.call<{ organization: { id: string } }>('registerOrganization', input, 'organization { id }')).organization
      .id;
  };
  const join = (id: string, name: string, role = 'CONTRIBUTOR'): Promise<unknown> =>
    platform.db.pool.query(
      `insert into membership (organization_id, account_id, role, created_at) select $1, id, $3, now() from account where display_name = $2`,
      [id, name, role],
    );
  const save = async (by: Client, body: string, more: object = {}): Promise<string> => {
    const input = { submissionId, comment: { type: 'GENERAL', body, ...more } };
    return (await by.call<{ comment: { id: string } }>('saveComment', input, 'comment { id }')).comment.id;
  };
  const move = (by: Client, mutation: string, more: object = {}): Promise<Sub> =>
    by.call<Sub>(mutation, { submissionId, ...more }, SUBMISSION);
  const codeOf = async (by: Client, mutation: string, more: object = {}): Promise<unknown> =>
    (await by.refused(mutation, { submissionId, ...more }, 'submission { id }')).extensions.code;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    approver = await platform.person('Ada Approver');
    writer = await platform.person('Wri Ter');
    stranger = await platform.person('Stran Ger');
    other = await platform.person('Otto Other');
    organizationId = await organization(approver, 'Works');
    otherId = await organization(other, 'Academy');
    await join(organizationId, 'Wri Ter');
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    platform.setClock(0);
    round = await openRound(organizer, { closesInMs: 10 * HOUR });
    const started = await writer.call<Sub>('startSubmission', { roundId: round.id, organizationId }, SUBMISSION);
    submissionId = started.submission.id;
  });

  it('is drafted by several, asked approval for, given back with a reason, and signed once for all', async () => {
    await save(writer, 'By the writer.');
    await save(approver, 'By the approver.');
    expect((await move(writer, 'requestApproval')).submission).toMatchObject({
      status: 'AWAITING_APPROVAL',
      approvalRequestedBy: { displayName: 'Wri Ter' },
    });
    expect(await codeOf(writer, 'requestApproval')).toBe('CONFLICT');
    expect(await codeOf(writer, 'returnSubmission', { reason: 'No.' })).toBe('FORBIDDEN');
    expect(await codeOf(writer, 'submit')).toBe('FORBIDDEN');
    const late = await writer.refused(
      'saveComment',
      { submissionId, comment: { type: 'GENERAL', body: 'More.' } },
      'comment { id }',
    );
    expect(late.extensions).toMatchObject({ code: 'CONFLICT', state: 'AWAITING_APPROVAL' });
    expect(await codeOf(approver, 'returnSubmission', { reason: ' ' })).toBe('BAD_USER_INPUT');
    const back = await move(approver, 'returnSubmission', { reason: 'Add a source.' });
    expect(back.submission).toMatchObject({ status: 'DRAFT', returnReason: 'Add a source.' });
    await move(writer, 'requestApproval');
    const { submission } = await move(approver, 'submit');
    expect(submission).toMatchObject({ status: 'SUBMITTED', returnReason: null });
    expect(submission.comments.map(({ status }) => status)).toEqual(['PUBLISHED', 'PUBLISHED']);
  });

  it('keeps what is inside from everybody else, whoever asks and however', async () => {
    const id = await save(writer, 'A secret draft.');
    await writer.call('addInternalNote', { commentId: id, body: 'Ask the lawyers.' }, 'comment { id }');
    await move(writer, 'requestApproval');
    for (const who of [stranger, organizer, other, platform.anyone]) {
      const { node, list } = await who.get<{ node: object | null; list: object | null }>(
        'query($id: ID!, $comment: ID!) { node(id: $id) { id } list: node(id: $comment) { id } }',
        { id: submissionId, comment: id },
      );
      expect([node, list]).toEqual([null, null]);
    }
    expect(await codeOf(stranger, 'requestApproval')).toBe('NOT_FOUND');
    expect(await codeOf(other, 'returnSubmission', { reason: 'No.' })).toBe('NOT_FOUND');
    await move(approver, 'returnSubmission', { reason: 'Inside matter.' });
    await move(approver, 'submit');
    const INSIDE = `query($id: ID!) { node(id: $id) { ... on Submission { returnReason internalDeadline approvalRequestedBy { id }
      comments { internalNotes { body } supporters { displayName } } } } }`;
    const shown = await organizer.get(INSIDE, { id: submissionId });
    expect(shown).toEqual({
      node: {
        returnReason: null,
        internalDeadline: null,
        approvalRequestedBy: null,
        comments: [{ internalNotes: [], supporters: [] }],
      },
    });
  });

  it('is noted on and supported among its members; the staff have notes of their own', async () => {
    const id = await save(writer, 'A draft.');
    const SIDES = 'comment { internalNotes { body author { displayName } } supporters { displayName } }';
    await approver.call('addInternalNote', { commentId: id, body: 'Good.' }, SIDES);
    const shown = await approver.call('supportComment', { commentId: id }, SIDES);
    expect(shown).toEqual({
      comment: {
        internalNotes: [{ body: 'Good.', author: { displayName: 'Ada Approver' } }],
        supporters: [{ displayName: 'Ada Approver' }],
      },
    });
    await approver.call('supportComment', { commentId: id }, SIDES);
    expect(await approver.call('supportComment', { commentId: id, support: false }, 'comment { supporters { id } }')).toEqual({
      comment: { supporters: [] },
    });
    await move(approver, 'submit');
    await organizer.call('addInternalNote', { commentId: id, body: 'For the review.' }, SIDES);
    const NOTES = 'query($id: ID!) { node(id: $id) { ... on Comment { internalNotes { body } } } }';
    expect(await organizer.get(NOTES, { id })).toEqual({ node: { internalNotes: [{ body: 'For the review.' }] } });
    expect(await writer.get(NOTES, { id })).toEqual({ node: { internalNotes: [{ body: 'Good.' }] } });
    expect(await stranger.get(NOTES, { id })).toEqual({ node: { internalNotes: [] } });
    const foreign = await stranger.refused('addInternalNote', { commentId: id, body: 'Hm.' }, 'comment { id }');
    expect(foreign.extensions.code).toBe('FORBIDDEN');
  });

  it('is arranged by its editor, and numbered in that order', async () => {
    const [first, second, third] = [
      await save(writer, 'One.', { anchor: { eId: 'sec_1' } }),
      await save(writer, 'Two.', { anchor: { eId: 'sec_2' } }),
      await save(writer, 'Three.'),
    ];
    const { submission } = await move(writer, 'arrangeComments', { commentIds: [second, third, first] });
    expect(submission.comments.map(({ body }) => body)).toEqual(['Two.', 'Three.', 'One.']);
    expect(await codeOf(writer, 'arrangeComments', { commentIds: [second, third, first], expectedRevision: 1 })).toBe('CONFLICT');
    for (const commentIds of [
      [second, third],
      [second, second, first],
      [second, third, first, submissionId],
    ]) {
      expect(await codeOf(writer, 'arrangeComments', { commentIds })).toBe('BAD_USER_INPUT');
    }
    const { submission: sent } = await move(approver, 'submit');
    expect(sent.comments.map(({ body }) => body)).toEqual(['Two.', 'Three.', 'One.']);
    expect(sent.comments.map(({ reference }) => reference)).toEqual([1, 2, 3].map((n) => `${round.reference}-000${n}`));
  });

  it('has an own, earlier deadline that stops contributors and nobody else', async () => {
    const at = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();
    expect(await codeOf(writer, 'setInternalDeadline', { deadline: at(1) })).toBe('FORBIDDEN');
    expect(await codeOf(approver, 'setInternalDeadline', { deadline: at(11) })).toBe('BAD_USER_INPUT');
    const deadline = at(1);
    expect((await move(approver, 'setInternalDeadline', { deadline })).submission).toMatchObject({ internalDeadline: deadline });
    const id = await save(writer, 'In time.');
    platform.setClock(2 * HOUR);
    const late = { submissionId, commentId: id, comment: { type: 'GENERAL', body: 'Late.' } };
    expect((await writer.refused('saveComment', late, 'comment { id }')).extensions).toMatchObject({
      code: 'CONFLICT',
      state: 'INTERNAL_DEADLINE',
    });
    const gone = await writer.refused('deleteComment', { commentId: id }, 'submission { id }');
    expect(gone.extensions).toMatchObject({ code: 'CONFLICT', state: 'INTERNAL_DEADLINE' });
    await approver.call('saveComment', late, 'comment { id }');
    await move(writer, 'requestApproval');
    expect((await move(approver, 'submit')).submission.status).toBe('SUBMITTED');
  });

  it('is taken back while the round is open: hidden, kept, and free to begin anew', async () => {
    const id = await save(writer, 'To be taken back.');
    await move(approver, 'submit');
    expect(await codeOf(writer, 'withdrawSubmission')).toBe('FORBIDDEN');
    const { submission } = await move(approver, 'withdrawSubmission');
    expect(submission).toMatchObject({ status: 'WITHDRAWN', comments: [{ status: 'WITHDRAWN' }] });
    const NODE = 'query($id: ID!) { node(id: $id) { ... on Comment { body status } } }';
    expect(await stranger.get(NODE, { id })).toEqual({ node: null });
    expect(await writer.get(NODE, { id })).toEqual({ node: { body: 'To be taken back.', status: 'WITHDRAWN' } });
    expect(await codeOf(approver, 'withdrawSubmission')).toBe('CONFLICT');
    const anew = await writer.call<Sub>('startSubmission', { roundId: round.id, organizationId }, SUBMISSION);
    expect(anew.submission).toMatchObject({ status: 'DRAFT', comments: [] });
  });

  it('cannot be taken back once the round has closed', async () => {
    await save(writer, 'Stays.');
    await move(approver, 'submit');
    platform.setClock(11 * HOUR);
    const error = await approver.refused('withdrawSubmission', { submissionId }, 'submission { id }');
    expect(error.extensions).toMatchObject({ code: 'ROUND_NOT_OPEN', state: 'CLOSED' });
  });

  it('is lost to a member the moment they are removed, also with the session that they have', async () => {
    const id = await save(writer, 'Ours.');
    const NODE = 'query($id: ID!) { node(id: $id) { id } }';
    expect(await writer.get(NODE, { id })).toEqual({ node: { id } });
    await platform.db.pool.query(
      `delete from membership where organization_id = $1 and account_id = (select id from account where display_name = 'Wri Ter')`,
      [organizationId],
    );
    try {
      expect(await writer.get(NODE, { id })).toEqual({ node: null });
      const input = { submissionId, commentId: id, comment: { type: 'GENERAL', body: 'Theirs.' } };
      expect((await writer.refused('saveComment', input, 'comment { id }')).extensions.code).toBe('NOT_FOUND');
    } finally {
      await join(organizationId, 'Wri Ter');
    }
  });

  it('is read by its authors after the round has closed, and can still be written on', async () => {
    const id = await save(writer, 'Too late to send.');
    platform.setClock(11 * HOUR);
    expect(await codeOf(approver, 'submit')).toBe('ROUND_NOT_OPEN');
    const mine = await approver.get<{ mySubmissions: { comments: { body: string }[] }[] }>(
      'query($roundId: ID!) { mySubmissions(roundId: $roundId) { comments { body } } }',
      { roundId: round.id },
    );
    expect(mine.mySubmissions).toEqual([{ comments: [{ body: 'Too late to send.' }] }]);
    const saved = { submissionId, commentId: id, comment: { type: 'GENERAL', body: 'For the next round.' } };
    expect(await writer.call('saveComment', saved, 'comment { body }')).toEqual({ comment: { body: 'For the next round.' } });
  });

  describe('and others put their names to it', () => {
    const CO = 'comment { coSigners { name } }';
    const sign = (by: Client, commentId: string, organization: string, withdraw = false): Promise<object> =>
      by.call('coSignComment', { commentId, organizationId: organization, withdraw }, CO);

    it('one text, three organizations, then two', async () => {
      const id = await save(writer, 'To be signed.');
      await move(approver, 'submit');
      const third = await organization(stranger, 'Ministry');
      await sign(other, id, otherId);
      expect(await sign(other, id, otherId)).toEqual({ comment: { coSigners: [{ name: 'Academy' }] } });
      expect(await sign(stranger, id, third)).toEqual({ comment: { coSigners: [{ name: 'Academy' }, { name: 'Ministry' }] } });
      const counts = async (): Promise<object> =>
        organizer.get(
          'query($id: ID!) { round(id: $id) { participation { comments distinctComments submissions organizations } } }',
          {
            id: round.id,
          },
        );
      const figures = { comments: 1, distinctComments: 1, submissions: 1 };
      expect(await counts()).toEqual({ round: { participation: { ...figures, organizations: 3 } } });
      expect(await sign(other, id, otherId, true)).toEqual({ comment: { coSigners: [{ name: 'Ministry' }] } });
      expect(await counts()).toEqual({ round: { participation: { ...figures, organizations: 2 } } });
      const actions = await platform.db.read<{ action: string }>(
        `select action from event where subject_id = $1 and action like 'comment.co%' order by id`,
        [id],
      );
      expect(actions.map(({ action }) => action)).toEqual([
        'comment.co_signed',
        'comment.co_signed',
        'comment.co_signature_withdrawn',
      ]);
    });

    it('by their approvers, to what is published and not their own, while the round is open', async () => {
      const id = await save(writer, 'To be signed.');
      const refusal = async (by: Client, organization: string): Promise<unknown> =>
        (await by.refused('coSignComment', { commentId: id, organizationId: organization }, CO)).extensions.code;
      expect(await refusal(other, otherId)).toBe('NOT_FOUND');
      await move(approver, 'submit');
      expect(await refusal(other, organizationId)).toBe('NOT_FOUND');
      expect(await refusal(writer, organizationId)).toBe('FORBIDDEN');
      expect(await refusal(approver, organizationId)).toBe('BAD_USER_INPUT');
      platform.setClock(11 * HOUR);
      expect(await refusal(other, otherId)).toBe('CONFLICT');
    });
  });
});
