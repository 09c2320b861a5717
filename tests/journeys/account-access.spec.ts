import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { Browser } from '../support/browser.js';
import { Client } from '../support/client.js';
import { mailsTo, tokenFor } from '../support/mailbox.js';
import { TestPlatform } from '../support/platform.js';

const HOUR = 3_600_000;
const PASSWORD = 'a long enough test password'; // what `TestPlatform.person` gives
const NEW = 'another sentence, newly made';
const WHO = '{ viewer { email displayName locale } }';
const SESSIONS = '{ sessions { id current lastUsedOn userAgent } }';

interface Sessions {
  sessions: { id: string; current: boolean; lastUsedOn: string; userAgent: string | null }[];
}

describe('who has an account', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await TestPlatform.start();
  });
  afterAll(() => platform.stop());

  const email = (name: string): string => `${name}@people.test`;
  const isSignedIn = async (client: Client): Promise<boolean> =>
    (await client.get<{ viewer: object | null }>('{ viewer { id } }')).viewer !== null;
  const codeOf = async (client: Client, mutation: string, input: object, fields: string): Promise<string> =>
    (await client.refused(mutation, input as Record<string, unknown>, fields)).extensions.code;

  describe('and forgot the password', () => {
    it('sets a new one by a link, once and within the hour; every session and token of before is over', async () => {
      const before = await platform.person('Rita');
      const expiresAt = new Date(Date.now() + 24 * HOUR).toISOString();
      const made = await before.call<{ token: string }>('createApiToken', { name: 'script', scope: 'READ', expiresAt }, 'token');
      const script = new Client(platform.url, made.token);
      await platform.anyone.call('requestPasswordReset', { email: email('rita') }, 'ok');
      const token = await tokenFor(platform, email('rita'), 'reset');
      const weak = await platform.anyone.refused('resetPassword', { token, password: 'too short' }, 'token');
      expect(weak.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'password' }] });
      const session = await platform.anyone.call<{ token: string }>('resetPassword', { token, password: NEW }, 'token');
      expect(await isSignedIn(new Client(platform.url, session.token))).toBe(true);
      expect([await isSignedIn(before), await isSignedIn(script)]).toEqual([false, false]);
      expect(await codeOf(platform.anyone, 'signIn', { email: email('rita'), password: PASSWORD }, 'token')).toBe(
        'UNAUTHENTICATED',
      );
      expect(await isSignedIn(await platform.anyone.signIn(email('rita'), NEW))).toBe(true);
      expect(await codeOf(platform.anyone, 'resetPassword', { token, password: NEW }, 'token')).toBe('BAD_USER_INPUT');
      expect((await mailsTo(platform, email('rita')))[0]?.subject).toBe('Your password was changed');
    });

    it('cannot use the link after an hour, nor a link of before the last reset', async () => {
      await platform.person('Rolf');
      const links: string[] = [];
      for (let i = 0; i < 3; i++) {
        await platform.anyone.call('requestPasswordReset', { email: email('rolf') }, 'ok');
        links.push(await tokenFor(platform, email('rolf'), 'reset'));
      }
      expect(new Set(links).size).toBe(3);
      await platform.anyone.call('resetPassword', { token: links[1], password: NEW }, 'token');
      expect(await codeOf(platform.anyone, 'resetPassword', { token: links[0], password: NEW }, 'token')).toBe('BAD_USER_INPUT');
      await platform.anyone.call('requestPasswordReset', { email: email('rolf') }, 'ok');
      const late = await tokenFor(platform, email('rolf'), 'reset');
      platform.setClock(HOUR + 1000);
      const code = await codeOf(platform.anyone, 'resetPassword', { token: late, password: NEW }, 'token');
      platform.setClock(0);
      expect(code).toBe('BAD_USER_INPUT');
    });

    it('is not told whether the address is known: same answer, same entry in the log, one mail and none', async () => {
      await platform.person('Runa');
      const events = async (): Promise<number> =>
        (await platform.db.read(`select 1 from event where action = 'account.reset_requested'`)).length;
      const before = await events();
      const query = 'mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { ok } }';
      const answers = [];
      for (const name of ['runa', 'nobody.at.all'])
        answers.push(await platform.anyone.ask(query, { input: { email: email(name) } }));
      expect(answers[0]).toEqual(answers[1]);
      expect((await events()) - before).toBe(2);
      expect(await mailsTo(platform, email('runa'))).toHaveLength(1);
      expect(await mailsTo(platform, email('nobody.at.all'))).toEqual([]);
    });

    it('is shown a form by the link, which acts only when it is sent', async () => {
      await platform.person('Romy');
      await platform.anyone.call('requestPasswordReset', { email: email('romy') }, 'ok');
      const token = await tokenFor(platform, email('romy'), 'reset');
      const page = await platform.anyone.fetch(`/reset?token=${token}`);
      expect(await page.text()).toContain('name="password"');
      const post = (password: string): Promise<Response> =>
        fetch(`${platform.url}/reset`, { method: 'POST', body: new URLSearchParams({ token, password }) });
      const again = await post('short');
      expect([again.status, await again.text()]).toEqual([400, expect.stringContaining('role="alert"')]);
      const done = await post(NEW);
      expect([done.status, done.headers.getSetCookie()[0]]).toEqual([200, expect.stringContaining('HttpOnly')]);
      expect((await post(NEW)).status).toBe(400);
    });
  });

  describe('and asks for a link to sign in', () => {
    it('gets one session of it, also where it is redeemed a hundred times at once', async () => {
      await platform.person('Lina');
      await platform.anyone.call('requestSignInLink', { email: email('lina') }, 'ok');
      const token = await tokenFor(platform, email('lina'), 'sign-in');
      expect((await platform.anyone.fetch(`/sign-in?token=${token}`)).status).toBe(200);
      const query = 'mutation($input: VerifyEmailInput!) { verifyEmail(input: $input) { token } }';
      const tries = Array.from({ length: 100 }, () => platform.anyone.ask(query, { input: { token } }));
      const answers = await Promise.all(tries);
      expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
      expect(new Set(answers.flatMap(({ errors }) => errors?.[0]?.extensions.code ?? []))).toEqual(new Set(['NOT_FOUND']));
      const sessions = await platform.db.read(
        `select 1 from session s join account a on a.id = s.account_id where a.email = $1`,
        [email('lina')],
      );
      expect(sessions).toHaveLength(2); // the link's, and the one of `person`
    });
  });

  describe('and changes what is in it', () => {
    it('changes the name and leaves the rest as it is', async () => {
      const client = await platform.person('Pia');
      await client.call('updateProfile', { displayName: 'Pia Other', country: 'KE', region: 'AFRICA' }, 'account { id }');
      await client.call('updateProfile', { locale: 'pt-BR' }, 'account { id }');
      expect(await client.get(WHO)).toEqual({ viewer: { email: email('pia'), displayName: 'Pia Other', locale: 'pt-BR' } });
      expect(await platform.db.read('select country, region from account where email = $1', [email('pia')])).toEqual([
        { country: 'KE', region: 'AFRICA' },
      ]);
      for (const [field, value] of Object.entries({ displayName: '  ', country: 'Kenya' })) {
        const error = await client.refused('updateProfile', { [field]: value }, 'account { id }');
        expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: field }] });
      }
    });

    it('changes the password with the present one; other sessions end, this one stays', async () => {
      const client = await platform.person('Pola');
      const other = await platform.anyone.signIn(email('pola'), PASSWORD);
      const wrong = { password: 'not the present one', newPassword: NEW };
      const error = await client.refused('changePassword', wrong, 'account { id }');
      expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'password' }] });
      await client.call('changePassword', { password: PASSWORD, newPassword: NEW }, 'account { id }');
      expect([await isSignedIn(client), await isSignedIn(other)]).toEqual([true, false]);
      expect(await isSignedIn(await platform.anyone.signIn(email('pola'), NEW))).toBe(true);
    });

    it('changes the address by a link to the new one; the old one is told', async () => {
      const client = await platform.person('Petra');
      await client.call('requestEmailChange', { email: email('petra.new'), password: PASSWORD }, 'ok');
      const token = await tokenFor(platform, email('petra.new'), 'change-address');
      expect(await client.get(WHO)).toMatchObject({ viewer: { email: email('petra') } });
      await client.call('changeEmail', { token }, 'account { id }');
      expect(await client.get(WHO)).toMatchObject({ viewer: { email: email('petra.new') } });
      expect((await mailsTo(platform, email('petra')))[0]?.subject).toBe('Your mail address was changed');
      expect(await codeOf(platform.anyone, 'signIn', { email: email('petra'), password: PASSWORD }, 'token')).toBe(
        'UNAUTHENTICATED',
      );
      expect(await isSignedIn(await platform.anyone.signIn(email('petra.new'), PASSWORD))).toBe(true);
      expect(await codeOf(client, 'changeEmail', { token }, 'account { id }')).toBe('BAD_USER_INPUT');
    });

    it('cannot take an address that is another account’s, and is told so only by the link', async () => {
      await platform.person('Owner');
      const client = await platform.person('Taker');
      expect(await client.call('requestEmailChange', { email: 'OWNER@people.test', password: PASSWORD }, 'ok')).toEqual({
        ok: true,
      });
      const token = await tokenFor(platform, 'OWNER@people.test', 'change-address');
      expect(await codeOf(client, 'changeEmail', { token }, 'account { id }')).toBe('CONFLICT');
    });
  });

  describe('and looks at the sessions', () => {
    it('sees them, ends one, and ends all others; nobody else’s', async () => {
      const client = await platform.person('Sam');
      const others = [await platform.anyone.signIn(email('sam'), PASSWORD), await platform.anyone.signIn(email('sam'), PASSWORD)];
      const stranger = await platform.person('Stranger');
      const { sessions } = await client.get<Sessions>(SESSIONS);
      expect(sessions.map(({ current }) => current)).toEqual([false, false, true]);
      expect(sessions[0]).toMatchObject({ lastUsedOn: new Date().toISOString().slice(0, 10), userAgent: 'node' });
      expect(await codeOf(stranger, 'endSession', { sessionId: sessions[0]?.id }, 'sessions { id }')).toBe('NOT_FOUND');
      await client.call('endSession', { sessionId: sessions[0]?.id }, 'sessions { id }');
      expect(await isSignedIn(others[1] as Client)).toBe(false);
      const left = await client.get<{ endOtherSessions: Sessions }>('mutation { endOtherSessions { sessions { id } } }');
      expect(left.endOtherSessions.sessions).toEqual([{ id: sessions[2]?.id }]);
      expect([await isSignedIn(client), await isSignedIn(others[0] as Client), await isSignedIn(stranger)]).toEqual([
        true,
        false,
        true,
      ]);
    });
  });

  describe('and lets a script act', () => {
    const token = async (client: Client, scope: 'READ' | 'WRITE'): Promise<Client> => {
      const input = { name: `to ${scope}`, scope, expiresAt: new Date(Date.now() + 24 * HOUR).toISOString() };
      return new Client(platform.url, (await client.call<{ token: string }>('createApiToken', input, 'token')).token);
    };

    it('gives it a token that reads and changes nothing, or one that writes; neither touches the account', async () => {
      const client = await platform.person('Toni');
      const [reader, writer] = [await token(client, 'READ'), await token(client, 'WRITE')];
      expect(await reader.get(WHO)).toMatchObject({ viewer: { email: email('toni') } });
      for (const mutation of ['signOut { ok }', 'endOtherSessions { sessions { id } }']) {
        const { errors } = await reader.ask(`mutation { ${mutation} }`);
        expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      }
      expect(await codeOf(reader, 'updateProfile', { displayName: 'Tonia' }, 'account { id }')).toBe('FORBIDDEN');
      expect(await codeOf(reader, 'watch', { subjectId: '00000000-0000-4000-8000-000000000000' }, 'ok')).toBe('FORBIDDEN');
      expect((await reader.tryUpload('a.txt', 'words')).status).toBe(403);
      await writer.call('updateProfile', { displayName: 'Tonia' }, 'account { id }');
      const change = { password: PASSWORD, newPassword: NEW };
      expect(await codeOf(writer, 'changePassword', change, 'account { id }')).toBe('FORBIDDEN');
      expect((await writer.ask(SESSIONS)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    });

    it.each([
      ['beginSecondFactor', 'mutation { beginSecondFactor { __typename } }'],
      ['confirmSecondFactor', 'mutation { confirmSecondFactor(input: { code: "123456" }) { __typename } }'],
      ['endSecondFactor', `mutation { endSecondFactor(input: { password: "${PASSWORD}" }) { __typename } }`],
      ['beginPasskey', 'mutation { beginPasskey { __typename } }'],
      ['addPasskey', 'mutation { addPasskey(input: { name: "Mine", response: {} }) { __typename } }'],
      ['beginOidcLink', 'mutation { beginOidcLink(input: { issuer: "any" }) { __typename } }'],
    ])('gives it no token that could add a way into the account: %s', async (name, mutation) => {
      const writer = await token(await platform.person(`Tom ${name}`), 'WRITE');
      expect((await writer.ask(mutation)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    });

    it('sees its tokens apart from the sessions, and ends them; they end by themselves too', async () => {
      const client = await platform.person('Tess');
      const [used, unused] = [await token(client, 'READ'), await token(client, 'READ')];
      await used.get(WHO);
      type Tokens = { apiTokens: { id: string; name: string; lastUsedOn: string | null }[] };
      const { apiTokens } = await client.get<Tokens>('{ apiTokens { id name lastUsedOn } }');
      expect(apiTokens.map(({ lastUsedOn }) => lastUsedOn !== null)).toEqual([false, true]);
      expect((await client.get<Sessions>(SESSIONS)).sessions).toHaveLength(1);
      await client.call('endApiToken', { apiTokenId: apiTokens[1]?.id }, 'apiTokens { id }');
      expect([await isSignedIn(used), await isSignedIn(unused)]).toEqual([false, true]);
      platform.setClock(25 * HOUR);
      const later = await isSignedIn(unused);
      platform.setClock(0);
      expect(later).toBe(false);
      const kept = await platform.db.read<{ tokenHash: Buffer }>('select token_hash from session where name is not null');
      expect(kept.every(({ tokenHash }) => tokenHash.length === 32)).toBe(true);
      const expiresAt = new Date(Date.now() + 400 * 24 * HOUR).toISOString();
      expect(await codeOf(client, 'createApiToken', { name: 'x', scope: 'READ', expiresAt }, 'token')).toBe('BAD_USER_INPUT');
    });
  });

  describe('and has a browser without script', () => {
    const address = (path: string): string => `${platform.url}${path}`;
    const at = async (name: string): Promise<{ browser: Browser; client: Client }> => {
      const client = await platform.person(name);
      const browser = new Browser({});
      browser.keep(new URL(platform.url), `colloquy_session=${client.token}`);
      return { browser, client };
    };
    const hidden = (text: string, name: string): string =>
      new RegExp(`type="hidden" (?:name="${name}" value="([^"]+)"|value="([^"]+)" name="${name}")`)
        .exec(text)
        ?.slice(1)
        .find(Boolean) ?? '';

    it('is led to the sign-in and back', async () => {
      const seen = await new Browser({}).go(address('/account/sessions'));
      expect([seen.status, seen.path]).toEqual([200, '/sign-in?next=%2Faccount%2Fsessions']);
    });

    it('changes name, language and zone, and is told beside the field what cannot be', async () => {
      const { browser, client } = await at('Wilma');
      expect((await browser.go(address('/account'))).text).toContain('value="Wilma"');
      const profile = { displayName: 'Wilma <Two>', locale: 'fr', timeZone: 'Africa/Nairobi', country: 'ke', region: 'AFRICA' };
      const saved = await browser.send(address('/account'), profile);
      expect(saved.path).toBe('/account?done=saved');
      expect(saved.text).toContain('Wilma &lt;Two&gt;</a>');
      expect(await client.get(WHO)).toEqual({ viewer: { email: email('wilma'), displayName: 'Wilma <Two>', locale: 'fr' } });
      for (const [field, value] of Object.entries({ displayName: ' ', country: 'Kenya' })) {
        const wrong = await browser.send(address('/account'), { ...profile, [field]: value });
        expect([field, wrong.status, wrong.text.includes(`id="${field}-problem"`)]).toEqual([field, 400, true]);
      }
      const made = await browser.send(address('/account'), { ...profile, locale: 'xx', region: 'MARS', timeZone: 'Mars/Base' });
      expect(made.status).toBe(400);
      expect((await browser.send(address('/account'), { ...profile, displayName: 'a\0b' })).status).toBe(400);
    });

    it('chooses how soon mails come; what belongs to the procedure cannot be chosen', async () => {
      const { browser, client } = await at('Moira');
      const wishes = { ROUND_OPENED: 'WEEKLY', COMMENT_PUBLISHED: 'OFF', INVITATION: 'OFF', ROUND_CLOSED: 'HOURLY' };
      const saved = await browser.send(address('/account/mails'), wishes);
      expect(saved.status).toBe(400); // an invitation always comes at once
      const { INVITATION: _, ...free } = wishes;
      expect((await browser.send(address('/account/mails'), free)).path).toBe('/account/mails?done=saved');
      type Preferences = { notificationPreferences: { kind: string; email: string }[] };
      const { notificationPreferences } = await client.get<Preferences>('{ notificationPreferences { kind email } }');
      const now = new Map(notificationPreferences.map(({ kind, email: soon }) => [kind, soon]));
      expect(['ROUND_OPENED', 'COMMENT_PUBLISHED', 'INVITATION', 'ROUND_CLOSED'].map((kind) => now.get(kind))).toEqual([
        'WEEKLY',
        'OFF',
        'IMMEDIATE',
        'IMMEDIATE',
      ]);
    });

    it('ends sessions, and makes a token that is shown once', async () => {
      const { browser, client } = await at('Sina');
      const other = await platform.anyone.signIn(email('sina'), PASSWORD);
      const page = await browser.go(address('/account/sessions'));
      await browser.send(address('/account/sessions/end'), { session: hidden(page.text, 'session') });
      expect([await isSignedIn(other), await isSignedIn(client)]).toEqual([false, true]);
      const more = await platform.anyone.signIn(email('sina'), PASSWORD);
      await browser.send(address('/account/sessions/end-others'), {});
      expect(await isSignedIn(more)).toBe(false);
      const day = new Date(Date.now() + 48 * HOUR).toISOString().slice(0, 10);
      const made = await browser.send(address('/account/tokens'), { name: 'A script', scope: 'READ', expiresAt: day });
      const secret = /<code>([^<]+)<\/code>/.exec(made.text)?.[1] ?? '';
      const reader = new Client(platform.url, secret);
      expect(await isSignedIn(reader)).toBe(true);
      for (const path of ['/account', '/sign-out', '/inbox', '/account/sessions/end-others']) {
        const body = new URLSearchParams({ displayName: 'Not me' });
        const refused = await fetch(address(path), { method: 'POST', body, headers: { authorization: `Bearer ${secret}` } });
        expect([path, refused.status]).toEqual([path, 403]);
      }
      const again = await browser.go(address('/account/sessions'));
      expect(again.text).not.toContain(secret);
      for (const wrong of ['', 'tomorrow', '2020-01-01', '2999-01-01'])
        expect((await browser.send(address('/account/tokens'), { name: 'x', scope: 'READ', expiresAt: wrong })).text).toContain(
          'id="expiresAt-problem"',
        );
      await browser.send(address('/account/tokens/end'), { token: hidden(again.text, 'token') });
      expect(await isSignedIn(reader)).toBe(false);
      for (const id of ['no id', '00000000-0000-4000-8000-000000000000'])
        expect((await browser.send(address('/account/tokens/end'), { token: id })).status).toBe(404);
    });

    it('changes password and address, and turns a second factor on and off', async () => {
      const { browser } = await at('Seda');
      const safety = (path: string, form: Record<string, string>) => browser.send(address(`/account/safety/${path}`), form);
      const wrong = await safety('password', { password: 'not the present one', newPassword: NEW });
      expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('id="password-password-problem"')]);
      expect((await safety('password', { password: PASSWORD, newPassword: NEW })).path).toBe('/account/safety?done=password');
      expect((await safety('address', { email: email('seda.new'), password: NEW })).path).toBe('/account/safety?done=address');
      expect(await tokenFor(platform, email('seda.new'), 'change-address')).toBeTruthy();
      const begun = await safety('factor', { password: '' });
      const [secret, uri] = [hidden(begun.text, 'secret'), hidden(begun.text, 'uri')];
      expect((await safety('factor/confirm', { secret, uri, code: '000000' })).text).toContain('id="code-problem"');
      const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
      const on = await safety('factor/confirm', { secret, uri, code });
      expect(on.text.match(/<li><code>/g)).toHaveLength(10);
      expect((await safety('codes', { password: NEW })).text.match(/<li><code>/g)).toHaveLength(10);
      expect((await safety('factor/end', { password: 'wrong' })).text).toContain('id="factor-end-password-problem"');
      expect((await safety('factor/end', { password: NEW })).path).toBe('/account/safety?done=off');
    });

    it('takes all that is kept along, and leaves for good', async () => {
      const { browser, client } = await at('Lea');
      const file = await browser.send(address('/account/data/download'), {});
      expect((JSON.parse(file.text) as { account: { email: string } }).account.email).toBe(email('lea'));
      for (const form of [{ password: PASSWORD }, { password: 'wrong', sure: 'yes' }] as Record<string, string>[])
        expect((await browser.send(address('/account/data/erase'), form)).status).toBe(400);
      expect(await isSignedIn(client)).toBe(true);
      expect((await browser.send(address('/account/data/erase'), { password: PASSWORD, sure: 'yes' })).status).toBe(200);
      expect(await isSignedIn(client)).toBe(false);
    });
  });
});
