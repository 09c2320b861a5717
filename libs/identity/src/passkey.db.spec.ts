import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Authenticator, type Deviation } from '../../../tests/support/authenticator.js';
import { type ApiError, Client } from '../../../tests/support/client.js';
import { mailsTo } from '../../../tests/support/organizations.js';
import { TestPlatform } from '../../../tests/support/platform.js';

const PUBLIC_URL = 'https://consult.people.test';
const LIST = '{ viewer { id displayName secondFactor { passed } passkeys { id name createdAt lastUsedAt } } }';
const BEGIN = 'mutation { begun: beginPasskey { options } }';
const BEGIN_SIGN_IN = 'mutation { begun: beginPasskeySignIn { options } }';

interface Viewer {
  id: string;
  displayName: string;
  secondFactor: { passed: boolean };
  passkeys: { id: string; name: string; lastUsedAt: string | null }[];
}

let platform: TestPlatform;

beforeAll(async () => {
  platform = await TestPlatform.start({ STAFF_SECOND_FACTOR: 'required', PUBLIC_URL });
});
afterEach(() => platform.setClock(0));
afterAll(() => platform.stop());

const optionsOf = async <T>(client: Client, query: string): Promise<T> =>
  (await client.get<{ begun: { options: T } }>(query)).begun.options;
const creation = (client: Client): Promise<Parameters<Authenticator['create']>[0]> => optionsOf(client, BEGIN);
const question = (): Promise<Parameters<Authenticator['get']>[0]> => optionsOf(platform.anyone, BEGIN_SIGN_IN);
const viewerOf = async (client: Client): Promise<Viewer> => (await client.get<{ viewer: Viewer }>(LIST)).viewer;
const tryIt = (response: unknown): Promise<ApiError> => platform.anyone.refused('signInWithPasskey', { response }, 'token');

/** Adds a passkey to the person's account; gives its authenticator. */
async function withPasskey(client: Client, name = 'My key'): Promise<Authenticator> {
  const authenticator = new Authenticator(PUBLIC_URL);
  await client.call('addPasskey', { name, response: authenticator.create(await creation(client)) }, 'passkey { id name }');
  return authenticator;
}

async function signIn(authenticator: Authenticator): Promise<Client> {
  const response = authenticator.get(await question());
  const { token } = await platform.anyone.call<{ token: string }>('signInWithPasskey', { response }, 'token');
  return new Client(platform.url, token);
}

