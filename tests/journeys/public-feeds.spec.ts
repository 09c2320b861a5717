import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SaxesParser } from 'saxes';
import { Browser } from '../support/browser.js';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';
import { type OpenRound, openRound } from '../support/stories.js';

const ASTRAL = 'No party 𝄞 uses a capability 🕊 first.';

describe('what follows a consultation from outside', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let author: Client;
  let round: OpenRound;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    author = await platform.person('Ann Author');
    round = await openRound(organizer, { closesInMs: 5 * 24 * 3_600_000 });
  });
  afterAll(() => platform.stop());

  const say = (body: string, more: object = {}): Promise<{ comment: { id: string } }> =>
    author.call('submitComment', { roundId: round.id, comment: { type: 'GENERAL', body, ...more } }, 'comment { id }');
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${platform.url}${path}`, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const address = (path: string): string => `/rounds/${round.reference}/${path}`;

  describe('a feed', () => {
    it('has each public comment as an entry of RFC 4287, the newest first, in words that stay words', async () => {
      const { comment } = await say('Less <b>than</b> & more', { attribution: 'PSEUDONYMOUS' });
      await say('Nobody’s business', { tlp: 'RED' });
      const { headers, text } = await get(address('feed.atom'));
      expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
      const entries = entriesOf(text);
      expect(entries).toHaveLength(1);
      expect(entries[0]).toMatchObject({ id: `urn:uuid:${comment.id}`, content: 'Less <b>than</b> & more' });
      expect(text).not.toContain('Ann Author');
      for (const wanted of ['id', 'title', 'updated', 'name', 'content']) expect(entries[0]?.[wanted]).toBeTruthy();
      expect(Date.parse(entries[0]?.['updated'] ?? '')).not.toBeNaN();
    });

    it('answers that nothing has changed, until a comment is withheld: then it is gone at once', async () => {
      const { comment } = await say('Gone soon');
      const { headers } = await get(address('feed.atom'));
      const known = { 'if-none-match': headers.get('etag') ?? '' };
      expect((await get(address('feed.atom'), known)).status).toBe(304);
      const input = { commentId: comment.id, decision: 'WITHHOLD', reason: 'A home address' };
      await organizer.call('moderateComment', input, 'comment { id }');
      const after = await get(address('feed.atom'), known);
      expect(after.status).toBe(200);
      expect(after.text).not.toContain('Gone soon');
    });

    it('goes on page by page, and loses nothing between them', async () => {
      for (let n = 0; n < 52; n++) await say(`Number ${n}`);
      const seen: string[] = [];
      for (let path: string | null = address('feed.atom'); path;) {
        const { text } = await get(path);
        seen.push(...entriesOf(text).map(({ content = '' }) => content));
        path = /<link rel="next"[^>]* href="[^"]*?(\/rounds\/[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? null;
      }
      expect(seen.filter((content) => content.startsWith('Number'))).toEqual(
        Array.from({ length: 52 }, (_, n) => `Number ${51 - n}`),
      );
    });

    it('tells what opened, was put off and was published, in the reader’s language, under ids that stay', async () => {
      const closesAt = new Date(Date.now() + 9 * 24 * 3_600_000).toISOString();
      await organizer.call('extendRound', { roundId: round.id, closesAt, reason: 'Translations came late' }, 'round { id }');
      const french = entriesOf((await get('/feed.atom', { 'accept-language': 'fr-CH, en;q=0.5' })).text);
      const english = entriesOf((await get('/feed.atom?lang=en')).text);
      expect(english.map(({ title = '' }) => title.split(':')[0])).toEqual([
        'More time to comment',
        'Open for comment',
        expect.any(String),
      ]);
      expect(english[0]?.['content']).toContain('Translations came late');
      expect(french[0]?.['title']).not.toBe(english[0]?.['title']);
      expect(french.map(({ id }) => id)).toEqual(english.map(({ id }) => id));
    });

    it('is not found for a round that nobody may know of', async () => {
      const draft = await organizer.call<{ round: { id: string } }>(
        'createRound',
        { versionId: round.versionId, title: 'Secret', reference: 'SECRET-R1' },
        'round { id }',
      );
      expect(draft.round.id).toBeTruthy();
      for (const path of ['feed.atom', 'calendar.ics', 'annotations.jsonld']) {
        const hidden = await get(`/rounds/SECRET-R1/${path}`);
        const absent = await get(`/rounds/ABSENT-R1/${path}`);
        expect([hidden.status, hidden.text]).toEqual([404, absent.text]);
      }
      expect((await get('/calendar.ics')).text).not.toContain('Secret');
    });
  });

  describe('a calendar', () => {
    it('has the opening and the closing in UTC, in lines of RFC 5545', async () => {
      const { headers, text } = await get(address('calendar.ics'));
      expect(headers.get('content-type')).toMatch(/^text\/calendar/);
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const [opening, closing] = eventsOf(text);
      expect(opening?.['UID']).toMatch(new RegExp(`^round-${round.id}-opens@`));
      expect(opening?.['DTSTART']).toMatch(/^\d{8}T\d{6}Z$/);
      expect(closing?.['STATUS']).toBe('CONFIRMED');
      expect(closing?.['TRIGGER']).toBe('-P3D');
      expect(closing?.['DESCRIPTION']).toContain(round.reference);
    });

    it('moves a date under the same name and a higher number, and keeps what was cancelled as cancelled', async () => {
      const before = eventsOf((await get(address('calendar.ics'))).text)[1];
      const closesAt = new Date(Date.now() + 20 * 24 * 3_600_000);
      await organizer.call(
        'extendRound',
        { roundId: round.id, closesAt: closesAt.toISOString(), reason: 'More time' },
        'round { id }',
      );
      const after = eventsOf((await get(address('calendar.ics'))).text)[1];
      expect(after?.['UID']).toBe(before?.['UID']);
      expect(Number(after?.['SEQUENCE'])).toBeGreaterThan(Number(before?.['SEQUENCE']));
      expect(after?.['DTSTART']).toBe(closesAt.toISOString().replace(/[-:]|\.\d+/g, ''));
      const other = await openRound(organizer, { opensInMs: 3_600_000, closesInMs: 7_200_000 });
      await organizer.call('cancelRound', { roundId: other.id, reason: 'Not needed' }, 'round { id }');
      const cancelled = eventsOf((await get(`/rounds/${other.reference}/calendar.ics`)).text);
      expect(cancelled.map((event) => event['STATUS'])).toEqual(['CANCELLED', 'CANCELLED']);
    });
  });

  describe('annotations', () => {
    it('count code points, and quote the very words of the provision', async () => {
      const { norm } = await organizer.call<{ norm: { id: string } }>('createNorm', { title: 'With signs' }, 'norm { id }');
      const provisions = [{ eId: 'sec_1', number: '1', text: ASTRAL, kind: 'PROHIBITION' }];
      const { version } = await organizer.call<{ version: { id: string } }>(
        'createNormVersion',
        { normId: norm.id, label: 'Draft', provisions },
        'version { id }',
      );
      await organizer.call('publishNormVersion', { versionId: version.id }, 'version { id }');
      const { round: signs } = await organizer.call<{ round: { id: string } }>(
        'createRound',
        { versionId: version.id, title: 'Signs', reference: 'SIGNS-R1' },
        'round { id }',
      );
      await organizer.call('openRound', { roundId: signs.id }, 'round { id }');
      const comment = {
        type: 'GENERAL',
        change: 'MODIFY',
        body: 'Why?',
        proposedText: 'Never.',
        anchor: { eId: 'sec_1', exact: 'capability 🕊' },
      };
      await author.call('submitComment', { roundId: signs.id, comment }, 'comment { id }');
      const collection = JSON.parse((await get('/rounds/SIGNS-R1/annotations.jsonld')).text) as { total: number; first: string };
      expect(collection).toMatchObject({
        '@context': 'http://www.w3.org/ns/anno.jsonld',
        type: 'AnnotationCollection',
        total: 1,
      });
      const { headers, text } = await get(`/rounds/SIGNS-R1/annotations.jsonld${new URL(collection.first).search}`);
      expect(headers.get('content-type')).toBe('application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"');
      const [item] = (JSON.parse(text) as { items: Annotation[] }).items;
      const [quote, place] = item?.target.selector.refinedBy ?? [];
      expect((await get('/rounds/SIGNS-R1')).text).toMatch(/TLP:CLEAR · on 1 ·/);
      expect(item).toMatchObject({ type: 'Annotation', motivation: ['commenting', 'editing'] });
      expect(quote).toMatchObject({ type: 'TextQuoteSelector', exact: 'capability 🕊' });
      expect([...ASTRAL].slice(place?.start, place?.end).join('')).toBe('capability 🕊');
    });

    it('are walked page by page', async () => {
      for (let n = 0; n < 60; n++) await say(`More ${n}`);
      const seen: string[] = [];
      let pages = 0;
      for (let path: string | null = `${address('annotations.jsonld')}?page=1`; path; pages++) {
        const page = JSON.parse((await get(path)).text) as { items: Annotation[]; next?: string };
        seen.push(...page.items.map(({ id }) => id));
        path = page.next ? new URL(page.next).pathname + new URL(page.next).search : null;
      }
      const { total } = JSON.parse((await get(address('annotations.jsonld'))).text) as { total: number };
      expect(new Set(seen).size).toBe(total);
      expect(seen).toHaveLength(total);
      expect(pages).toBe(2);
    });
  });

  describe('a norm’s page, where feeds and mails lead', () => {
    const page = async (path: string, by: Client = platform.anyone): Promise<{ status: number; text: string }> => {
      const response = await by.fetch(path);
      return { status: response.status, text: await response.text() };
    };
    const secondVersion = async (slug: string, normId: string): Promise<string> => {
      const provisions = [
        { eId: 'sec_1', number: '1', heading: 'Restraint', text: 'No party uses it first.', kind: 'PROHIBITION' },
      ];
      const make = { normId, label: 'Second draft', provisions };
      const { version } = await organizer.call<{ version: { id: string } }>('createNormVersion', make, 'version { id }');
      expect((await page(`/norms/${slug}`)).text).not.toContain('Second draft');
      expect((await page(`/norms/${slug}/text?version=2`)).status).toBe(404);
      expect((await page(`/norms/${slug}`, organizer)).text).toContain('Second draft');
      return version.id;
    };

    it('has its rounds, its versions, its dates, its text, and what changed, as far as the reader may see them', async () => {
      const { norm } = await organizer.get<{ norm: { id: string; slug: string; title: string } }>(
        'query($id: ID!) { norm(id: $id) { id slug title } }',
        { id: round.normId },
      );
      const date = { normId: norm.id, kind: 'REVIEW', title: 'Looked at <again>', dueOn: '2031-05-04' };
      await organizer.call('setMilestone', date, 'norm { id }');
      const versionId = await secondVersion(norm.slug, norm.id);
      await organizer.call('publishNormVersion', { versionId }, 'version { id }');
      const { text } = await page(`/norms/${norm.slug}`);
      for (const part of [`href="/rounds/${round.reference}"`, 'versions/1.akn.xml', 'changes?from=1&amp;to=2', '4 May 2031'])
        expect(text).toContain(part);
      expect(text).toContain('Looked at &lt;again&gt;');
      const changes = await page(`/norms/${norm.slug}/changes?from=1&to=2`);
      expect(changes.text).toMatch(/<del>[^<]*capability/);
      expect((await page(`/norms/${norm.slug}/text?version=1`)).text).toContain('id="sec_2__para_1"');
      expect((await page('/norms')).text).toContain(`href="/norms/${norm.slug}"`);
      expect((await page(`/norms?search=${encodeURIComponent('no norm has this')}`)).text).not.toContain('<article>');
    });

    it('does not tell of a norm that is not public yet', async () => {
      await organizer.call('createNorm', { title: 'Nobody’s yet', slug: 'not-yet' }, 'norm { id }');
      for (const path of ['/norms/not-yet', '/norms/not-yet/text', '/norms/not-yet/changes'])
        expect([path, (await page(path)).status]).toEqual([path, 404]);
      expect((await page('/norms')).text).not.toContain('not-yet');
      const hidden = await author.get('{ norm(slug: "not-yet") { id } norms(search: "Nobody’s yet") { totalCount } }');
      expect(hidden).toEqual({ norm: null, norms: { totalCount: 0 } });
      expect((await page('/norms/not-yet', organizer)).status).toBe(200);
    });

    it('takes any address for what it is: NUL is refused, and of what comes twice the last counts', async () => {
      const hostile = ['%00', '%ff%fe', 'a&search=b', '%ED%A0%80'].map((text) => `/norms?search=${text}`);
      const broken = ['after=x', 'after=a&after=b', 'search=%00'].map((query) => `/norms?${query}`);
      const others = ['/norms/%00', '/rounds/%00/text', '/rounds/x/said?on=%00', '/norms?page=-1'];
      for (const path of [...hostile, ...broken, ...others])
        expect([path, (await platform.anyone.fetch(path)).status < 500]).toEqual([path, true]);
      expect((await platform.anyone.fetch('/norms?search=%00')).status).toBe(400);
      expect((await platform.anyone.fetch('/sign-in?next=/a&next=/inbox')).status).toBe(200);
    });

    it('begins and ends being told of it by a button', async () => {
      const { norm } = await organizer.get<{ norm: { slug: string } }>('query($id: ID!) { norm(id: $id) { slug } }', {
        id: round.normId,
      });
      const address = `${platform.url}/norms/${norm.slug}`;
      const browser = new Browser({});
      browser.keep(new URL(platform.url), `colloquy_session=${author.token}`);
      const watched = async (): Promise<boolean> => (await browser.go(address)).text.includes('value="no"');
      expect(await watched()).toBe(false);
      expect((await browser.send(`${address}/watch`, { watch: 'yes' })).path).toBe(`/norms/${norm.slug}`);
      expect(await watched()).toBe(true);
      await browser.send(`${address}/watch`, { watch: 'no' });
      expect(await watched()).toBe(false);
      expect((await page(`/norms/${norm.slug}`)).text).not.toContain('name="watch"');
      expect((await new Browser({}).send(`${address}/watch`, { watch: 'yes' })).status).toBe(401);
    });
  });
});

interface Annotation {
  id: string;
  target: { selector: { refinedBy?: { type: string; start?: number; end?: number }[] } };
}

/** The entries of a feed as a strict parser reads them: the text of each element by its name. */
function entriesOf(xml: string): Record<string, string>[] {
  const entries: Record<string, string>[] = [];
  const path: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri }) => {
    if (uri !== 'http://www.w3.org/2005/Atom') throw new Error(`${local} is not of Atom.`);
    path.push(local);
    if (local === 'entry') entries.push({});
  });
  parser.on('text', (text) => {
    const entry = entries.at(-1);
    const name = path.at(-1) ?? '';
    if (entry && path.includes('entry') && text.trim()) entry[name] = (entry[name] ?? '') + text;
  });
  parser.on('closetag', () => void path.pop());
  parser.write(xml).close();
  return entries;
}

/** The events of a calendar, unfolded: the value of each property by its name. */
function eventsOf(text: string): Record<string, string>[] {
  const lines = text.replaceAll('\r\n ', '').split('\r\n').filter(Boolean);
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
    if (!name) throw new Error(`No line of a calendar: ${line}`);
    if (name === 'BEGIN' && value === 'VEVENT') events.push({});
    const event = events.at(-1);
    if (event && !(name in event)) event[name] = value;
  }
  return events;
}
