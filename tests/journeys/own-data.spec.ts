import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { statementsOf } from '../support/statements.js';
import { TestPlatform } from '../support/platform.js';
import { openRound } from '../support/stories.js';

const PASSWORD = 'a long enough test password';

/** Tables that name an account and are in no section of `ownData`, and why. */
const NOT_GIVEN: Readonly<Record<string, string>> = {
  event: 'the log of the platform; what it tells of a person stands in the sections',
  idempotency: 'what a request with a key was answered, for a day',
  mail_pace: 'when the last mail went, which is in the list of mails',
  oidc_passage: 'a way to an institution, for ten minutes',
  one_time_token: 'hashes of links, for an hour',
  passkey_challenge: 'a question to an authenticator, for five minutes',
  recovery_code: 'hashes of codes',
  sign_up: 'a sign-up that waits for its link; its facts are the account’s',
};
const NAMING = `select distinct t.relname as name from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
  where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace and (
    a.attname in ('account_id', 'owner_id', 'actor_id', 'author_id') or exists (select from pg_constraint c
      where c.conrelid = t.oid and c.contype = 'f' and c.confrelid = 'account'::regclass and a.attnum = any(c.conkey))) order by 1`;

interface Files {
  ownData: { files: { id: string; sha256: string; content: string | null }[] };
}

describe('what is kept of a person', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await TestPlatform.start();
  });
  afterAll(() => platform.stop());

  it('is given to them out of every table that names an account, but for those that say why not', async () => {
    const client = await platform.person('Wanda Whole');
    const tables = (await platform.db.read<{ name: string }>(NAMING)).map(({ name }) => name);
    expect(tables).toEqual(expect.arrayContaining(['comment', 'file', 'disposition', 'export', 'co_signature', 'moderation']));
    const asked = (await statementsOf(platform.db, () => client.get('{ ownData }'))).join('\n');
    const given = (name: string): boolean => new RegExp(`\\b(from|join) ${name}\\b`).test(asked);
    const sections = tables.filter((name) => name !== 'session' && !(name in NOT_GIVEN));
    expect(sections.filter((name) => !given(name))).toEqual([]);
    expect(Object.keys(NOT_GIVEN).filter((name) => !tables.includes(name))).toEqual([]); // no exception outlives its table
  });

  it('has the content of their files in it; with the account go those that no comment refers to', async () => {
    const organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    const client = await platform.person('Fil Ed');
    const round = await openRound(organizer);
    const [attached, alone] = [await client.upload('a.txt', 'with a comment'), await client.upload('b.txt', 'alone')];
    const comment = { type: 'GENERAL', body: 'See the file.', attachmentIds: [attached] };
    await client.call('submitComment', { roundId: round.id, comment }, 'comment { id }');
    const { files } = (await client.get<Files>('{ ownData }')).ownData;
    const texts = files.map(({ content }) => Buffer.from(content ?? '', 'base64').toString());
    expect(texts).toEqual(['with a comment', 'alone']);
    expect(files.map(({ sha256 }) => sha256)).toEqual(texts.map((text) => createHash('sha256').update(text).digest('hex')));
    await client.call('eraseAccount', { password: PASSWORD }, 'ok');
    const left = await platform.db.read<{ id: string }>('select id from file where id = any($1)', [[attached, alone]]);
    expect(left).toEqual([{ id: attached }]);
  });
});
