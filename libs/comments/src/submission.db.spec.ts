import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '../../../tests/support/client.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { openRound } from '../../../tests/support/stories.js';

const COMMENT = 'comment { id revision body }';
const SUBMISSION = 'submission { id revision status comments { body } }';

interface Saved {
  comment: { id: string; revision: number; body: string };
}
interface Submission {
  submission: { id: string; revision: number; status: string; comments: { body: string }[] };
}

describe("an organization's submission, written by several", () => {
  let platform: TestPlatform;
  let organizer: Client;
  let approver: Client;
  let colleague: Client;
  let organizationId: string;
  let submissionId: string;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    approver = await platform.person('Ada Approver');
    colleague = await platform.person('Colin League');
    const input = { name: 'Works', group: 'INDUSTRY', region: 'GLOBAL' };
    const made = await approver.call<{ organization: { id: string } }>('registerOrganization', input, 'organization { id }');
    organizationId = made.organization.id;
    await platform.db.pool.query(
      `insert into membership (organization_id, account_id, role, created_at)
       select $1, id, 'CONTRIBUTOR', now() from account where display_name = 'Colin League'`,
      [organizationId],
    );
  });
  afterAll(() => platform.stop());

  beforeEach(async () => {
    const round = await openRound(organizer);
    const started = await approver.call<Submission>('startSubmission', { roundId: round.id, organizationId }, SUBMISSION);
    submissionId = started.submission.id;
  });

  const save = (by: Client, body: string, more: object = {}): Promise<Saved> =>
    by.call('saveComment', { submissionId, comment: { type: 'GENERAL', body }, ...more }, COMMENT);
  const read = async (): Promise<Submission['submission']> =>
    (
      await approver.get<{ node: Submission['submission'] }>(
        `query($id: ID!) { node(id: $id) { ... on Submission { id revision status comments { body } } } }`,
        { id: submissionId },
      )
    ).node;

  it('keeps the words of a colleague from one who did not see them: a stale revision of a comment is CONFLICT', async () => {
    const { comment } = await save(approver, 'First words.');
    const seen = { commentId: comment.id, expectedRevision: comment.revision };
    await save(colleague, "A colleague's words.", seen);
    const lost = { submissionId, comment: { type: 'GENERAL', body: 'Lost words.' }, ...seen };
    expect((await approver.refused('saveComment', lost, COMMENT)).extensions.code).toBe('CONFLICT');
    expect((await read()).comments).toEqual([{ body: "A colleague's words." }]);
  });

  it('of two who save on the same revision at once one wins', async () => {
    const { comment } = await save(approver, 'First words.');
    const seen = { commentId: comment.id, expectedRevision: comment.revision };
    const outcomes = await Promise.allSettled([save(approver, 'One.', seen), save(colleague, 'Other.', seen)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it.each<[string, (comment: Saved['comment']) => Promise<unknown>]>([
    ['added a comment', () => save(colleague, 'Added meanwhile.')],
    ['changed a comment', ({ id }) => save(colleague, 'Changed meanwhile.', { commentId: id })],
    ['deleted a comment', ({ id }) => colleague.call('deleteComment', { commentId: id }, 'submission { id }')],
  ])('is not handed in by an approver who read it before a colleague %s', async (_what, change) => {
    await save(approver, 'A comment that stays.');
    const { comment } = await save(approver, 'A comment that does not.');
    const { revision } = await read();
    await change(comment);
    const error = await approver.refused('submit', { submissionId, expectedRevision: revision }, SUBMISSION);
    expect(error.extensions.code).toBe('CONFLICT');
    expect((await read()).status).toBe('DRAFT');
    const { revision: present } = await read();
    const { submission } = await approver.call<Submission>('submit', { submissionId, expectedRevision: present }, SUBMISSION);
    expect(submission.status).toBe('SUBMITTED');
  });

  it('is handed in by an approver, and by nobody else', async () => {
    await save(colleague, 'For the organization.');
    expect((await colleague.refused('submit', { submissionId }, SUBMISSION)).extensions.code).toBe('FORBIDDEN');
    expect((await organizer.refused('submit', { submissionId }, SUBMISSION)).extensions.code).toBe('NOT_FOUND');
  });
});
