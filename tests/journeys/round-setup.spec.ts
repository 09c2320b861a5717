import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson } from '#platform/canonical-json.js';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';
import { openRound } from '../support/stories.js';

interface Asked {
  id: string;
  revision: number;
  status: string;
  questions: { id: string; prompt: string }[];
}

const QUESTIONS = [
  { kind: 'SINGLE_CHOICE', prompt: 'Do you support the draft?', options: ['Yes', 'No'], required: true },
  { kind: 'TEXT', prompt: 'Why?' },
];
const ROUND = `id revision status title guidance audience publication latePolicy graceMinutes vettedOnly balanceTargets { group share }
  questions { id prompt kind required options }`;

describe('a round is set up', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let author: Client;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    author = await platform.person('Au Thor');
  });
  afterAll(() => platform.stop());

  const read = async (id: string): Promise<Asked> =>
    (await organizer.get<{ round: Asked }>(`query($id: ID!) { round(id: $id) { ${ROUND} } }`, { id })).round;
  const begin = async (roundId: string): Promise<string> => {
    const { submission } = await author.call<{ submission: { id: string } }>('startSubmission', { roundId }, 'submission { id }');
    await author.call(
      'saveComment',
      { submissionId: submission.id, comment: { type: 'GENERAL', body: 'Words.' } },
      'comment { id }',
    );
    return submission.id;
  };

  it('with questions: a required one stands in the way of submitting until it is answered, and the receipt covers the answers', async () => {
    const round = await openRound(organizer, {}, { questions: QUESTIONS });
    const [first, second] = (await read(round.id)).questions as [Asked['questions'][number], Asked['questions'][number]];
    const submissionId = await begin(round.id);
    const error = await author.refused('submit', { submissionId }, 'submission { id }');
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: `answers.${first.id}` }] });
    expect(error.message).toContain('Question 1 has to be answered first');
    const one = { roundId: round.id, comment: { type: 'GENERAL', body: 'In one step.' } };
    expect((await author.refused('submitComment', one, 'comment { id }')).message).toContain('answerQuestions');

    const wrong = { submissionId, answers: [{ questionId: first.id, value: 'Perhaps' }] };
    const misfit = await author.refused('answerQuestions', wrong, 'submission { id }');
    expect(misfit.extensions.fields?.[0]?.path).toBe('answers.0.value');
    const answers = [
      { questionId: second.id, value: 'Because.' },
      { questionId: first.id, value: 'Yes' },
    ];
    await author.call('answerQuestions', { submissionId, answers }, 'submission { id }');
    const { submission } = await author.call<{ submission: Record<string, never> }>(
      'submit',
      { submissionId },
      'submission { answers { questionId value } receipt { number contentHash salt submittedAt } }',
    );
    const inOrder = [answers[1], answers[0]];
    expect(submission['answers']).toEqual(inOrder);
    const { number: receipt, contentHash, ...rest } = submission['receipt'] as unknown as Record<string, string>;
    const comment = {
      ...{ anchor: null, attachments: [], attribution: 'NAMED', blocking: false, body: 'Words.', change: 'NONE', locale: 'en' },
      ...{ position: 'NEUTRAL', proposedText: null, rationale: null, tlp: 'CLEAR', type: 'GENERAL' },
    };
    const document = { ...rest, receipt, round: round.reference, comments: [comment], answers: inOrder };
    expect(contentHash).toBe(createHash('sha256').update(canonicalJson(document)).digest('hex'));

    const late = { submissionId, answers: [{ questionId: first.id, value: 'No' }] };
    expect((await author.refused('answerQuestions', late, 'submission { id }')).extensions.code).toBe('CONFLICT');
    const stored = platform.db.pool.query(`update submission_answer set value = '"No"' where submission_id = $1`, [submissionId]);
    await expect(stored).rejects.toThrow(/does not change/);
  });

  it("with answers that are the submitter's side's, and the staff's once they are handed in", async () => {
    const round = await openRound(organizer, {}, { questions: [QUESTIONS[1]] });
    const [question] = (await read(round.id)).questions as [Asked['questions'][number]];
    const submissionId = await begin(round.id);
    await author.call(
      'answerQuestions',
      { submissionId, answers: [{ questionId: question.id, value: 'Mine.' }] },
      'submission { id }',
    );
    const seen = async (client: Client): Promise<unknown> =>
      (
        await client.ask<{ node: { answers: object[] } | null }>(
          'query($id: ID!) { node(id: $id) { ... on Submission { answers { value } } } }',
          { id: submissionId },
        )
      ).data?.node?.answers ?? null;
    expect(await seen(author)).toEqual([{ value: 'Mine.' }]);
    expect(await seen(organizer)).toBeNull();
    await author.call('submit', { submissionId }, 'submission { id }');
    expect(await seen(organizer)).toEqual([{ value: 'Mine.' }]);
    const stranger = await platform.person('Stran Ger');
    const comment = await stranger.get<{ round: { comments: { nodes: { submission: { answers: object[] } }[] } } }>(
      'query($id: ID!) { round(id: $id) { comments { nodes { submission { answers { value } } } } } }',
      { id: round.id },
    );
    expect(comment.round.comments.nodes[0]?.submission.answers).toEqual([]);
  });

  it('with questions that can be put otherwise until somebody has answered, other settings only until it opens', async () => {
    const round = await openRound(organizer, {}, { questions: QUESTIONS });
    let { revision } = await read(round.id);
    const settings = { roundId: round.id, expectedRevision: revision, title: 'Another' };
    expect((await organizer.refused('updateRound', settings, 'round { id }')).extensions).toMatchObject({
      code: 'CONFLICT',
      state: 'OPEN',
    });
    await organizer.call(
      'updateRound',
      { roundId: round.id, expectedRevision: revision, questions: QUESTIONS.slice(1) },
      'round { id }',
    );
    const asked = await read(round.id);
    expect(asked.questions.map(({ prompt }) => prompt)).toEqual(['Why?']);
    const answers = [{ questionId: asked.questions[0]?.id, value: 'A draft of an answer.' }];
    await author.call('answerQuestions', { submissionId: await begin(round.id), answers }, 'submission { id }');
    ({ revision } = asked);
    const again = { roundId: round.id, expectedRevision: revision, questions: QUESTIONS };
    expect((await organizer.refused('updateRound', again, 'round { id }')).extensions.code).toBe('CONFLICT');
    expect((await read(round.id)).questions).toEqual(asked.questions);
  });

  it.each([
    ['balanceTargets.1.group', { balanceTargets: [0.2, 0.3].map((share) => ({ group: 'INDUSTRY', share })) }],
    ['balanceTargets.0.share', { balanceTargets: [{ group: 'INDUSTRY', share: 1.2 }] }],
    ['balanceTargets', { balanceTargets: ['INDUSTRY', 'ACADEMIA'].map((group) => ({ group, share: 0.6 })) }],
    ['graceMinutes', { graceMinutes: -1 }],
    ['questions.0.options', { questions: [{ kind: 'SINGLE_CHOICE', prompt: 'Which?', options: ['One'] }] }],
  ])('and not with a faulty setting: %s', async (path, faulty) => {
    const { versionId } = await openRound(organizer);
    const error = await organizer.refused('createRound', { versionId, title: 'Faulty', ...faulty }, 'round { id }');
    expect(error.extensions.fields?.[0]?.path).toBe(path);
  });

  it('as an earlier one was, where the input is silent: settings, questions and invitations', async () => {
    const settings = {
      ...{ audience: 'INVITED', publication: 'AFTER_CLOSE', latePolicy: 'ACCEPT_MARKED', graceMinutes: 30, vettedOnly: true },
      ...{ guidance: 'Look at the words.', balanceTargets: [{ group: 'INDUSTRY', share: 0.5 }], questions: QUESTIONS },
    };
    const earlier = await openRound(organizer, {}, settings);
    await organizer.call('inviteToRound', { roundId: earlier.id, emails: ['guest@people.test'] }, 'invited');
    const input = {
      versionId: earlier.versionId,
      title: 'Second',
      cloneFromRoundId: earlier.id,
      audience: 'PUBLIC',
      graceMinutes: 0,
    };
    const { round } = await organizer.call<{ round: Record<string, unknown> }>('createRound', input, `round { ${ROUND} }`);
    expect(round).toMatchObject({ ...settings, title: 'Second', audience: 'PUBLIC', graceMinutes: 0, status: 'DRAFT' });
    const emails = await platform.db.read('select email from round_invitation where round_id = $1', [round['id']]);
    expect(emails).toEqual([{ email: 'guest@people.test' }]);
    const stranger = { ...input, cloneFromRoundId: round['id'], reference: 'CLONE-R9' };
    expect((await author.refused('createRound', stranger, 'round { id }')).extensions.code).toBe('NOT_FOUND');
  });
});

