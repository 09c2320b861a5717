import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '../../../tests/support/client.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { openRound, type OpenRound } from '../../../tests/support/stories.js';

const COMMENT = 'comment { id status withheldReason flags { kind reason reporter { displayName } decidedAt } }';
interface Shown {
  comment: { id: string; status: string; withheldReason: string | null; flags: { kind: string; decidedAt: string | null }[] };
}
interface Queue {
  moderationQueue: { totalCount: number; nodes: { id: string; status: string; flags: { kind: string; reason: string }[] }[] };
}
const QUEUE = `query($roundId: ID!) { moderationQueue(roundId: $roundId, first: 100) { totalCount nodes { id status flags { kind reason } } } }`;
const NODE = 'query($id: ID!) { node(id: $id) { ... on Comment { status withheldReason } } }';

describe('moderation', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let reviewer: Client;
  let author: Client;
  let reader: Client;
  let round: OpenRound;

  const comment = async (more: object = {}): Promise<string> => {
    const input = { roundId: round.id, comment: { type: 'GENERAL', body: 'A remark.', ...more } };
    return (await author.call<{ comment: { id: string } }>('submitComment', input, 'comment { id }')).comment.id;
  };
  const flag = (by: Client, commentId: string, kind = 'SPAM'): Promise<Shown> =>
    by.call<Shown>('flagComment', { commentId, kind, reason: `It looks like ${kind.toLowerCase()}.` }, COMMENT);
  const moderate = (commentId: string, decision: string, reason?: string): Promise<Shown> =>
    organizer.call<Shown>('moderateComment', { commentId, decision, reason }, COMMENT);
  const queue = async (by = organizer): Promise<Queue['moderationQueue']> =>
    (await by.get<Queue>(QUEUE, { roundId: round.id })).moderationQueue;
  const seen = async (by: Client, id: string): Promise<object | null> =>
    (await by.get<{ node: object | null }>(NODE, { id })).node;
  const told = async (subjectId: string): Promise<string[]> =>
    (await platform.db.read<{ action: string }>('select action from event where subject_id = $1 order by id', [subjectId])).map(
      ({ action }) => action,
    );

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    reviewer = await platform.person('Re Viewer', 'REVIEWER');
    author = await platform.person('Aut Hor');
    reader = await platform.person('Rea Der');
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    round = await openRound(organizer);
  });

  it.each(['ABUSE', 'SPAM', 'OFF_TOPIC', 'PRIVATE_DATA', 'OTHER'])(
    'a flag of kind %s waits for a moderator, and hides nothing',
    async (kind) => {
      const id = await comment();
      const { comment: shown } = await flag(reader, id, kind);
      expect(shown).toMatchObject({ status: 'PUBLISHED', flags: [] });
      const { nodes } = await queue();
      expect(nodes).toEqual([{ id, status: 'PUBLISHED', flags: [{ kind, reason: expect.any(String) }] }]);
      const { comment: kept } = await moderate(id, 'PUBLISH');
      expect(kept).toMatchObject({ status: 'PUBLISHED', flags: [{ kind, decidedAt: expect.any(String) }] });
      expect((await queue()).nodes).toEqual([]);
    },
  );

  it('a false attribution is set aside at once, is restored after the check, and then stays', async () => {
    const id = await comment();
    expect((await flag(reader, id, 'FALSE_ATTRIBUTION')).comment.status).toBe('WITHHELD');
    expect(await seen(reader, id)).toBeNull();
    expect(await seen(author, id)).toMatchObject({ status: 'WITHHELD', withheldReason: expect.stringMatching(/checked/) });
    expect((await queue()).nodes).toMatchObject([{ id, status: 'WITHHELD' }]);
    expect(await told(id)).toEqual(['comment.flagged', 'comment.set_aside']);
    expect((await moderate(id, 'PUBLISH', 'The organization confirmed it.')).comment).toMatchObject({
      status: 'PUBLISHED',
      withheldReason: null,
    });
    expect(await seen(reader, id)).toMatchObject({ status: 'PUBLISHED' });
    expect((await flag(reader, id, 'FALSE_ATTRIBUTION')).comment.status).toBe('PUBLISHED');
    expect((await queue()).nodes).toMatchObject([{ id }]);
  });

  it('a false attribution that the check confirms stays withheld with the moderator’s reason', async () => {
    const id = await comment();
    await flag(reader, id, 'FALSE_ATTRIBUTION');
    const { comment: withheld } = await moderate(id, 'WITHHOLD', 'The ministry says it did not write this.');
    expect(withheld).toMatchObject({ status: 'WITHHELD', withheldReason: 'The ministry says it did not write this.' });
    expect((await queue()).nodes).toEqual([]);
  });

  it('nobody empties a round by reporting all of it', async () => {
    const ids = [await comment(), await comment(), await comment(), await comment(), await comment()];
    const statuses: string[] = [];
    for (const id of ids) statuses.push((await flag(reader, id, 'FALSE_ATTRIBUTION')).comment.status);
    expect(statuses).toEqual(['WITHHELD', 'WITHHELD', 'WITHHELD', 'PUBLISHED', 'PUBLISHED']);
    expect((await queue()).totalCount).toBe(5);
  });

  it('fifty are withheld with one reason, all or none, each told in the log, and restored', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 50; i++) ids.push(await comment());
    const draft = await author.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: round.id },
      'submission { id }',
    );
    const unsent = await author.call<{ comment: { id: string } }>(
      'saveComment',
      { submissionId: draft.submission.id, comment: { type: 'GENERAL', body: 'Unsent.' } },
      'comment { id }',
    );
    const withhold = { decision: 'WITHHOLD', reason: 'One sender, fifty times the same.' };
    const refused = await organizer.refused(
      'moderateComments',
      { commentIds: [...ids, unsent.comment.id], ...withhold },
      'comments { id }',
    );
    expect(refused.extensions.code).toBe('NOT_FOUND');
    expect(await seen(reader, ids[0]!)).toMatchObject({ status: 'PUBLISHED' });
    const STATUS = 'comments { status withheldReason }';
    const done = await organizer.call<{ comments: object[] }>('moderateComments', { commentIds: ids, ...withhold }, STATUS);
    expect(done.comments).toEqual(ids.map(() => ({ status: 'WITHHELD', withheldReason: withhold.reason })));
    for (const id of [ids[0]!, ids[49]!]) {
      expect(await seen(reader, id)).toBeNull();
      expect(await told(id)).toEqual(['comment.withheld']);
    }
    const twice = await organizer.refused('moderateComments', { commentIds: ids, ...withhold }, STATUS);
    expect(twice.extensions).toMatchObject({ code: 'CONFLICT', state: 'WITHHELD' });
    await organizer.call('moderateComments', { commentIds: ids, decision: 'PUBLISH' }, STATUS);
    expect(await seen(reader, ids[49]!)).toMatchObject({ status: 'PUBLISHED', withheldReason: null });
  });

  it('tells author and reporter by events that name them', async () => {
    const id = await comment();
    await flag(reader, id);
    await moderate(id, 'WITHHOLD', 'It advertises.');
    const rows = await platform.db.read<{ action: string; to: string; data: object }>(
      `select e.action, a.display_name as to, e.data from event e left join comment_flag f on f.id = e.subject_id
         join account a on a.id = coalesce(f.account_id, (select account_id from comment where id = e.subject_id))
       where e.round_id = $1 and e.action in ('comment.withheld', 'flag.decided') order by e.action`,
      [round.id],
    );
    expect(rows).toEqual([
      { action: 'comment.withheld', to: 'Aut Hor', data: { reference: expect.any(String), reason: 'It advertises.' } },
      { action: 'flag.decided', to: 'Rea Der', data: { decision: 'WITHHOLD' } },
    ]);
  });

  it('keeps a reason that may quote a confidential comment out of the log', async () => {
    const id = await comment({ tlp: 'AMBER' });
    await moderate(id, 'WITHHOLD', 'It quotes the secret annex.');
    const [event] = await platform.db.read<{ data: object }>('select data from event where subject_id = $1', [id]);
    expect(event?.data).toEqual({ reference: expect.any(String) });
  });

  it('publishes what waits in a round that is moderated first', async () => {
    round = await openRound(organizer, {}, { publication: 'AFTER_MODERATION' });
    const [first, second] = [await comment(), await comment()];
    expect((await queue()).nodes.map(({ id }) => id)).toEqual([first, second]);
    expect(await seen(reader, first)).toBeNull();
    await moderate(first, 'PUBLISH');
    expect(await seen(reader, first)).toMatchObject({ status: 'PUBLISHED' });
    expect((await queue(reviewer)).nodes.map(({ id }) => id)).toEqual([second]);
  });

  it('shows flags to moderators alone, and the queue to staff alone', async () => {
    const id = await comment();
    await flag(reader, id);
    expect((await queue(reviewer)).nodes).toEqual([{ id, status: 'PUBLISHED', flags: [] }]);
    const { errors } = await reader.ask(QUEUE, { roundId: round.id });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const flags = await author.get('query($id: ID!) { node(id: $id) { ... on Comment { flags { reason } } } }', { id });
    expect(flags).toEqual({ node: { flags: [] } });
  });

  it('takes a flag with a reason, from those who may see the comment', async () => {
    const id = await comment({ tlp: 'AMBER' });
    const input = { commentId: id, kind: 'SPAM', reason: 'Spam.' };
    expect((await reader.refused('flagComment', input, 'comment { id }')).extensions.code).toBe('NOT_FOUND');
    const blank = await author.refused('flagComment', { ...input, reason: '  ' }, 'comment { id }');
    expect(blank.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'reason' }] });
  });
});
