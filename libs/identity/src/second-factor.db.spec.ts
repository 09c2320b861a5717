import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { Ctx } from '#platform/ctx.js';
import { issueToken } from '#identity/one-time-token.service.js';
import { type ApiError, Client } from '../../../tests/support/client.js';
import { mailsTo } from '../../../tests/support/organizations.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { statementsOf } from '../../../tests/support/statements.js';

const PASSWORD = 'a long enough test password';
const STEP = 30_000;
/** Where a secret could have been left. */
const TABLES = ['second_factor', 'recovery_code', 'event', 'idempotency'];
const STATE = '{ viewer { id staffRoles { role } secondFactor { active recoveryCodesLeft required passed } } }';

let platform: TestPlatform;
let offset = 0;

/** The clock goes on by so many steps, for everybody. */
const wait = (steps: number): void => platform.setClock((offset += steps * STEP));

/** What an authenticator shows by the platform's clock. */
async function codeOf(secret: string): Promise<string> {
  const row = await platform.db.readOne<{ now: Date }>('select clock_now() as now');
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: row?.now.getTime() ?? 0 });
}

const mailOf = (name: string): string => `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@people.test`;
const begin = async (client: Client): Promise<{ secret: string; uri: string }> =>
  (await client.get<{ b: { secret: string; uri: string } }>('mutation { b: beginSecondFactor { secret uri } }')).b;
const confirm = async (client: Client, code: string): Promise<string[]> =>
  (await client.call<{ recoveryCodes: string[] }>('confirmSecondFactor', { code }, 'recoveryCodes')).recoveryCodes;
const signIn = (name: string, code?: string): Promise<{ token: string }> =>
  platform.anyone.call('signIn', { email: mailOf(name), password: PASSWORD, code }, 'token');
const notSignedIn = (name: string, code?: string): Promise<ApiError> =>
  platform.anyone.refused('signIn', { email: mailOf(name), password: PASSWORD, code }, 'token');
const stateOf = async (client: Client): Promise<object> =>
  (await client.get<{ viewer: { secondFactor: object } }>(STATE)).viewer.secondFactor;

/** Sets up a second factor; gives its secret and the recovery codes. The code that was used is left behind. */
async function setUp(client: Client): Promise<{ secret: string; codes: string[] }> {
  const { secret } = await begin(client);
  const codes = await confirm(client, await codeOf(secret));
  wait(2);
  return { secret, codes };
}

beforeAll(async () => {
  platform = await TestPlatform.start({ STAFF_SECOND_FACTOR: 'required' });
});
afterAll(() => platform.stop());

