import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ctx } from '#platform/ctx.js';
import type { Client } from '../support/client.js';
import { mailsTo } from '../support/mailbox.js';
import { TestPlatform } from '../support/platform.js';
import { type OpenRound, openRound } from '../support/stories.js';

const COMMENT = 'comment { id reference }';
const MINUTE = 60_000;
const STORM = Number(process.env['STORM'] ?? 120);

describe('somebody who watches a round', () => {
  let platform: TestPlatform;
  let round: OpenRound;
  let author: Client;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    const organizer = await platform.person('Org Anizer', 'ORGANIZER');
    round = await openRound(organizer);
    author = await platform.person('Ann Author');
  });
  afterAll(() => platform.stop());

  const say = (n: number, more: object = {}): Promise<unknown> =>
    author.call('submitComment', { roundId: round.id, comment: { type: 'GENERAL', body: `Word number ${n}`, ...more } }, COMMENT);
  const watcher = async (name: string, delivery: string, zone = 'UTC'): Promise<{ client: Client; mail: string }> => {
    const client = await platform.person(name);
    await client.call('updateProfile', { timeZone: zone }, 'account { timeZone }');
    const preferences = [{ kind: 'COMMENT_PUBLISHED', email: delivery }];
    await client.call('setNotificationPreferences', { preferences }, 'preferences { kind email }');
    await client.call('watch', { subjectId: round.id }, 'ok');
    return { client, mail: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@people.test` };
  };
  const news = async (address: string): Promise<{ subject: string; text: string }[]> =>
    (await mailsTo(platform, address))
      .filter(({ subject }) => /^\[TLP:CLEAR\] (A comment on|News on)/.test(subject))
      .toReversed();

  it('at once gets the first comment at once, and of a storm at most one mail in five minutes, which lists all of it', async () => {
    const { mail } = await watcher('Ima Impatient', 'IMMEDIATE');
    for (let n = 0; n < STORM; n++) await say(n);
    expect(await news(mail)).toHaveLength(1);
    platform.setClock(5 * MINUTE + 1000);
    const [first, together, ...more] = await news(mail);
    expect(more).toEqual([]);
    expect(first?.text).toContain('“Word number 0”');
    for (let n = 1; n < STORM; n++) expect(together?.text).toContain(`“Word number ${n}”`);
    expect(together?.subject).toBe(`[TLP:CLEAR] News on Colloquy: ${STORM - 1}`);
    platform.setClock(30 * MINUTE);
    expect(await news(mail)).toHaveLength(2);
    platform.setClock(0);
  });

  it('once a day gets one at seven in the morning where they live, and none on a day without news', async () => {
    const { mail } = await watcher('Dee Daily', 'DAILY', 'Asia/Tokyo');
    await say(1000);
    expect(await news(mail)).toEqual([]);
    const seven = nextSevenInTokyo(Date.now());
    platform.setClock(seven - Date.now() - MINUTE);
    expect(await news(mail)).toEqual([]);
    platform.setClock(seven - Date.now() + MINUTE);
    const [digest, ...more] = await news(mail);
    expect(more).toEqual([]);
    expect(digest?.text).toContain('“Word number 1000”');
    expect(digest?.text).toContain(`/rounds/${round.reference}`);
    platform.setClock(seven - Date.now() + 3 * 24 * 60 * MINUTE);
    expect(await news(mail)).toHaveLength(1);
    platform.setClock(0);
  });

  it('reads no word of a comment in a digest that was withheld before it came', async () => {
    const { mail } = await watcher('Wil Withheld', 'DAILY');
    const moderator = await platform.person('Mo Derator', 'ORGANIZER');
    const { comment } = (await say(1500)) as { comment: { id: string } };
    await platform.drain();
    await moderator.call(
      'moderateComment',
      { commentId: comment.id, decision: 'WITHHOLD', reason: 'A home address' },
      'comment { id }',
    );
    platform.setClock(26 * 60 * MINUTE);
    const [digest, ...more] = await news(mail);
    platform.setClock(0);
    expect(more).toEqual([]);
    expect(digest?.text).toContain(`/rounds/${round.reference}`);
    expect(digest?.text).not.toContain('Word number 1500');
  });

  it('is told only of what they may see, and nothing confidential by mail; the author hears nothing of their own', async () => {
    const { mail, client } = await watcher('Nosy Parker', 'IMMEDIATE');
    await author.call('watch', { subjectId: round.id }, 'ok');
    await say(2001, { tlp: 'AMBER' });
    await say(2002, { tlp: 'RED' });
    await say(2003, { tlp: 'GREEN' });
    expect(await news(mail)).toEqual([]);
    const { notifications } = await client.get<{ notifications: { nodes: { kind: string }[] } }>(
      '{ notifications { nodes { kind } } }',
    );
    expect(notifications.nodes.filter(({ kind }) => kind === 'COMMENT_PUBLISHED')).toEqual([]);
    expect(await news('ann.author@people.test')).toEqual([]);
  });

  it('no longer hears of it after they ended the watch, nor when mails are off; the inbox then still has it', async () => {
    const { mail, client } = await watcher('Otto Off', 'OFF');
    await say(3001);
    expect(await news(mail)).toEqual([]);
    const inbox = async (): Promise<number> =>
      (await client.get<{ notifications: { unread: number } }>('{ notifications { unread } }')).notifications.unread;
    expect(await inbox()).toBe(1);
    await client.call('unwatch', { subjectId: round.id }, 'ok');
    await say(3002);
    await platform.drain();
    expect(await inbox()).toBe(1);
  });

  it('cannot do without what the procedure owes, and watches nothing that they may not see', async () => {
    const client = await platform.person('Will Wish');
    const preferences = [{ kind: 'SUBMISSION_RECEIVED', email: 'OFF' }];
    const refusal = await client.refused('setNotificationPreferences', { preferences }, 'preferences { kind }');
    expect(refusal.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'preferences.0.email' }] });
    const hidden = await author.call<{ comment: { id: string } }>(
      'submitComment',
      { roundId: round.id, comment: { type: 'GENERAL', body: 'For few', tlp: 'RED' } },
      COMMENT,
    );
    expect((await client.refused('watch', { subjectId: hidden.comment.id }, 'ok')).extensions.code).toBe('NOT_FOUND');
  });

  it('is told once, though the job runs again and the digest is written by several workers', async () => {
    const { mail } = await watcher('Una Once', 'DAILY');
    await say(4001);
    await platform.drain();
    await platform.db.pool.query(`update notification set due_at = clock_now() where mail_id is null and due_at is not null`);
    const pass = (): Promise<number> => platform.worker.passDigests(Ctx.system(platform.db, 'test'));
    await Promise.all([pass(), pass(), pass()]);
    expect(await news(mail)).toHaveLength(1);
  });

  it('gets one digest, whole, where the worker that wrote it was cut off in the middle', async () => {
    const readers = [await watcher('Cut One', 'DAILY'), await watcher('Cut Two', 'DAILY')];
    await say(5001);
    await platform.drain();
    await platform.db.pool.query(`update notification set due_at = clock_now() where mail_id is null and due_at is not null`);
    const untold = async (): Promise<unknown> =>
      (
        await platform.db.readOne<{ n: number }>(
          'select count(*)::int as n from notification where mail_id is null and due_at is not null',
        )
      )?.n;
    const holder = await platform.db.pool.connect();
    await holder.query('begin');
    await holder.query(
      `select from notification where id = (select max(id::text)::uuid from notification where mail_id is null and due_at is not null) for update`,
    );
    const pass = (): Promise<number> => platform.worker.passDigests(Ctx.system(platform.db, 'test'));
    const before = await untold();
    expect(before).toBeGreaterThan(1);
    const cut = pass();
    const [written] = await Promise.all([cut.catch((error: Error) => error.message), cutOff(platform.db.pool)]);
    await holder.query('rollback');
    holder.release();
    expect(written).toMatch(/terminat/);
    expect(await untold()).toBe(before);
    await pass();
    for (const { mail } of readers)
      expect((await news(mail)).map(({ text }) => text)).toEqual([expect.stringContaining('Word number 5001')]);
  });
});

/** Ends the connection that waits to mark news as told: what a worker that is killed leaves. */
async function cutOff(pool: TestPlatform['db']['pool']): Promise<void> {
  const WAITING = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like 'update notification set mail_id%'`;
  while ((await pool.query(WAITING)).rowCount === 0) await new Promise(setImmediate);
}

/** The next 07:00 in Tokyo, which is nine hours ahead of UTC all year. */
function nextSevenInTokyo(now: number): number {
  const day = 24 * 60 * MINUTE;
  const seven = Math.floor(now / day) * day - 2 * 60 * MINUTE;
  return seven > now ? seven : nextSevenInTokyoAfter(seven, now, day);
}

const nextSevenInTokyoAfter = (seven: number, now: number, day: number): number =>
  seven + Math.ceil((now - seven + 1) / day) * day;
