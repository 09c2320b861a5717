import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { read, utils } from '@e965/xlsx';
import type { Tlp } from '#platform/schema.types.js';
import type { Client } from '../support/client.js';
import { linksIn, missing, walk } from '../support/link-walk.js';
import { TestPlatform } from '../support/platform.js';
import { type OpenRound, openRound } from '../support/stories.js';

const TLPS: readonly Tlp[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'];
const FIELDS = ['body', 'rationale', 'proposed', 'response'];
/** A word that occurs nowhere else: whoever has it has read that field of that comment. */
const mark = (tlp: Tlp, field: string): string => `zqx${tlp.replace('_', '').toLowerCase()}${field}`;
const marksOf = (...tlps: Tlp[]): string[] => tlps.flatMap((tlp) => FIELDS.map((field) => mark(tlp, field)));
const HIDDEN = { pseudonym: 'zqxpseudonym', behind: 'zqxbehind' };
const PERSONS = Object.values(HIDDEN);
const EVERY_MARK = [...marksOf(...TLPS), ...PERSONS];

const COMMENT = `reference tlp body rationale proposedText proposedChange { text } author { displayName organization { name } }
  disposition { outcome response history { response } } withheldReason`;
const EVERYTHING = `query($round: ID!, $norm: ID!, $signedIn: Boolean!) {
  round(id: $round) { title participation { comments byGroup { key comments } byProvision { eId support } }
    comments(first: 100) { totalCount nodes { ${COMMENT} submission { account { displayName email } organization { name } comments { ${COMMENT} } receipt { salt } }
      amendments { text comments { ${COMMENT} } } } }
    summaries { provisions { points { text citations { ${COMMENT} } } proposals { ${COMMENT} } } minority { text }
      themes { label keywords points { text citations { ${COMMENT} } } } unresolvedObjections { ${COMMENT} } }
    version { provisions { eId text commentCount(roundId: $round) origins { text comments { ${COMMENT} } } } } }
  norm(id: $norm) { reviewCycles { amendments { text comments { ${COMMENT} } } traceability(first: 100) { edges { node { comment { ${COMMENT} } disposition { response } } } } } }
  auditLog(normId: $norm, first: 100) { nodes { action data actor { displayName email } } }
  mySubmissions { comments { ${COMMENT} } }
  notifications(first: 100) @include(if: $signedIn) { nodes { title } }
}`;

describe('a mark in every confidential place', () => {
  const lines: string[] = [];
  let platform: TestPlatform;
  let round: OpenRound;
  let organizer: Client;
  let secretariat: Client;
  let stranger: Client;
  let participant: Client;

  beforeAll(async () => {
    platform = await TestPlatform.start({}, { write: (line: string) => void lines.push(line) });
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    secretariat = await platform.person('Sekreta Riat', 'SECRETARIAT');
    stranger = await platform.person('Stran Ger');
    participant = await platform.person('Parti Cipant');
    await tellTheStory();
  }, 60_000);
  afterAll(() => platform.stop());

  async function tellTheStory(): Promise<void> {
    round = await openRound(organizer);
    const author = await platform.person(HIDDEN.pseudonym);
    const behind = await platform.person(HIDDEN.behind);
    const { organization } = await behind.call<{ organization: { id: string } }>(
      'registerOrganization',
      { name: 'An organization', group: 'INDUSTRY', region: 'GLOBAL' },
      'organization { id }',
    );
    const submit = async (by: Client, comment: object, organizationId?: string): Promise<string> => {
      const anchor = { eId: 'sec_2__para_1' };
      const input = { roundId: round.id, organizationId, comment: { type: 'SUBSTANTIVE', blocking: true, anchor, ...comment } };
      return (await by.call<{ comment: { id: string } }>('submitComment', input, 'comment { id }')).comment.id;
    };
    await submit(participant, { body: 'Nothing of note.' });
    await submit(behind, { body: 'Nothing of note.', attribution: 'ORGANIZATION_ONLY' }, organization.id);
    const ids: [Tlp, string][] = [];
    for (const tlp of TLPS) {
      const texts = { body: mark(tlp, 'body'), rationale: mark(tlp, 'rationale'), proposedText: mark(tlp, 'proposed') };
      const change = { change: 'MODIFY', position: 'OPPOSE', attribution: 'PSEUDONYMOUS' };
      ids.push([tlp, await submit(author, { ...texts, ...change, tlp })]);
    }
    await organizer.call('closeRound', { roundId: round.id }, 'round { id }');
    await platform.drain();
    await answer(ids);
    await platform.drain();
  }

  async function answer(ids: [Tlp, string][]): Promise<void> {
    const second = await platform.person('Secunda Riat', 'SECRETARIAT');
    const { reviewCycle } = await secretariat.call<{ reviewCycle: { id: string } }>(
      'startReviewCycle',
      { normId: round.normId, roundIds: [round.id] },
      'reviewCycle { id }',
    );
    const all = await secretariat.get<{ round: { comments: { nodes: { id: string }[] } } }>(
      'query($id: ID!) { round(id: $id) { comments(first: 100) { nodes { id } } } }',
      { id: round.id },
    );
    const propose = async (commentIds: string[], response: string): Promise<string[]> => {
      const input = { reviewCycleId: reviewCycle.id, commentIds, outcome: 'NOT_ACCEPTED', response };
      const payload = await secretariat.call<{ dispositions: { id: string }[] }>(
        'proposeDispositions',
        input,
        'dispositions { id }',
      );
      return payload.dispositions.map(({ id }) => id);
    };
    const marked = ids.map(([, id]) => id);
    const dispositionIds = await propose(
      all.round.comments.nodes.map(({ id }) => id).filter((id) => !marked.includes(id)),
      'No.',
    );
    for (const [tlp, id] of ids) dispositionIds.push(...(await propose([id], mark(tlp, 'response'))));
    await second.call('confirmDispositions', { dispositionIds }, 'dispositions { id }');
    const { round: closed } = await secretariat.get<{ round: { summaries: { id: string }[] } }>(
      'query($id: ID!) { round(id: $id) { summaries { id } } }',
      { id: round.id },
    );
    await organizer.call('publishSummary', { summaryId: closed.summaries[0]?.id }, 'summary { id }');
    await secretariat.call('draftNextVersion', { reviewCycleId: reviewCycle.id, label: 'Next' }, 'version { id }');
    await secretariat.call('concludeReviewCycle', { reviewCycleId: reviewCycle.id }, 'reviewCycle { id }');
  }

  const found = (text: string): string[] => EVERY_MARK.filter((word) => text.toLowerCase().includes(word)).sort();
  const everythingFor = async (viewer: Client): Promise<string> =>
    JSON.stringify(await viewer.get(EVERYTHING, { round: round.id, norm: round.normId, signedIn: viewer.token !== null }));
  const exported = async (viewer: Client, tier: string, format: string): Promise<string> => {
    const input = { kind: 'DISPOSITIONS', format, tier, roundId: round.id };
    const { export: row } = await viewer.call<{ export: { id: string } }>('requestExport', input, 'export { id }');
    await platform.drain();
    const file = Buffer.from(await (await viewer.fetch(`/exports/${row.id}`)).arrayBuffer());
    return format === 'CSV' ? file.toString() : JSON.stringify(utils.sheet_to_json(read(file).Sheets['Comments'] ?? {}));
  };

  it.each<[string, () => Client, string[]]>([
    ['anyone', () => platform.anyone, marksOf('CLEAR')],
    ['a stranger', () => stranger, marksOf('CLEAR')],
    ['a participant', () => participant, marksOf('CLEAR', 'GREEN')],
    ['the organizer', () => organizer, marksOf('CLEAR', 'GREEN', 'AMBER')],
    ['the secretariat', () => secretariat, EVERY_MARK],
  ])('is read through the API by %s exactly where domain.md says so', async (_, viewer, marks) => {
    expect(found(await everythingFor(viewer()))).toEqual(marks.toSorted());
  });

  it.each(['CSV', 'XLSX'])('is in the %s of each tier exactly where domain.md says so', async (format) => {
    expect(found(await exported(stranger, 'PUBLIC', format))).toEqual(marksOf('CLEAR').sort());
    const table = found(await exported(secretariat, 'SECRETARIAT', format));
    expect(table).toEqual([...marksOf('CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT'), ...PERSONS].sort());
  });

  it('is in no mail, but for what is CLEAR', async () => {
    const mails = (await (await platform.anyone.fetch('/dev/mail?format=json')).json()) as {
      to: string;
      subject: string;
      text: string;
      html: string;
    }[];
    expect(mails.length).toBeGreaterThan(5);
    const toOthers = mails.filter(({ to }) => !PERSONS.some((person) => to.includes(person)));
    expect(found(toOthers.map(({ subject, text, html }) => subject + text + html).join())).toEqual([]);
    const toThem = mails.filter((mail) => !toOthers.includes(mail)).map(({ subject, text, html }) => subject + text + html);
    expect(found(toThem.join()).filter((word) => !PERSONS.includes(word))).toEqual(
      [mark('CLEAR', 'body'), mark('CLEAR', 'response')].sort(),
    );
  });

  it('is in feeds, calendars and annotations only where it is CLEAR, whoever asks', async () => {
    const below = (path: string): string => `/rounds/${round.reference}/${path}`;
    const clear = (...fields: string[]): string[] => fields.map((field) => mark('CLEAR', field)).sort();
    const seen = async (path: string): Promise<string[]> => found(await (await secretariat.fetch(path)).text());
    expect(await seen(below('feed.atom'))).toEqual(clear('body', 'proposed'));
    expect(await seen(below('annotations.jsonld?page=1'))).toEqual(clear('body', 'rationale', 'proposed'));
    for (const path of ['/feed.atom', '/calendar.ics', below('calendar.ics'), below('annotations.jsonld')])
      expect([path, await seen(path)]).toEqual([path, []]);
    const page = await (await platform.anyone.fetch(`/rounds/${round.reference}`)).text();
    expect(found(page)).toEqual(clear('body', 'proposed'));
  });

  it.each<[string, () => Client, string[]]>([
    ['anyone', () => platform.anyone, marksOf('CLEAR')],
    ['a stranger', () => stranger, marksOf('CLEAR')],
    ['a participant', () => participant, marksOf('CLEAR', 'GREEN')],
    ['the organizer', () => organizer, marksOf('CLEAR', 'GREEN', 'AMBER')],
    ['the secretariat', () => secretariat, EVERY_MARK],
  ])(
    'is on the pages that %s comes to exactly where domain.md says so, and each link leads somewhere',
    async (_, reader, marks) => {
      const pages = await walk(reader(), platform.platform.config.publicUrl, ['/', '/calendar.ics', '/sign-in']);
      expect(missing(pages)).toEqual([]);
      expect(found([...pages.values()].map(({ text }) => text).join())).toEqual(marks.toSorted());
      for (const path of ['feed.atom', 'answers', 'text'])
        expect([...pages.keys()]).toContain(`/rounds/${round.reference}/${path}`);
    },
  );

  it('is not where mails lead; and each of their links leads somewhere', async () => {
    const { publicUrl } = platform.platform.config;
    const mails = (await (await platform.anyone.fetch('/dev/mail?format=json')).json()) as {
      to: string;
      text: string;
      html: string;
    }[];
    for (const to of new Set(mails.map((mail) => mail.to))) {
      const own = mails.filter((mail) => mail.to === to);
      const address = /[^<\s]+@[^>\s]+/.exec(to)?.[0] ?? '';
      const reader = await platform.anyone.signIn(address, 'a long enough test password');
      const links = own.flatMap(({ text, html }) => linksIn(text + html, publicUrl));
      expect(missing(await walk(reader, publicUrl, links, false))).toEqual([]);
    }
  });

  it('is in no line of the log, no entry of the audit trail, and on no page', async () => {
    expect(lines.length).toBeGreaterThan(10);
    expect(found(lines.join())).toEqual([]);
    const events = await platform.db.read('select * from event');
    expect(found(JSON.stringify(events))).toEqual([]);
    expect(found(await (await platform.anyone.fetch('/')).text())).toEqual([]);
  });
});