describe('invitations to a round', () => {
  let platform: TestPlatform;
  let organizer: Client;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
  });
  afterAll(() => platform.stop());

  it('go out once to each, thousands at a time, and tell how many were invited before', async () => {
    const { id: roundId } = await openRound(organizer);
    const emails = Array.from({ length: 5000 }, (_, i) => `guest.${i}@people.test`);
    const first = { roundId, emails: [...emails, 'GUEST.7@people.test'] };
    const fields = 'invited alreadyInvited';
    expect(await organizer.call('inviteToRound', first, fields)).toEqual({ invited: 5000, alreadyInvited: 1 });
    const more = { roundId, emails: [...emails.slice(10), 'another@people.test'], message: 'Please come.' };
    expect(await organizer.call('inviteToRound', more, fields)).toEqual({ invited: 1, alreadyInvited: 4990 });
    expect(
      await platform.db.read(`select data from event where action = 'round.invited' and round_id = $1 order by id`, [roundId]),
    ).toEqual([5000, 1].map((addresses) => ({ data: { addresses, organizations: 0 } })));
  });

  it('go out to all or to none: a faulty address is named by its place', async () => {
    const { id: roundId } = await openRound(organizer);
    const emails = ['good@people.test', 'two@people.test, three@people.test', 'Name <four@people.test>'];
    const error = await organizer.refused('inviteToRound', { roundId, emails }, 'invited');
    expect(error.extensions.fields?.map(({ path }) => path)).toEqual(['emails.1', 'emails.2']);
    const organizationIds = ['0193b3a0-0000-7000-8000-000000000000'];
    const unknown = await organizer.refused('inviteToRound', { roundId, emails: emails.slice(0, 1), organizationIds }, 'invited');
    expect(unknown.extensions).toMatchObject({ code: 'NOT_FOUND', fields: [{ path: 'organizationIds.0' }] });
    expect(await platform.db.read('select 1 from round_invitation where round_id = $1', [roundId])).toEqual([]);
    await organizer.call('closeRound', { roundId }, 'round { id }');
    const late = await organizer.refused('inviteToRound', { roundId, emails: emails.slice(0, 1) }, 'invited');
    expect(late.extensions).toMatchObject({ code: 'CONFLICT', state: 'CLOSED' });
  });

  it('let in whom an INVITED round keeps out: an organization by its members, a person by the address', async () => {
    const { id: roundId } = await openRound(organizer, {}, { audience: 'INVITED' });
    const [member, guest] = [await platform.person('Mem Ber'), await platform.person('Gu Est')];
    const made = { name: 'Guests', group: 'ACADEMIA', region: 'AFRICA' };
    const { organization } = await member.call<{ organization: { id: string } }>(
      'registerOrganization',
      made,
      'organization { id }',
    );
    const comment = { roundId, comment: { type: 'GENERAL', body: 'As a guest.' } };
    const forOrganization = { ...comment, organizationId: organization.id };
    expect((await guest.refused('submitComment', comment, 'comment { id }')).extensions.code).toBe('FORBIDDEN');
    expect((await member.refused('submitComment', forOrganization, 'comment { id }')).extensions.code).toBe('FORBIDDEN');
    await organizer.call(
      'inviteToRound',
      { roundId, organizationIds: [organization.id], emails: ['GU.EST@people.test'] },
      'invited',
    );
    await guest.call('submitComment', comment, 'comment { id }');
    await member.call('submitComment', forOrganization, 'comment { id }');
  });
});

