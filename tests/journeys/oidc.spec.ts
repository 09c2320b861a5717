import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { Client } from '../support/client.js';
import { Browser } from '../support/browser.js';
import { TestIssuer } from '../support/issuer.js';
import type { Person } from '../support/issuer.types.js';
import { mailsTo } from '../support/organizations.js';
import { TestPlatform } from '../support/platform.js';

const PUBLIC_URL = 'https://consult.people.test';
const SESSION = 'colloquy_session';
const PASSWORD = 'a long enough test password';
const INSTITUTIONS = 'query($id: ID!) { node(id: $id) { ... on Account { institutions { id label } } } }';
const VIEWER = '{ viewer { id email displayName emailVerified } }';

interface Viewer {
  id: string;
  email: string;
  displayName: string;
}

describe('somebody whom an institution knows', () => {
  let issuer: TestIssuer;
  let platform: TestPlatform;
  let browser: Browser;

  beforeAll(async () => {
    issuer = await TestIssuer.start(PUBLIC_URL);
    platform = await TestPlatform.start({ PUBLIC_URL, OIDC_ISSUERS: issuer.setting });
  });
  beforeEach(() => {
    browser = newBrowser();
  });
  afterAll(async () => {
    await platform.stop();
    await issuer.stop();
  });

  const newBrowser = (): Browser => new Browser({ [PUBLIC_URL]: platform.url });
  const isAtIssuer = (subject: string, person: Person): Promise<void> => issuer.admits(subject, person);
  const goesThere = (from = browser, hops = 12) => from.go(`${PUBLIC_URL}/auth/institute`, hops);
  const viewerIn = async (of = browser): Promise<Viewer | null> =>
    (await new Client(platform.url, of.cookie(PUBLIC_URL, SESSION)).get<{ viewer: Viewer | null }>(VIEWER)).viewer;
  const holdsSession = (client: Client): void => browser.keep(new URL(PUBLIC_URL), `${SESSION}=${client.token}`);
  const linkOf = async (client: Client): Promise<string> =>
    (await client.call<{ url: string }>('beginOidcLink', { issuer: 'institute' }, 'url')).url;

  it('has an account at once where it has verified the address, and the same one later under another address', async () => {
    await isAtIssuer('nora', { email: 'nora@institute.test', email_verified: true, name: 'Nora of the Institute' });
    expect((await goesThere()).status).toBe(200);
    const viewer = await viewerIn();
    expect(viewer).toMatchObject({ email: 'nora@institute.test', displayName: 'Nora of the Institute', emailVerified: true });
    await isAtIssuer('nora', { email: 'married@institute.test', email_verified: true });
    const later = newBrowser();
    await goesThere(later);
    expect(await viewerIn(later)).toEqual(viewer);
  });

  it('comes to the account that has the same address, where both have verified it', async () => {
    const otto = await platform.person('Otto Both');
    await isAtIssuer('otto', { email: 'OTTO.both@people.test', email_verified: true });
    await goesThere();
    expect((await viewerIn())?.id).toBe((await otto.get<{ viewer: Viewer }>(VIEWER)).viewer.id);
  });

  it('does not come to an account by an address that the institution did not verify, nor learns whether there is one', async () => {
    await platform.person('Pia Victim');
    const pages = [];
    for (const email of ['pia.victim@people.test', 'nobody@people.test', undefined]) {
      await isAtIssuer(`thief of ${email}`, email ? { email, email_verified: false } : {});
      const thief = newBrowser();
      const { status, text } = await goesThere(thief);
      pages.push({ status, text });
      expect(await viewerIn(thief)).toBeNull();
    }
    for (const page of pages) expect(page).toEqual(pages[0]);
    expect(pages[0]?.status).toBe(403);
  });

  it('does not come to an account whose own address was not verified, which somebody else may have asked for', async () => {
    const input = { email: 'ines@people.test', password: 'a password of somebody else', displayName: 'Not Ines' };
    await platform.anyone.call('signUp', input, 'ok');
    await isAtIssuer('ines', { email: 'ines@people.test', email_verified: true });
    expect((await goesThere()).status).toBe(403);
    expect(await viewerIn()).toBeNull();
  });

  it('without an address, as at ORCID, is linked after a sign-in of their own, and then comes by it alone', async () => {
    const rosa = await platform.person('Rosa Orcid');
    await isAtIssuer('0000-0002-1825-0097', {});
    holdsSession(rosa);
    expect((await browser.go(await linkOf(rosa))).status).toBe(200);
    const later = newBrowser();
    await goesThere(later);
    expect((await viewerIn(later))?.displayName).toBe('Rosa Orcid');
  });

  it('sees the institutions that are linked, nobody else does, and takes one off while present; then it signs in no more', async () => {
    const ulla = await platform.person('Ulla Leaves');
    const other = await platform.person('Una Other');
    await isAtIssuer('ulla', {});
    holdsSession(ulla);
    await browser.go(await linkOf(ulla));
    const { id } = (await ulla.get<{ viewer: Viewer }>(VIEWER)).viewer;
    const linkedTo = async (by: Client): Promise<{ id: string; label: string }[] | null> =>
      (await by.get<{ node: { institutions: { id: string; label: string }[] } | null }>(INSTITUTIONS, { id })).node
        ?.institutions ?? null;
    expect(await linkedTo(ulla)).toEqual([{ id: expect.any(String), label: expect.any(String) }]);
    expect(await linkedTo(other)).toBeNull();
    const institutionId = (await linkedTo(ulla))?.[0]?.id;
    const refusal = async (by: Client, input: Record<string, unknown>): Promise<object> =>
      (await by.refused('unlinkInstitution', input, 'institutions { id }')).extensions;
    const none = await refusal(other, { institutionId: id });
    expect(await refusal(other, { institutionId })).toEqual(none);
    platform.setClock(16 * 60_000);
    for (const password of [undefined, 'not the password'])
      expect(await refusal(ulla, { institutionId, password })).toMatchObject({ fields: [{ path: 'password' }] });
    expect(await refusal(ulla, { institutionId: id, password: PASSWORD })).toMatchObject({ code: 'NOT_FOUND' });
    const left = await ulla.call('unlinkInstitution', { institutionId, password: PASSWORD }, 'institutions { id }');
    platform.setClock(0);
    expect(left).toEqual({ institutions: [] });
    const later = newBrowser();
    expect((await goesThere(later)).status).toBe(403);
    const mails = (await mailsTo(platform, 'ulla.leaves@people.test')).map(({ subject }) => subject);
    const told = mails.filter((subject) => subject.startsWith('Sign-in through'));
    expect(told).toEqual(['Sign-in through The Institute was taken off', 'Sign-in through The Institute was added']);
  });

  it('is linked neither by a link that somebody else asked for, nor to a second account', async () => {
    const [thief, victim] = [await platform.person('Ty Thief'), await platform.person('Vic Victim')];
    await isAtIssuer('vic', {});
    holdsSession(victim);
    const url = await linkOf(thief);
    expect((await browser.go(url)).status).toBe(403);
    expect((await newBrowser().go(url)).status).toBe(403);
    expect((await browser.go(await linkOf(victim))).status).toBe(200);
    holdsSession(thief);
    expect((await browser.go(await linkOf(thief))).status).toBe(403);
  });

  it('comes back to where they were, and to no other site', async () => {
    await isAtIssuer('bea', { email: 'bea@institute.test', email_verified: true, name: 'Bea Back' });
    expect((await browser.go(`${PUBLIC_URL}/sign-in?next=/inbox`)).text).toContain('href="/auth/institute?next=%2Finbox"');
    const back = await browser.go(`${PUBLIC_URL}/auth/institute?next=%2Finbox`);
    expect([back.status, back.path]).toEqual([200, '/inbox']);
    const elsewhere = await newBrowser().go(`${PUBLIC_URL}/auth/institute?next=${encodeURIComponent('//evil.example')}`);
    expect([elsewhere.status, elsewhere.path]).toEqual([200, '/']);
    const linking = await browser.send(`${PUBLIC_URL}/account/safety/institution`, { link: 'institute' });
    expect(linking.text).toContain(`href="${PUBLIC_URL}/auth/institute?link=`);
  });

  it('is asked for the code of a second factor too', async () => {
    const gus = await platform.person('Gus Factor');
    const { b } = await gus.get<{ b: { secret: string } }>('mutation { b: beginSecondFactor { secret } }');
    const code = new TOTP({ secret: Secret.fromBase32(b.secret) }).generate();
    await gus.call('confirmSecondFactor', { code }, 'recoveryCodes');
    await isAtIssuer('gus', { email: 'gus.factor@people.test', email_verified: true });
    expect((await goesThere()).text).toContain('name="code"');
    expect(await viewerIn()).toBeNull();
  });

  it('cannot come back twice, in another browser, with another state, or late', async () => {
    await isAtIssuer('lena', { email: 'lena@institute.test', email_verified: true });
    /** The address at which the issuer sends the browser back, not yet gone to. */
    const wayBack = async (from: Browser): Promise<string> => {
      let step = await goesThere(from, 0);
      for (let hops = 0; hops < 12 && !step.location?.startsWith(PUBLIC_URL); hops++)
        step = await from.go(new URL(String(step.location), issuer.url).href, 0);
      return String(step.location);
    };
    const failed = async (from: Browser, address: string): Promise<void> => {
      expect((await from.go(address)).status).toBe(403);
      expect(await viewerIn(from)).toBeNull();
    };
    await failed(newBrowser(), await wayBack(browser));
    const other = newBrowser();
    await failed(other, (await wayBack(other)).replace(/state=[^&]*/, 'state=of-my-own-making'));
    const late = newBrowser();
    const address = await wayBack(late);
    platform.setClock(10 * 60_000 + 1000);
    await failed(late, address);
    platform.setClock(0);
    const honest = newBrowser();
    const good = await wayBack(honest);
    const secret = honest.cookie(PUBLIC_URL, 'colloquy_passage');
    expect((await honest.go(good)).status).toBe(200);
    const copy = newBrowser();
    copy.keep(new URL(PUBLIC_URL), `colloquy_passage=${secret}`);
    await failed(copy, good);
  });

  it('is told in words that an institution does not answer', async () => {
    const { status, text } = await browser.go(`${PUBLIC_URL}/auth/away`);
    expect(status).toBe(503);
    expect(text).toContain('The Absent cannot be reached at the moment.');
  });

  it('is linked by the owner of the account alone, not by whoever is at a browser that was left open', async () => {
    const lena = await platform.person('Lena Away');
    platform.setClock(16 * 60_000);
    for (const password of [undefined, 'not the password']) {
      const error = await lena.refused('beginOidcLink', { issuer: 'institute', password }, 'url');
      expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'password' }] });
    }
    const given = { issuer: 'institute', password: 'a long enough test password' };
    expect((await lena.call<{ url: string }>('beginOidcLink', given, 'url')).url).toContain('/auth/institute?link=');
    platform.setClock(0);
  });

  it('finds nothing at an institution that is none of ours', async () => {
    expect((await browser.go(`${PUBLIC_URL}/auth/elsewhere`)).status).toBe(404);
    const error = await (await platform.person('Una Known')).refused('beginOidcLink', { issuer: 'elsewhere' }, 'url');
    expect(error.extensions.code).toBe('NOT_FOUND');
  });
});