describe('a second factor', () => {
  it('is asked for from the moment a code confirmed it, and other sessions end', async () => {
    const ada = await platform.person('Ada Factor');
    const other = new Client(platform.url, (await signIn('Ada Factor')).token);
    expect(await stateOf(ada)).toEqual({ active: false, recoveryCodesLeft: 0, required: false, passed: false });
    const { secret, uri } = await begin(ada);
    expect(uri).toContain(`secret=${secret}`);
    expect(await notSignedIn('Ada Factor').catch(() => null)).toBeNull();
    const codes = await confirm(ada, await codeOf(secret));
    expect(codes).toHaveLength(10);
    expect(await stateOf(ada)).toEqual({ active: true, recoveryCodesLeft: 10, required: false, passed: true });
    expect(await other.get('{ viewer { id } }')).toEqual({ viewer: null });
    expect((await notSignedIn('Ada Factor')).extensions.code).toBe('SECOND_FACTOR_REQUIRED');
    wait(2);
    const again = new Client(platform.url, (await signIn('Ada Factor', await codeOf(secret))).token);
    expect(await stateOf(again)).toMatchObject({ passed: true });
  });

  it('is set up by its owner alone, not by whoever is at a browser that was left open', async () => {
    const una = await platform.person('Una Away');
    wait(40); // twenty minutes
    for (const given of ['', '(password: "not the password")']) {
      const { errors } = await una.ask(`mutation { beginSecondFactor${given} { secret } }`);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'password' }] });
    }
    const begun = await una.get<{ b: { secret: string } }>(
      `mutation { b: beginSecondFactor(password: "${PASSWORD}") { secret } }`,
    );
    expect(begun.b.secret).toBeTruthy();
  });

  it('is not asked for, nor told of, where the password is wrong', async () => {
    await setUp(await platform.person('Bo Wrong'));
    const tries = ['Bo Wrong', 'Nobody Here'].map((name) =>
      platform.anyone.refused('signIn', { email: mailOf(name), password: 'another long password' }, 'token'),
    );
    const [known, unknown] = await Promise.all(tries);
    expect(known).toEqual(unknown);
    expect(known?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('takes a code once, also where it comes many times at once', async () => {
    const { secret } = await setUp(await platform.person('Cy Once'));
    const code = await codeOf(secret);
    const answers = await Promise.allSettled(Array.from({ length: 4 }, () => signIn('Cy Once', code)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await notSignedIn('Cy Once', code)).extensions.code).toBe('SECOND_FACTOR_REQUIRED');
  });

  it('takes each recovery code once, however it is typed, and none of somebody else', async () => {
    const dee = await setUp(await platform.person('Dee Lost'));
    const eli = await setUp(await platform.person('Eli Other'));
    const typed = String(dee.codes[3]).toLowerCase().replaceAll('-', ' ');
    const client = new Client(platform.url, (await signIn('Dee Lost', typed)).token);
    expect(await stateOf(client)).toMatchObject({ recoveryCodesLeft: 9, passed: true });
    for (const code of [dee.codes[3], eli.codes[0]])
      expect((await notSignedIn('Dee Lost', code)).extensions.code).toBe('SECOND_FACTOR_REQUIRED');
    await signIn('Dee Lost', dee.codes[4]);
  });

  it('refuses every code after five wrong ones, for 15 minutes', async () => {
    const { secret, codes } = await setUp(await platform.person('Fay Guess'));
    const guesses = await Promise.all(Array.from({ length: 12 }, (_, i) => notSignedIn('Fay Guess', `nothing-${i}`)));
    const answered = guesses.map(({ extensions }) => extensions.code);
    expect(answered.filter((code) => code === 'SECOND_FACTOR_REQUIRED')).toHaveLength(5);
    expect(answered.filter((code) => code === 'RATE_LIMITED')).toHaveLength(7);
    expect((await notSignedIn('Fay Guess', codes[0])).extensions).toMatchObject({ code: 'RATE_LIMITED' });
    wait(31);
    await signIn('Fay Guess', await codeOf(secret));
    await signIn('Fay Guess', codes[0]);
  });

  it('is asked for behind a link of a mail too, and the link waits for it', async () => {
    const client = await platform.person('Gus Link');
    const { viewer } = await client.get<{ viewer: { id: string } }>(STATE);
    const { secret } = await setUp(client);
    const token = await platform.db.write(Ctx.system(platform.db, 'test'), (tx) => issueToken(tx, viewer.id, 'SIGN_IN'));
    for (const code of [undefined, '000 00x'])
      expect((await platform.anyone.refused('verifyEmail', { token, code }, 'token')).extensions.code).toBe(
        'SECOND_FACTOR_REQUIRED',
      );
    const page = await fetch(`${platform.url}/verify`, { method: 'POST', body: new URLSearchParams({ token }) });
    expect(await page.text()).toContain('name="code"');
    const answer = await platform.anyone.call<{ token: string }>('verifyEmail', { token, code: await codeOf(secret) }, 'token');
    expect(await stateOf(new Client(platform.url, answer.token))).toMatchObject({ passed: true });
  });

  it('ends by the password alone, and can be begun anew', async () => {
    const hal = await platform.person('Hal Ends');
    const { secret } = await setUp(hal);
    expect((await hal.ask('mutation { beginSecondFactor { secret } }')).errors?.[0]?.extensions.code).toBe('CONFLICT');
    const wrong = await hal.refused('endSecondFactor', { password: 'not the password' }, 'ok');
    expect(wrong.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'password' }] });
    await hal.call('endSecondFactor', { password: PASSWORD }, 'ok');
    expect(await stateOf(hal)).toEqual({ active: false, recoveryCodesLeft: 0, required: false, passed: false });
    await signIn('Hal Ends');
    expect((await begin(hal)).secret).not.toBe(secret);
  });

  it('has its recovery codes renewed by the password alone: the old ones are over, the new ones work, the owner is told', async () => {
    const ida = await platform.person('Ida Renews');
    const none = await ida.refused('renewRecoveryCodes', { password: PASSWORD }, 'recoveryCodes');
    expect(none.extensions.code).toBe('CONFLICT');
    const { codes } = await setUp(ida);
    for (const password of ['', 'not the password']) {
      const wrong = await ida.refused('renewRecoveryCodes', { password }, 'recoveryCodes'); // though the session is fresh
      expect(wrong.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'password' }] });
    }
    await signIn('Ida Renews', codes[0]);
    const renewed = await ida.call<{ recoveryCodes: string[] }>('renewRecoveryCodes', { password: PASSWORD }, 'recoveryCodes');
    expect(new Set([...renewed.recoveryCodes, ...codes]).size).toBe(20);
    expect(await stateOf(ida)).toMatchObject({ active: true, recoveryCodesLeft: 10 });
    expect((await notSignedIn('Ida Renews', codes[1])).extensions.code).toBe('SECOND_FACTOR_REQUIRED');
    await signIn('Ida Renews', renewed.recoveryCodes[1]);
    expect(await stateOf(ida)).toMatchObject({ recoveryCodesLeft: 9 });
    await ida.call('endSecondFactor', { password: PASSWORD }, 'ok');
    const mails = (await mailsTo(platform, 'ida.renews@people.test')).map(({ subject }) => subject);
    expect(mails).toEqual([
      'No code is asked for any more when you sign in',
      'New recovery codes for your account',
      'A code is now asked for when you sign in',
    ]);
  });

  it('is confirmed by a right code alone, after it was begun', async () => {
    const ida = await platform.person('Ida Early');
    expect((await ida.refused('confirmSecondFactor', { code: '123456' }, 'recoveryCodes')).extensions.code).toBe('CONFLICT');
    const { secret } = await begin(ida);
    const wrong = String((Number(await codeOf(secret)) + 1) % 1_000_000).padStart(6, '0');
    const refused = await ida.refused('confirmSecondFactor', { code: wrong }, 'recoveryCodes');
    expect(refused.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'code' }] });
    expect(await stateOf(ida)).toMatchObject({ active: false });
  });

  it("is nobody else's to see, and leaves its secret in no table, though the key is at hand", async () => {
    const jo = await platform.person('Jo Quiet');
    const keyed = { 'idempotency-key': 'jo-begins' };
    const { b: begun } = await jo.get<{ b: { secret: string } }>('mutation { b: beginSecondFactor { secret } }', {}, keyed);
    const codes = await confirm(jo, await codeOf(begun.secret));
    const { viewer } = await jo.get<{ viewer: { id: string } }>(STATE);
    const marks = [begun.secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))];
    for (const table of TABLES) {
      const [row] = await platform.db.read<{ text: string }>(`select string_agg(t::text, ' ') as text from ${table} t`);
      const text = String(row?.text);
      for (const mark of marks) for (const form of [mark, Buffer.from(mark).toString('hex')]) expect(text).not.toContain(form);
      expect(text).not.toContain(Secret.fromBase32(begun.secret).hex.toLowerCase());
    }
    const key = await stat(join(platform.platform.config.dataDir, 'second-factor.key'));
    expect(key.mode & 0o777).toBe(0o600);
    const stranger = await platform.person('Kit Stranger');
    const query = 'query($id: ID!) { node(id: $id) { ... on Account { secondFactor { active } } } }';
    expect(await stranger.get(query, { id: viewer.id })).toEqual({ node: null });
  });
});