describe('a pause', () => {
  let platform: TestPlatform;
  let organizer: Client;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
  });
  afterAll(() => platform.stop());

  it('shortens nothing, and a later closing time is an extension with a reason', async () => {
    const { id: roundId } = await openRound(organizer, { closesInMs: 3_600_000 });
    const at = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
    await organizer.call('pauseRound', { roundId, reason: 'The server moves.' }, 'round { status }');
    for (const wrong of [{ closesAt: at(30) }, { closesAt: at(90) }]) {
      expect((await organizer.refused('openRound', { roundId, ...wrong }, 'round { status }')).extensions.code).toBe(
        'BAD_USER_INPUT',
      );
    }
    const later = { roundId, closesAt: at(90), reason: 'For the time lost.' };
    const resumed = await organizer.call('openRound', later, 'round { status extensions { reason } }');
    expect(resumed).toEqual({ round: { status: 'OPEN', extensions: [{ reason: 'For the time lost.' }] } });
  });

  it('that outlasts the closing time ends only with a later one', async () => {
    const { id: roundId } = await openRound(organizer, { closesInMs: 3_600_000 });
    await organizer.call('pauseRound', { roundId, reason: 'The server moves.' }, 'round { status }');
    platform.setClock(2 * 3_600_000);
    const error = await organizer.refused('openRound', { roundId }, 'round { status }');
    expect(error.extensions.fields?.[0]?.path).toBe('closesAt');
    platform.setClock(0);
  });
});