describe('a passkey', () => {
  it('is added, listed, signs in as often as it likes, and is removed', async () => {
    const ada = await platform.person('Ada Key');
    const authenticator = await withPasskey(ada, 'Blue key');
    const [passkey] = (await viewerOf(ada)).passkeys;
    expect(passkey).toMatchObject({ name: 'Blue key', lastUsedAt: null });
    for (const client of [await signIn(authenticator), await signIn(authenticator)])
      expect(await viewerOf(client)).toMatchObject({ displayName: 'Ada Key', secondFactor: { passed: true } });
    expect((await viewerOf(ada)).passkeys[0]?.lastUsedAt).not.toBeNull();
    await ada.call('removePasskey', { passkeyId: passkey?.id }, 'ok');
    expect((await viewerOf(ada)).passkeys).toEqual([]);
    expect((await tryIt(authenticator.get(await question()))).extensions.code).toBe('UNAUTHENTICATED');
  });

  it('counts as a second factor where staff need one, at once and at every sign-in', async () => {
    const admin = await platform.person('Ann Min', 'ADMIN');
    const { id } = await viewerOf(await platform.person('Lou Other'));
    const assign = { accountId: id, role: 'OBSERVER' };
    expect((await admin.refused('assignStaff', assign, 'account { id }')).extensions.state).toBe('SECOND_FACTOR_MISSING');
    const authenticator = await withPasskey(admin);
    await admin.call('assignStaff', assign, 'account { id }');
    await (await signIn(authenticator)).call('revokeStaff', assign, 'account { id }');
  });

  const DEVIATIONS: [string, Deviation][] = [
    ['from another origin', { origin: 'https://consult.people.example' }],
    ['for another relying party', { rpId: 'people.example' }],
    ['without verifying its holder', { verifiesUser: false }],
    ['that has signed less often than before, as a copy would', { counter: 1 }],
    ['for another account', { userHandle: Buffer.from('somebody else').toString('base64url') }],
  ];
  it.each(DEVIATIONS)('does not sign in %s', async (_how, deviation) => {
    const authenticator = await withPasskey(await platform.person('Bo Wrong').catch(() => again('Bo Wrong')));
    await signIn(authenticator);
    expect((await tryIt(authenticator.get(await question(), deviation))).extensions).toEqual({ code: 'UNAUTHENTICATED' });
    await signIn(authenticator);
  });

  it.each(DEVIATIONS.slice(0, 3))('is not added %s', async (_how, deviation) => {
    const client = await platform.person('Cy Wrong').catch(() => again('Cy Wrong'));
    const response = new Authenticator(PUBLIC_URL).create(await creation(client), deviation);
    const error = await client.refused('addPasskey', { name: 'Key', response }, 'passkey { id }');
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'response' }] });
    expect((await viewerOf(client)).passkeys).toEqual([]);
  });

  it('answers a question once, within five minutes, and none that it was not asked', async () => {
    const authenticator = await withPasskey(await platform.person('Dee Once'));
    const asked = await question();
    const response = authenticator.get(asked);
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () => platform.anyone.call('signInWithPasskey', { response }, 'token')),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const late = authenticator.get(await question());
    platform.setClock(5 * 60_000 + 1000);
    const own = authenticator.get({ ...asked, challenge: 'b2YgbXkgb3duIG1ha2luZw' });
    const errors = [await tryIt(authenticator.get(asked)), await tryIt(late), await tryIt(own)];
    for (const error of errors) expect(error).toEqual(errors[0]);
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('cannot be added to an account by the question that another was asked, nor twice', async () => {
    const [eli, fay] = [await platform.person('Eli Asked'), await platform.person('Fay Thief')];
    const authenticator = new Authenticator(PUBLIC_URL);
    const response = authenticator.create(await creation(eli));
    const refused = (client: Client, given: object): Promise<ApiError> =>
      client.refused('addPasskey', { name: 'Key', response: given }, 'passkey { id }');
    expect((await refused(fay, response)).extensions.code).toBe('BAD_USER_INPUT');
    await eli.call('addPasskey', { name: 'Key', response }, 'passkey { id }');
    expect((await refused(eli, response)).extensions.code).toBe('BAD_USER_INPUT');
    expect((await refused(fay, authenticator.create(await creation(fay)))).extensions.code).toBe('BAD_USER_INPUT');
  });

  it("is nobody else's to see or to remove", async () => {
    const [gus, hal] = [await platform.person('Gus Owner'), await platform.person('Hal Other')];
    await withPasskey(gus);
    const [passkey] = (await viewerOf(gus)).passkeys;
    const theirs = await hal.refused('removePasskey', { passkeyId: passkey?.id }, 'ok');
    const none = await hal.refused('removePasskey', { passkeyId: '01900000-0000-7000-8000-000000000000' }, 'ok');
    expect(theirs).toEqual(none);
    expect((await viewerOf(gus)).passkeys).toHaveLength(1);
  });

  it('is added and removed by its owner alone, not by whoever is at a browser that was left open; the owner is told by mail', async () => {
    const ivy = await platform.person('Ivy Away');
    await withPasskey(ivy);
    platform.setClock(16 * 60_000);
    const [passkey] = (await viewerOf(ivy)).passkeys;
    const begun = await ivy.ask(BEGIN);
    expect(begun.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'password' }] });
    for (const password of [undefined, 'not the password']) {
      const error = await ivy.refused('removePasskey', { passkeyId: passkey?.id, password }, 'ok');
      expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'password' }] });
    }
    expect((await viewerOf(ivy)).passkeys).toHaveLength(1);
    await ivy.call('removePasskey', { passkeyId: passkey?.id, password: 'a long enough test password' }, 'ok');
    expect((await viewerOf(ivy)).passkeys).toEqual([]);
    const mails = (await mailsTo(platform, 'ivy.away@people.test')).map(({ subject }) => subject);
    expect(mails).toEqual(['A passkey was taken off your account', 'A passkey was added to your account']);
  });

  it.each([[null], ['text'], [{}], [{ id: 'x', response: {} }], [[1, 2]]])('is not %j', async (response) => {
    const errors = await platform.anyone.ask('mutation($r: JSON!) { signInWithPasskey(input: { response: $r }) { token } }', {
      r: response,
    });
    expect(errors.errors?.[0]?.extensions.code).toMatch(/^(UNAUTHENTICATED|BAD_USER_INPUT)$/);
  });
});

const again = (name: string): Promise<Client> =>
  platform.anyone.signIn(`${name.toLowerCase().replace(' ', '.')}@people.test`, 'a long enough test password');