describe('staff who need a second factor', () => {
  const NORM = { title: 'On Keys', slug: 'on-keys' };

  it('act and read as everybody does until they have one, and are told what to do', async () => {
    const admin = await platform.person('Ann Min', 'ADMIN');
    const other = await platform.person('Lou Other');
    const { viewer } = await other.get<{ viewer: { id: string } }>(STATE);
    const assign = { accountId: viewer.id, role: 'OBSERVER' };
    const stranger = await other.refused('assignStaff', assign, 'account { id }');
    const withheld = await admin.refused('assignStaff', assign, 'account { id }');
    expect(withheld.extensions).toEqual({ code: 'FORBIDDEN', state: 'SECOND_FACTOR_MISSING' });
    expect(withheld.message).toContain('beginSecondFactor');
    expect(stranger.extensions).toEqual({ code: 'FORBIDDEN' });
    const email = 'query($id: ID!) { node(id: $id) { ... on Account { email } } }';
    expect(await admin.get(email, { id: viewer.id })).toEqual({ node: null });
    expect(await stateOf(admin)).toEqual({ active: false, recoveryCodesLeft: 0, required: true, passed: false });

    const { secret } = await setUp(admin);
    await admin.call('assignStaff', assign, 'account { id }');
    expect(await admin.get(email, { id: viewer.id })).toEqual({ node: { email: mailOf('Lou Other') } });
    const later = new Client(platform.url, (await signIn('Ann Min', await codeOf(secret))).token);
    await later.call('revokeStaff', assign, 'account { id }');
    await later.call('endSecondFactor', { password: PASSWORD }, 'ok');
    for (const session of [admin, later])
      expect((await session.refused('assignStaff', assign, 'account { id }')).extensions.state).toBe('SECOND_FACTOR_MISSING');
  });

  it('are told the same of a draft that is there and of one that is not', async () => {
    const organizer = await platform.person('Olu Drafts', 'ORGANIZER');
    const refused = await organizer.refused('createNorm', NORM, 'norm { id }');
    expect(refused.extensions.state).toBe('SECOND_FACTOR_MISSING');
    const missing = await organizer.refused('openRound', { roundId: '01900000-0000-7000-8000-000000000000' }, 'round { id }');
    expect(missing).toMatchObject({ message: refused.message, extensions: refused.extensions });
  });

  it('are known by one statement, as everybody else', async () => {
    const person = await platform.person('Max Once', 'OBSERVER');
    const statements = await statementsOf(platform.db, () => person.get('{ __typename }'));
    expect(statements.filter((text) => text.includes('from session s'))).toHaveLength(1);
    expect(statements).toHaveLength(1);
  });
});
