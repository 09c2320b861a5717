import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ctx } from '#platform/ctx.js';
import { forgetOldAccess } from '#identity/access-clock.service.js';
import type { Client } from '../support/client.js';
import { mailsTo } from '../support/mailbox.js';
import { TestPlatform } from '../support/platform.js';
import { openRound } from '../support/stories.js';

const PASSWORD = 'a long enough test password';
const MARK = 'marigoldfinch';

interface OwnData {
  ownData: {
    account: { email: string; memberships: object[]; sessions: object[] };
    contributions: { submissions: { salt: string }[]; comments: { body: string; tlp: string }[] };
    notifications: { inbox: { title: string }[]; mails: { subject: string }[] };
  };
}

describe('who wants to see or to end what is kept of them', () => {
  let platform: TestPlatform;
  let organizer: Client;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
  });
  afterAll(() => platform.stop());

  async function participant(name: string): Promise<{ client: Client; reference: string }> {
    const client = await platform.person(name);
    const round = await openRound(organizer);
    const comment = { type: 'GENERAL', body: `A word of ${round.reference}.`, attribution: 'NAMED' };
    await client.call('submitComment', { roundId: round.id, comment }, 'comment { id }');
    await client.call('startSubmission', { roundId: round.id }, 'submission { id }');
    await client.call(
      'registerOrganization',
      { name: `Office ${round.reference}`, group: 'INDUSTRY', region: 'GLOBAL' },
      'organization { id }',
    );
    await platform.drain();
    return { client, reference: round.reference };
  }

  it('has every row of theirs erased, in whatever table, but for the public record', async () => {
    const { client } = await participant('Tabea');
    const { viewer } = await client.get<{ viewer: { id: string } }>('{ viewer { id } }');
    const keep = (text: string): Promise<unknown> => platform.db.read(`${text} returning 1`, [viewer.id]);
    await keep(`insert into passkey (id, account_id, credential_id, public_key, counter, name, created_at)
      values (uuidv7(), $1, 'credential', '', 0, 'Key', now())`);
    await keep(
      `insert into oidc_identity (issuer, subject, account_id, created_at) values ('https://issuer.test', 'subject', $1, now())`,
    );
    await keep(`insert into second_factor (account_id, sealed_secret, created_at, confirmed_at) values ($1, '', now(), now())`);
    await keep(`insert into recovery_code (account_id, code_hash) values ($1, sha256('code'))`);
    const tables = await platform.db.read<{ name: string }>(
      `select table_name as name from information_schema.columns where column_name = 'account_id' and table_schema = 'public' order by 1`,
    );
    const held = async (): Promise<string[]> => {
      const rows = tables.map(({ name }) => platform.db.read(`select 1 from ${name} where account_id = $1`, [viewer.id]));
      const counts = (await Promise.all(rows)).map((found) => found.length);
      return tables.flatMap(({ name }, i) => (counts[i] ? [name] : []));
    };
    const some = ['passkey', 'oidc_identity', 'second_factor', 'recovery_code', 'session', 'comment'];
    expect(await held()).toEqual(expect.arrayContaining(some));
    await client.call('eraseAccount', { password: PASSWORD }, 'ok');
    expect(await held()).toEqual(['comment', 'submission']);
  });

  it('has the bytes of their files thrown away with them, but for what came with a comment', async () => {
    const { client } = await participant('Fila');
    const kept = await client.upload('evidence.txt', `Evidence of ${MARK}.`);
    const round = await openRound(organizer);
    const comment = { type: 'GENERAL', body: 'With evidence.', attachmentIds: [kept] };
    await client.call('submitComment', { roundId: round.id, comment }, 'comment { id }');
    await client.upload('diary.txt', `The diary of ${MARK}.`);
    const stored = async (): Promise<string[]> => {
      const folder = join(platform.platform.config.dataDir, 'files');
      const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
      return (await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8'))))
        .filter((text) => text.includes(MARK))
        .sort();
    };
    const [evidence, diary] = [`Evidence of ${MARK}.`, `The diary of ${MARK}.`];
    expect(await stored()).toEqual([evidence, diary]);
    await client.call('eraseAccount', { password: PASSWORD }, 'ok');
    await platform.worker.passSweep(Ctx.system(platform.db, 'test'), new Date(Date.now() + 25 * 3_600_000));
    expect(await stored()).toEqual([evidence]);
  });

  it('has the tables go too that hold their drafts', async () => {
    const { client } = await participant('Tessa');
    const round = await openRound(organizer);
    const { submission } = await client.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: round.id },
      'submission { id }',
    );
    const comment = { type: 'GENERAL', body: `A draft of ${MARK}.` };
    await client.call('saveComment', { submissionId: submission.id, comment }, 'comment { id }');
    const asked = { kind: 'COMMENT_TEMPLATE', format: 'CSV', roundId: round.id };
    const { export: made } = await client.call<{ export: { id: string } }>('requestExport', asked, 'export { id }');
    await platform.drain();
    expect(await (await client.fetch(`/exports/${made.id}`)).text()).toContain(`A draft of ${MARK}.`);
    await client.call('eraseAccount', { password: PASSWORD }, 'ok');
    expect(await platform.db.read('select 1 from export where id = $1', [made.id])).toEqual([]);
  });

  it('gets all of it, and nothing of anybody else, and no secret', async () => {
    const { client, reference } = await participant('Dora');
    await participant('Dirk');
    await platform.anyone.call('requestPasswordReset', { email: 'dora@people.test' }, 'ok');
    const token = /reset\?token=([\w-]+)/.exec((await mailsTo(platform, 'dora@people.test'))[0]?.text ?? '')?.[1];
    expect(token).toBeDefined();
    const { ownData } = await client.get<OwnData>('{ ownData }');
    expect(ownData.account).toMatchObject({ email: 'dora@people.test', memberships: [{ role: 'APPROVER' }], sessions: [{}] });
    expect(ownData.contributions.comments.map(({ body }) => body)).toContain(`A word of ${reference}.`);
    expect(ownData.contributions.submissions[0]?.salt).toMatch(/^[0-9a-f]{64}$/);
    expect(ownData.notifications.inbox.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^Received/));
    const text = JSON.stringify(ownData);
    for (const foreign of ['dirk', 'Dirk', 'argon2', String(token), String(client.token)]) expect(text).not.toContain(foreign);
    expect((await platform.anyone.ask('{ ownData }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('keeps everything where the password is wrong', async () => {
    const client = await platform.person('Wanda');
    const error = await client.refused('eraseAccount', { password: 'not the password' }, 'ok');
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'password' }] });
    expect(await client.get('{ viewer { displayName } }')).toEqual({ viewer: { displayName: 'Wanda' } });
  });

  it('goes for good: no table, page or mail has name or address; the comment stays under a pseudonym', async () => {
    const { client, reference } = await participant(MARK);
    await client.call('updateProfile', { displayName: `${MARK} Renamed` }, 'account { id }');
    await client.call('requestEmailChange', { email: `${MARK}.new@people.test`, password: PASSWORD }, 'ok');
    await platform.anyone.call('signUp', { email: `${MARK}@people.test`, password: PASSWORD, displayName: MARK }, 'ok');
    await platform.anyone.call('requestPasswordReset', { email: `${MARK}@people.test` }, 'ok'); // its mail is not written yet
    expect(await tablesWith(MARK)).not.toEqual([]);
    expect(await client.call('eraseAccount', { password: PASSWORD }, 'ok')).toEqual({ ok: true });
    expect(await client.get('{ viewer { id } }')).toEqual({ viewer: null });
    await platform.drain();
    expect(await tablesWith(MARK)).toEqual([]);
    const [row] = await platform.db.read<{ salt: string | null; displayName: string }>(
      `select s.salt, a.display_name from comment c join submission s on s.id = c.submission_id join account a on a.id = c.account_id
       where c.body = $1`,
      [`A word of ${reference}.`],
    );
    expect(row).toEqual({ salt: null, displayName: expect.stringMatching(/^Former participant [0-9A-F]{8}$/) });
    const again = await platform.anyone.refused('signIn', { email: `${MARK}@people.test`, password: PASSWORD }, 'token');
    expect(again.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('is forgotten in its links and sessions when these have ended', async () => {
    const client = await platform.person('Fina');
    await platform.anyone.call('requestSignInLink', { email: 'fina@people.test' }, 'ok');
    await platform.drain();
    const left = `select (select count(*)::int from session s where s.account_id = a.id) as sessions,
      (select count(*)::int from one_time_token t where t.account_id = a.id) as links from account a where a.email = 'fina@people.test'`;
    await forgetOldAccess(Ctx.system(platform.db, 'test'));
    expect(await platform.db.read(left)).toEqual([{ sessions: 1, links: 1 }]);
    platform.setClock(16 * 24 * 3_600_000);
    await forgetOldAccess(Ctx.system(platform.db, 'test'));
    platform.setClock(0);
    expect(await platform.db.read(left)).toEqual([{ sessions: 0, links: 0 }]);
    expect(await client.get('{ viewer { id } }')).toEqual({ viewer: null });
  });

  /** The tables in which some row holds the word. */
  async function tablesWith(word: string): Promise<string[]> {
    const tables = await platform.db.read<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await platform.db.pool.query(`select 1 from "${name}" t where t::text ilike $1 limit 1`, [`%${word}%`]);
      if (rows.length > 0) found.push(name);
    }
    return found;
  }
});
