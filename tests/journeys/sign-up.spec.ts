import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';

const HOUR = 3_600_000;
const PASSWORD = 'a sentence does well';
const VIEWER = '{ viewer { email displayName emailVerified staffRoles { role } } }';

interface Mail {
  to: string;
  subject: string;
  text: string;
}
interface Session {
  token: string;
  account: { email: string; emailVerified: boolean };
}

describe('someone who was never here before', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await TestPlatform.start();
  });
  afterAll(() => platform.stop());

  const person = (name: string) => ({ email: `${name}@people.test`, password: PASSWORD, displayName: `${name} of the Test` });
  const signUp = (name: string): Promise<object> => platform.anyone.call('signUp', person(name), 'ok');
  const mailsTo = async (name: string): Promise<Mail[]> => {
    await platform.drain();
    const response = await platform.anyone.fetch('/dev/mail?format=json');
    return ((await response.json()) as Mail[]).filter(({ to }) => to.includes(`${name}@people.test`));
  };
  const tokenOf = (mail: Mail | undefined): string => /verify\?token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
  const verify = (token: string): Promise<Session> =>
    platform.anyone.call('verifyEmail', { token }, 'token account { email emailVerified }');
  const signIn = (name: string): Promise<Client> => platform.anyone.signIn(`${name}@people.test`, PASSWORD);

  it('signs up, follows the link in the mail, and is who they said: now, and whenever they sign in', async () => {
    expect(await signUp('nora')).toEqual({ ok: true });
    const [mail, ...more] = await mailsTo('nora');
    expect(more).toEqual([]);
    expect(mail?.text).toContain(`${platform.platform.config.publicUrl}/verify?token=`);
    const { token, account } = await verify(tokenOf(mail));
    expect(account).toEqual({ email: 'nora@people.test', emailVerified: true });
    const viewer = { email: 'nora@people.test', displayName: 'nora of the Test', emailVerified: true, staffRoles: [] };
    const atOnce = new Client(platform.url, token);
    expect(await atOnce.get(VIEWER)).toEqual({ viewer });
    const later = await signIn('nora');
    expect(await later.get(VIEWER)).toEqual({ viewer });
    await later.get('mutation { signOut { ok } }');
    expect(await later.get(VIEWER)).toEqual({ viewer: null });
    expect(await atOnce.get(VIEWER)).toEqual({ viewer });
  });

  it('gets a session that a browser keeps where no script can read it', async () => {
    await signUp('bea');
    const token = tokenOf((await mailsTo('bea'))[0]);
    const query = 'mutation($input: VerifyEmailInput!) { verifyEmail(input: $input) { account { email } } }';
    const post = (body: object, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${platform.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const [cookie = ''] = (await post({ query, variables: { input: { token } } })).headers.getSetCookie();
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    const answer = await post({ query: '{ viewer { email } }' }, { cookie: cookie.split(';')[0] ?? '' });
    expect(await answer.json()).toEqual({ data: { viewer: { email: 'bea@people.test' } } });
  });

  it('cannot sign in before the address is theirs, and is not told which of three things is wrong', async () => {
    await signUp('otto');
    const tries = [
      { email: 'otto@people.test', password: PASSWORD },
      { email: 'otto@people.test', password: 'another sentence' },
      { email: 'nobody@people.test', password: PASSWORD },
    ];
    const errors = await Promise.all(tries.map((input) => platform.anyone.refused('signIn', input, 'token')));
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(tries.map(() => 'UNAUTHENTICATED'));
    expect(new Set(errors.map(({ message }) => message)).size).toBe(1);
  });

  it('can use a link once, and for 48 hours', async () => {
    await signUp('lena');
    await signUp('late');
    const token = tokenOf((await mailsTo('lena'))[0]);
    await verify(token);
    const again = await platform.anyone.refused('verifyEmail', { token }, 'token');
    const lateToken = tokenOf((await mailsTo('late'))[0]);
    platform.setClock(48 * HOUR + 1000);
    const late = await platform.anyone.refused('verifyEmail', { token: lateToken }, 'token');
    platform.setClock(0);
    const made = await platform.anyone.refused('verifyEmail', { token: 'of-my-own-making' }, 'token');
    for (const error of [again, late, made]) expect(error.extensions.code).toBe('NOT_FOUND');
    expect(new Set([again, late, made].map(({ message }) => message)).size).toBe(1);
  });

  it('tells nobody by the answer whether an address is known, however often and in whatever letters it is given', async () => {
    await signUp('kim');
    await verify(tokenOf((await mailsTo('kim'))[0]));
    const again = { ...person('kim'), email: 'KIM@people.test', displayName: 'Somebody else' };
    expect(await platform.anyone.call('signUp', again, 'ok')).toEqual({ ok: true });
    const viewer = await (await signIn('kim')).get('{ viewer { displayName } }');
    expect(viewer).toEqual({ viewer: { displayName: 'kim of the Test' } });
  });

  it('gets one account, though the form was sent many times at once, and a link that works', async () => {
    await Promise.all(Array.from({ length: 8 }, () => signUp('eager')));
    expect(await platform.db.read(`select 1 from account where lower(email) = 'eager@people.test'`)).toHaveLength(1);
    const [newest] = await mailsTo('eager');
    expect((await verify(tokenOf(newest))).account.emailVerified).toBe(true);
  });

  it('gets a new link by signing up again, where the first ran out before it was used', async () => {
    await signUp('lost');
    const [first] = await mailsTo('lost');
    platform.setClock(72 * HOUR);
    try {
      await signUp('lost');
      const tokens = (await mailsTo('lost')).map(tokenOf).filter((token) => token !== tokenOf(first));
      expect(tokens).toHaveLength(1);
      expect((await verify(String(tokens[0]))).account.emailVerified).toBe(true);
    } finally {
      platform.setClock(0);
    }
  });

  it.each([
    ['email', { email: 'no address' }],
    ['password', { password: 'too short' }],
    ['displayName', { displayName: '  ' }],
  ])('is told which field cannot be used: %s', async (field, wrong) => {
    const error = await platform.anyone.refused('signUp', { ...person('wrong'), ...wrong }, 'ok');
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: field }] });
    expect(await mailsTo('wrong')).toEqual([]);
  });
});
