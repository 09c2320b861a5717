import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { Browser } from '../support/browser.js';
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

  describe('with a browser and no script', () => {
    const address = (path: string): string => `${platform.url}${path}`;
    const fresh = (): Browser => new Browser({});
    const known = { email: 'nora@people.test', password: PASSWORD };

    it('makes an account by the form, and the link of the mail leads back to where they wished to speak', async () => {
      const browser = fresh();
      const form = await browser.go(address('/sign-up?next=/inbox'));
      expect(form.text).toContain('name="next" value="/inbox"');
      const wrong = { displayName: 'Wanda', email: 'wanda@people.test', password: 'short', next: '/inbox' };
      const again = await browser.send(address('/sign-up'), wrong);
      expect(again.status).toBe(400);
      expect(again.text).toMatch(/<input[^>]*id="password" aria-describedby="[^"]*password-problem/);
      expect(again.text).toMatch(/<input[^>]*type="password"[^>]*autofocus/i);
      expect(again.text).toContain('value="Wanda"');
      expect(again.text).not.toContain('value="short"');
      const sent = await browser.send(address('/sign-up'), { ...wrong, password: PASSWORD });
      expect([sent.status, sent.path]).toEqual([200, '/mail-sent?for=sign-up']);
      const done = await browser.send(address('/verify'), { token: tokenOf((await mailsTo('wanda'))[0]) });
      expect([done.status, done.path]).toEqual([200, '/inbox']);
      expect(done.text).toContain('Wanda</a>');
    });

    it('signs in and comes back, is named in the header of each page, and signs out by a button', async () => {
      const browser = fresh();
      const before = await browser.go(address('/'));
      expect(before.text).toContain('href="/sign-in?next=%2F"');
      const inside = await browser.send(address('/sign-in'), { ...known, next: '/inbox' });
      expect([inside.status, inside.path]).toEqual([200, '/inbox']);
      expect((await browser.go(address('/'))).text).toMatch(/nora of the Test<\/a>.*action="\/sign-out"/s);
      expect((await browser.go(address('/sign-in?next=/inbox'))).path).toBe('/inbox');
      expect((await browser.send(address('/sign-out'), {})).text).toContain('href="/sign-in?next=%2F"');
      expect((await browser.go(address('/inbox'))).status).toBe(401);
    });

    it('is told in the same words what does not fit, whoever is asked for, with the address kept and the password not', async () => {
      const tries = ['nora@people.test', 'nobody@people.test'].map((email) =>
        fresh().send(address('/sign-in'), { email, password: 'another sentence', next: '/inbox' }),
      );
      const pages = (await Promise.all(tries)).map(({ text, status }) => ({
        status,
        text: text.replaceAll(/(nora|nobody)@/g, '@'),
      }));
      expect(pages[0]).toEqual(pages[1]);
      expect(pages[0]).toMatchObject({ status: 401, text: expect.stringContaining('value="@people.test"') });
      expect(pages[0]?.text).not.toContain('another sentence');
    });

    it('has a link sent instead, in the same words for known and unknown, and it leads on too', async () => {
      const browser = fresh();
      const asked = ['nora@people.test', 'nobody@people.test'].map((email) =>
        browser.send(address('/sign-in'), { email, password: '', by: 'link', next: '/inbox' }),
      );
      const [answer, other] = await Promise.all(asked);
      expect(answer).toEqual(other);
      const [mail] = await mailsTo('nora');
      const token = /sign-in\?token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
      expect((await browser.send(address('/sign-in'), { token })).path).toBe('/inbox');
      expect((await browser.send(address('/forgot'), { email: 'nobody@people.test' })).path).toBe('/mail-sent');
    });

    it('is asked for the code of a second factor in a step of its own, and only then', async () => {
      await signUp('coda');
      await verify(tokenOf((await mailsTo('coda'))[0]));
      const client = await signIn('coda');
      const { b } = await client.get<{ b: { secret: string } }>('mutation { b: beginSecondFactor { secret } }');
      const totp = new TOTP({ secret: Secret.fromBase32(b.secret) });
      const confirm = { code: totp.generate({ timestamp: Date.now() - 30_000 }) };
      const { recoveryCodes } = await client.call<{ recoveryCodes: string[] }>('confirmSecondFactor', confirm, 'recoveryCodes');
      const browser = fresh();
      const form = await browser.send(address('/sign-in'), { email: 'coda@people.test', password: PASSWORD, next: '/inbox' });
      expect(form.text).toContain('name="code"');
      expect(form.text).not.toContain('role="alert"');
      const token = /name="token" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
      expect((await browser.go(address('/inbox'))).status).toBe(401);
      const wrong = await browser.send(address('/sign-in'), { token, code: '000000', next: '/inbox' });
      expect(wrong.text).toContain('id="code-problem"');
      const code = recoveryCodes[0] ?? '';
      expect((await browser.send(address('/sign-in'), { token, code, next: '/inbox' })).path).toBe('/inbox');
    });

    it('is asked to wait after too many tries, by the same count as at the API', async () => {
      for (let i = 0; i < 10; i++) await platform.anyone.refused('signIn', { email: 'many@people.test', password: 'x' }, 'token');
      const page = await fresh().send(address('/sign-in'), { email: 'many@people.test', password: 'x' });
      expect([page.status, page.text]).toEqual([429, expect.stringMatching(/Wait \d+ min/)]);
    });

    it('is sent to no other site, and no other site signs them in or out', async () => {
      for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example']) {
        const { location, status } = await fresh().send(address('/sign-in'), { ...known, next }, 0);
        expect([status, location]).toEqual([303, '/']);
      }
      const foreign = [
        { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
        { 'sec-fetch-site': 'same-site', origin: 'https://other.people.test' },
        { 'sec-fetch-site': 'cross-site', origin: 'null' },
      ];
      for (const path of ['/sign-in', '/sign-up', '/forgot', '/sign-out', '/inbox', '/verify', '/reset'])
        for (const headers of foreign) {
          const browser = fresh();
          const refused = await browser.send(address(path), { ...known, displayName: 'Nora' }, 12, headers);
          expect([path, refused.status, browser.cookie(platform.url, 'colloquy_session')]).toEqual([path, 403, null]);
        }
      const old = await fetch(address('/sign-in'), {
        method: 'POST',
        headers: { origin: 'https://evil.example' },
        body: new URLSearchParams(known),
      });
      expect(old.status).toBe(403);
    });

    it.each([
      ['ar', 'تسجيل الدخول', 'rtl'],
      ['es-MX', 'Iniciar sesión', 'ltr'],
      ['fr', 'Se connecter', 'ltr'],
      ['ru', 'Войти', 'ltr'],
      ['zh-Hans', '登录', 'ltr'],
      ['sw', 'Sign in', 'ltr'],
    ])('is met in the language of the browser: %s', async (language, word, dir) => {
      const page = await (await fetch(address('/sign-in'), { headers: { 'accept-language': `${language}, en;q=0.5` } })).text();
      const lang = language === 'sw' ? 'en' : language.split('-')[0];
      expect(page).toContain(`<html lang="${lang}" dir="${dir}">`);
      expect(page).toContain(`<h1>${word}</h1>`);
    });
  });
});
