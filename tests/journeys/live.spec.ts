import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '../support/client.js';
import { Listener } from '../support/listener.js';
import { makeApi } from '../../apps/api/src/api.js';
import { TestPlatform } from '../support/platform.js';
import { type OpenRound, openRound } from '../support/stories.js';

const ADDED = 'subscription($id: ID!) { commentAdded(roundId: $id) { body tlp author { displayName } } }';
const CHANGED = 'subscription($id: ID!) { roundChanged(roundId: $id) { status closesAt comments { totalCount } } }';
const INBOX = 'subscription { inboxChanged { unread newest { kind title } } }';
const PROGRESS =
  'subscription($id: ID!) { jobProgressed(id: $id) { __typename ... on Export { status } ... on FeedbackSummary { status } } }';

type Added = { commentAdded: { body: string; tlp: string; author: { displayName: string } | null } };
type Changed = { roundChanged: { status: string; closesAt: string | null; comments: { totalCount: number } } };
type Inbox = { inboxChanged: { unread: number; newest: { kind: string; title: string } | null } };

describe('what happens is told as it happens', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let secretariat: Client;
  let author: Client;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    secretariat = await platform.person('Sekreta Riat', 'SECRETARIAT');
    author = await platform.person('Ann Author');
  });
  afterAll(() => platform.stop());

  const say = (by: Client, round: OpenRound, body: string, more: object = {}): Promise<{ comment: { id: string } }> =>
    by.call('submitComment', { roundId: round.id, comment: { type: 'GENERAL', body, ...more } }, 'comment { id }');
  const bodies = (listener: Listener<Added>): (string | undefined)[] => listener.told.map(({ data }) => data?.commentAdded.body);

  it('tells each viewer the comments that they may see, and no other, in their order', async () => {
    const round = await openRound(organizer);
    const [anybody, staff, secret, own] = await Promise.all(
      [platform.anyone, organizer, secretariat, author].map((who) => Listener.of<Added>(who, ADDED, { id: round.id })),
    );
    for (const tlp of ['RED', 'AMBER', 'CLEAR']) await say(author, round, tlp, { tlp, attribution: 'PSEUDONYMOUS' });
    await platform.drain();
    await anybody?.until(1);
    await staff?.until(2);
    await secret?.until(3);
    await own?.until(3);
    expect(anybody && bodies(anybody)).toEqual(['CLEAR']);
    expect(staff && bodies(staff)).toEqual(['AMBER', 'CLEAR']);
    expect(secret && bodies(secret)).toEqual(['RED', 'AMBER', 'CLEAR']);
    expect(own && bodies(own)).toEqual(['RED', 'AMBER', 'CLEAR']);
    expect(anybody?.told[0]?.data?.commentAdded.author?.displayName).not.toBe('Ann Author');
    await Promise.all([anybody, staff, secret, own].map((one) => one?.leave()));
  });

  it('tells of a round: its state first, then changes, and of hidden comments not even that there was one', async () => {
    const round = await openRound(organizer);
    const listener = await Listener.of<Changed>(platform.anyone, CHANGED, { id: round.id });
    await listener.until(1);
    await say(author, round, 'Nobody is to know.', { tlp: 'RED' });
    await say(author, round, 'Everybody may know.');
    await organizer.call('closeRound', { roundId: round.id }, 'round { status }');
    await platform.drain();
    await listener.until(3);
    const states = listener.told.map(({ data }) => data?.roundChanged);
    expect(states[0]).toMatchObject({ status: 'OPEN', comments: { totalCount: 0 } });
    expect(states[1]?.comments.totalCount).toBe(1);
    expect(states.at(-1)).toMatchObject({ status: 'CLOSED' });
    await listener.leave();
  });

  it('lets through what a moderator lets through, when they do', async () => {
    const round = await openRound(organizer, {}, { publication: 'AFTER_MODERATION' });
    const listener = await Listener.of<Added>(platform.anyone, ADDED, { id: round.id });
    const { comment } = await say(author, round, 'Looked at first.');
    await platform.drain();
    expect(listener.told).toEqual([]);
    await organizer.call('moderateComment', { commentId: comment.id, decision: 'PUBLISH' }, 'comment { id }');
    await platform.drain();
    await listener.until(1);
    expect(bodies(listener)).toEqual(['Looked at first.']);
    await listener.leave();
  });

  it('keeps the unread count of an inbox, on every device', async () => {
    const round = await openRound(organizer);
    const reader = await platform.person('Rea Der');
    await platform.drain();
    await reader.call('watch', { subjectId: round.id }, 'ok');
    const [phone, desk] = await Promise.all([Listener.of<Inbox>(reader, INBOX), Listener.of<Inbox>(reader, INBOX)]);
    await say(author, round, 'Worth a look.');
    await platform.drain();
    await phone.until(2);
    expect(phone.told[0]?.data?.inboxChanged).toEqual({ unread: 0, newest: null });
    expect(phone.told[1]?.data?.inboxChanged).toMatchObject({ unread: 1, newest: { kind: 'COMMENT_PUBLISHED' } });
    await reader.call('markNotificationsRead', {}, 'unread');
    await desk.until(3);
    expect(desk.told.at(-1)?.data?.inboxChanged.unread).toBe(0);
    await Promise.all([phone.leave(), desk.leave()]);
  });

  it('follows an export to its end, and then ends by itself', async () => {
    const round = await openRound(organizer);
    await say(author, round, 'For the table.');
    const input = { kind: 'COMMENTS', format: 'CSV', roundId: round.id };
    const { export: row } = await organizer.call<{ export: { id: string } }>('requestExport', input, 'export { id }');
    const listener = await Listener.of<{ jobProgressed: { status: string } }>(organizer, PROGRESS, { id: row.id });
    await platform.drain();
    await listener.complete();
    expect(listener.told.at(-1)?.data?.jobProgressed).toEqual({ __typename: 'Export', status: 'READY' });
    const stranger = await Listener.of(author, PROGRESS, { id: row.id });
    expect(stranger.told[0]?.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('reaches those who listen at another API process', async () => {
    const round = await openRound(organizer);
    const other = await makeApi(platform.platform);
    await other.listen(0, '127.0.0.1');
    const listener = await Listener.of<Added>(new Client(await other.getUrl(), null), ADDED, { id: round.id });
    await say(author, round, 'Said elsewhere.');
    await platform.drain();
    await listener.until(1);
    expect(bodies(listener)).toEqual(['Said elsewhere.']);
    await other.close();
    await listener.complete();
  });

  it('stops at once for who has signed out', async () => {
    const round = await openRound(organizer);
    const leaver = await platform.person('Lea Ver', 'ORGANIZER');
    const listener = await Listener.of<Added>(leaver, ADDED, { id: round.id });
    await leaver.get('mutation { signOut { ok } }');
    await say(author, round, 'Not for who has left.', { tlp: 'AMBER' });
    await platform.drain();
    await listener.complete();
    expect(listener.told).toEqual([]);
  });

  it('holds no connection when nobody listens, and goes on after the database cut the line', async () => {
    const listening = async (): Promise<number> =>
      (
        await platform.db.readOne<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity where datname = current_database() and query = 'listen colloquy_log'`,
        )
      )?.n ?? -1;
    const round = await openRound(organizer);
    const listener = await Listener.of<Added>(platform.anyone, ADDED, { id: round.id });
    expect(await listening()).toBe(1);
    await platform.db.read(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'listen colloquy_log'`,
    );
    await say(author, round, 'Said while the line was cut.');
    await platform.drain();
    await listener.until(1);
    await listener.leave();
    for (const deadline = Date.now() + 10_000; (await listening()) > 0 && Date.now() < deadline;);
    expect(await listening()).toBe(0);
  });

  it('refuses what is no subscription, what is too deep, who must sign in, and a round that nobody may know of', async () => {
    const first = async (query: string, variables: object = {}) => {
      const { status, told } = await Listener.of(platform.anyone, query, variables);
      return { status, code: told[0]?.errors?.[0]?.extensions.code };
    };
    expect(await first('{ rounds { totalCount } }')).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await first('subscription { nothing }')).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
    expect(
      await first(`subscription { ${Array.from({ length: 40 }, (_, i) => `a${i}: inboxChanged { unread }`).join(' ')} }`),
    ).toMatchObject({ status: 400 });
    expect(await first(INBOX)).toEqual({ status: 200, code: 'UNAUTHENTICATED' });
    expect(await first(ADDED, { id: '00000000-0000-4000-8000-000000000000' })).toEqual({ status: 200, code: 'NOT_FOUND' });
    expect(await first(ADDED, { id: 'no id' })).toEqual({ status: 200, code: 'NOT_FOUND' });
  });

  it('opens twenty streams for one person, and not one more', async () => {
    const many = await platform.person('Man Y');
    const streams = await Promise.all(Array.from({ length: 20 }, () => Listener.of<Inbox>(many, INBOX)));
    expect((await Listener.of(many, INBOX)).status).toBe(429);
    await Promise.all(streams.map((one) => one.leave()));
  });

  it('keeps the pages of rounds and inboxes up to date: they name the streams after which they are to be asked for anew', async () => {
    const round = await openRound(organizer);
    const reader = await platform.person('Ree Der');
    const page = async (path: string) => {
      const response = await reader.fetch(path);
      const text = await response.text();
      const streams = /data-streams="([^"]*)"/.exec(text)?.[1]?.replaceAll('&quot;', '"') ?? '[]';
      return { response, text, streams: JSON.parse(streams) as string[] };
    };
    const before = await page(`/rounds/${round.reference}`);
    expect(before.response.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*script-src 'self'; connect-src 'self'$/,
    );
    expect(before.streams).toHaveLength(2);
    const listeners = await Promise.all(before.streams.map((query) => Listener.of(reader, query)));
    await Promise.all(listeners.map((one) => one.until(1)));
    await say(author, round, 'Said <i>live</i>.');
    await say(author, round, 'Not for readers.', { tlp: 'RED' });
    await platform.drain();
    await listeners[0]?.until(2);
    const { text } = await page(`/rounds/${round.reference}`);
    expect(text).toContain('Said &lt;i&gt;live&lt;/i&gt;.');
    expect(text).not.toContain('Not for readers.');
    expect((await page('/inbox')).streams).toEqual(before.streams.slice(1));
    expect((await platform.anyone.fetch('/inbox')).status).toBe(401);
    expect((await platform.anyone.fetch('/rounds/NO-SUCH-R1')).status).toBe(404);
    await Promise.all(listeners.map((one) => one.leave()));
  });
});
