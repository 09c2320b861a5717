import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { brokenLinks } from '../support/chain.js';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';

const DAY = 86_400_000;
const TEXT = [
  { eId: 'art_1', number: 'Article 1', heading: 'Restraint', text: 'No party goes first.', kind: 'PROHIBITION' },
  { eId: 'art_1__para_1', parentEId: 'art_1', number: '1.', text: 'Nor does it help one who does.', kind: 'PROHIBITION' },
  { eId: 'art_2', number: 'Article 2', heading: 'Phases', text: 'Article 1 takes effect in phases.', kind: 'IMPLEMENTATION' },
];
const CARRIED = `query($id: ID!, $first: Int, $after: String) { round(id: $id) { status kind version { number } preparedFor { title }
  carriedComments(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    nodes { reason comment { body disposition { outcome } } } } } }`;

interface Carried {
  round: {
    status: string;
    kind: string;
    version: { number: number };
    preparedFor: { title: string } | null;
    carriedComments: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      nodes: { reason: string; comment: { body: string; disposition: { outcome: string } | null } }[];
    };
  } | null;
}
interface Version {
  version: { id: string; number: number; status: string; revision: number };
  warnings: string[];
}

/** What the log tells of the norm itself. */
const STORY = /^(norm|norm_version|milestone|provision)\.|^round\.(prepared|comments_carried|cancelled)/;

/** One story, told in order: each part goes on from the one before. */
describe('a norm from its first draft to its sunset', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let secretariat: Client;
  let second: Client;
  let author: Client;
  let normId: string;
  let versionId: string;
  let commentIds: Record<string, string>;

  const V = 'version { id number status revision } warnings';
  const day = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
  const moveTo = (days: number): void => platform.setClock(Date.parse(`${day(days)}T06:00:00Z`) - Date.now());
  const pass = async (): Promise<void> => {
    await platform.worker.passInstants();
    await platform.drain();
  };
  const edit = (mutation: string, input: object): Promise<Version> =>
    secretariat.call<Version>(mutation, { versionId, ...input } as never, V);
  const carried = (id: string, by = secretariat, page = {}): Promise<Carried> => by.get<Carried>(CARRIED, { id, ...page });
  const bodies = async (id: string, by: Client): Promise<string[] | undefined> =>
    (await carried(id, by)).round?.carriedComments.nodes.map(({ reason, comment }) => `${reason}: ${comment.body}`);
  const norm = async <T>(fields: string): Promise<T> =>
    (await platform.anyone.get<{ norm: T }>(`query($id: ID!) { norm(id: $id) { ${fields} } }`, { id: normId })).norm;
  const roundsOf = async (by: Client): Promise<{ id: string; kind: string; status: string; title: string }[]> =>
    (
      await by.get<{ norm: { rounds: { nodes: { id: string; kind: string; status: string; title: string }[] } } }>(
        'query($id: ID!) { norm(id: $id) { rounds { nodes { id kind status title } } } }',
        { id: normId },
      )
    ).norm.rounds.nodes;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    secretariat = await platform.person('Sekreta Riat', 'SECRETARIAT');
    second = await platform.person('Second Riat', 'SECRETARIAT');
    author = await platform.person('Ada Author');
    await platform.db.pool.query(`update session set expires_at = expires_at + interval '10 years'`); // the story takes years
  });
  afterAll(() => platform.stop());

  it('is drafted provision by provision, in two languages, with every slip undone', async () => {
    normId = (await organizer.call<{ norm: { id: string } }>('createNorm', { title: 'No first use' }, 'norm { id }')).norm.id;
    const input = { normId, label: 'Zero draft', provisions: TEXT };
    versionId = (await secretariat.call<Version>('createNormVersion', input as never, V)).version.id;
    const definitions = { eId: 'art_0', number: 'Article 0', heading: 'Terms', text: '“Use” means use.', kind: 'DEFINITION' };
    await edit('upsertProvision', { provision: definitions, beforeEId: 'art_1', expectedRevision: 1 });
    await edit('upsertProvision', { provision: { eId: 'art_1', number: 'Article 1', text: 'لا يبدأ أي طرف.' }, locale: 'ar' });
    const { warnings } = await edit('removeProvision', { eId: 'art_1' });
    expect(warnings).toEqual(['With art_1 went what stood in it: art_1__para_1.']);
    await edit('undoProvisionChange', {});
    const review = { ...TEXT[2], reviewOn: day(400) };
    const sunset = { eId: 'art_3', number: 'Article 3', text: 'This norm ends.', kind: 'SUNSET_CLAUSE', sunsetOn: day(800) };
    await edit('upsertProvision', { provision: review });
    await edit('upsertProvision', { provision: sunset });
    const { node } = await secretariat.get<{ node: object }>(
      `query($id: ID!) { node(id: $id) { ... on NormVersion { translations { locale dir current missing outOfDate }
        outline { totalCount nodes { eId depth missingIn } } provisions(locale: "ar") { eId dir } } } }`,
      { id: versionId },
    );
    expect(node).toEqual({
      translations: [{ locale: 'ar', dir: 'RTL', current: 1, missing: 4, outOfDate: 0 }],
      outline: {
        totalCount: 5,
        nodes: ['art_0', 'art_1', 'art_1__para_1', 'art_2', 'art_3'].map((eId) => ({
          eId,
          depth: eId.includes('para') ? 1 : 0,
          missingIn: eId === 'art_1' ? [] : ['ar'],
        })),
      },
      provisions: ['art_0', 'art_1', 'art_1__para_1', 'art_2', 'art_3'].map((eId) => ({
        eId,
        dir: eId === 'art_1' ? 'RTL' : 'LTR',
      })),
    });
    await edit('publishNormVersion', { versionId });
  });

  it('is consulted on and answered: one objection stands, one comment is put off', async () => {
    const made = await organizer.call<{ round: { id: string } }>(
      'createRound',
      { versionId, title: 'Round one' },
      'round { id }',
    );
    const roundId = made.round.id;
    await organizer.call('openRound', { roundId }, 'round { id }');
    commentIds = {};
    for (const [body, more] of Object.entries({
      'We cannot accept Article 1.': { blocking: true },
      'Say what help is.': { blocking: true, tlp: 'AMBER_STRICT' },
      'Better phases later.': {},
      'A comma is missing.': { blocking: true },
      'Thank you.': {},
    })) {
      const comment = { type: 'SUBSTANTIVE', body, anchor: { eId: 'art_1' }, ...more };
      const done = await author.call<{ comment: { id: string } }>('submitComment', { roundId, comment }, 'comment { id }');
      commentIds[body] = done.comment.id;
    }
    await organizer.call('closeRound', { roundId }, 'round { id }');
    const cycle = await secretariat.call<{ reviewCycle: { id: string } }>(
      'startReviewCycle',
      { normId, roundIds: [roundId] },
      'reviewCycle { id }',
    );
    const reviewCycleId = cycle.reviewCycle.id;
    const outcomes = ['NOT_ACCEPTED', 'NOT_ACCEPTED', 'DEFERRED', 'ACCEPTED', 'NOTED'];
    const dispositionIds: string[] = [];
    for (const [i, commentId] of Object.values(commentIds).entries()) {
      const answer = { reviewCycleId, commentIds: [commentId], outcome: outcomes[i], response: 'As the others see it.' };
      const { dispositions } = await secretariat.call<{ dispositions: { id: string }[] }>(
        'proposeDispositions',
        answer,
        'dispositions { id }',
      );
      dispositionIds.push(...dispositions.map(({ id }) => id));
    }
    await second.call('confirmDispositions', { dispositionIds }, 'dispositions { id }');
    await secretariat.call('concludeReviewCycle', { reviewCycleId }, 'reviewCycle { status }');
    await pass();
  });

  it('is adopted: its text gives it its dates, and a standing round is prepared with what is open still', async () => {
    await organizer.call('adoptNormVersion', { versionId }, V);
    await pass();
    const state = await norm<{
      status: string;
      sunsetOn: string;
      milestones: { kind: string; dueOn: string }[];
      versionInForce: object;
    }>('status sunsetOn milestones { kind dueOn } versionInForce { number }');
    expect(state).toEqual({
      status: 'ADOPTED',
      sunsetOn: day(800),
      milestones: [
        { kind: 'REVIEW', dueOn: day(400) },
        { kind: 'SUNSET', dueOn: day(800) },
      ],
      versionInForce: { number: 1 },
    });
    const [standing, ...others] = await roundsOf(organizer);
    expect(standing).toMatchObject({ kind: 'STANDING', status: 'DRAFT', title: 'Lessons learned: No first use' });
    expect(others).toHaveLength(1);
    expect(await bodies(standing?.id ?? '', secretariat)).toEqual([
      'OBJECTION: We cannot accept Article 1.',
      'OBJECTION: Say what help is.',
      'DEFERRED: Better phases later.',
    ]);
    expect(await bodies(standing?.id ?? '', organizer)).toEqual([
      'OBJECTION: We cannot accept Article 1.',
      'DEFERRED: Better phases later.',
    ]);
    expect((await carried(standing?.id ?? '', organizer)).round?.carriedComments.totalCount).toBe(2);
    expect((await carried(standing?.id ?? '', author)).round).toBeNull();
    const first = (await carried(standing?.id ?? '', secretariat, { first: 2 })).round?.carriedComments;
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const rest = await carried(standing?.id ?? '', secretariat, { first: 2, after: first?.pageInfo.endCursor });
    expect(rest.round?.carriedComments.nodes.map(({ comment }) => comment)).toEqual([
      { body: 'Better phases later.', disposition: { outcome: 'DEFERRED' } },
    ]);
    await organizer.call('openRound', { roundId: standing?.id }, 'round { status }');
    await pass();
    expect(await bodies(standing?.id ?? '', author)).toHaveLength(3);
    expect(await bodies(standing?.id ?? '', platform.anyone)).toHaveLength(2);
    const lesson = { type: 'LESSON_LEARNED', body: 'It works at sea.' };
    await author.call('submitComment', { roundId: standing?.id, comment: lesson }, 'comment { reference }');
  });

  it('is corrected by an erratum, which is in force at once and has a standing round of its own, once', async () => {
    const input = { versionId, label: 'Corrected', note: 'Article 1: a comma.' };
    const { version } = await secretariat.call<Version>('createErratum', input, V);
    await secretariat.call('upsertProvision', { versionId: version.id, provision: { ...TEXT[0], text: 'No party goes first, ever.' } }, V); // prettier-ignore
    await secretariat.call('publishNormVersion', { versionId: version.id }, V);
    await pass();
    await pass();
    expect(await norm('versionInForce { number erratum { note } } versions { number status }')).toEqual({
      versionInForce: { number: 2, erratum: { note: 'Article 1: a comma.' } },
      versions: [
        { number: 2, status: 'ADOPTED' },
        { number: 1, status: 'SUPERSEDED' },
      ],
    });
    expect((await roundsOf(organizer)).map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'STANDING DRAFT',
      'STANDING OPEN',
      'DRAFT_REVIEW CONCLUDED',
    ]);
    versionId = version.id;
  });

  it('enters its phases by the clock', async () => {
    const phase = { normId, kind: 'PHASE', title: 'At sea', dueOn: day(100), eIds: ['art_1'] };
    await organizer.call('setMilestone', phase, 'norm { id }');
    expect(await norm('currentPhase { title }')).toEqual({ currentPhase: null });
    moveTo(100);
    expect(await norm('currentPhase { title eIds }')).toEqual({ currentPhase: { title: 'At sea', eIds: ['art_1'] } });
  });

  it('is reviewed on the day that a provision names: a task, and a prepared round with what is open', async () => {
    for (const days of [370, 393, 400, 401]) {
      moveTo(days);
      await pass();
    }
    const { milestones } = await norm<{ milestones: { id: string; kind: string }[] }>('milestones { id kind doneAt }');
    const review = milestones.find(({ kind }) => kind === 'REVIEW');
    const rounds = await roundsOf(organizer);
    expect(rounds).toHaveLength(4);
    expect(rounds[0]).toMatchObject({ kind: 'DRAFT_REVIEW', status: 'DRAFT', title: 'No first use: Review: Article 2 Phases' });
    const { round } = await carried(rounds[0]?.id ?? '');
    expect(round).toMatchObject({ version: { number: 2 }, preparedFor: { title: 'Review: Article 2 Phases' } });
    expect(await bodies(rounds[0]?.id ?? '', secretariat)).toEqual([
      'OBJECTION: We cannot accept Article 1.',
      'OBJECTION: Say what help is.',
      'DEFERRED: Better phases later.',
    ]);
    const prepared = `query($id: ID!) { norm(id: $id) { milestones { kind preparedRounds { id } } } }`;
    const tasks = async (by: Client) =>
      (await by.get<{ norm: { milestones: { kind: string; preparedRounds: object[] }[] } }>(prepared, { id: normId })).norm.milestones
        .filter(({ kind }) => kind === 'REVIEW')
        .flatMap(({ preparedRounds }) => preparedRounds); // prettier-ignore
    expect(await tasks(organizer)).toEqual([{ id: rounds[0]?.id }]);
    expect(await tasks(platform.anyone)).toEqual([]);
    await organizer.call('openRound', { roundId: rounds[0]?.id }, 'round { id }');
    await organizer.call('closeRound', { roundId: rounds[0]?.id }, 'round { id }');
    const inbox = `{ notifications(first: 100) { nodes { kind title } } }`;
    const { notifications } = await organizer.get<{ notifications: { nodes: { kind: string; title: string }[] } }>(inbox);
    const due = notifications.nodes.filter(({ kind }) => kind === 'MILESTONE_DUE').map(({ title }) => title);
    const ofReview = 'Due: Review: Article 2 Phases, No first use';
    expect(due.sort()).toEqual(['Due: At sea, No first use', ofReview, ofReview, ofReview]);
    const done = { normId, milestoneId: review?.id, kind: 'REVIEW', title: 'Reviewed', dueOn: day(400), done: true };
    await organizer.call('setMilestone', done, 'norm { id }');
    expect(await norm('status')).toEqual({ status: 'ADOPTED' });
  });

  it('is renewed once, and ends at its next sunset, whoever is asleep', async () => {
    moveTo(799);
    const renewal = { normId, sunsetOn: day(900), reason: 'It has kept the peace.' };
    await organizer.call('renewNorm', renewal, 'norm { sunsetOn }');
    moveTo(801);
    expect(await norm('status sunsetOn')).toEqual({ status: 'ADOPTED', sunsetOn: day(900) });
    moveTo(901);
    expect(await norm('status versionInForce { number }')).toEqual({ status: 'EXPIRED', versionInForce: null });
    await pass();
    expect(await norm('status')).toEqual({ status: 'EXPIRED' });
  });

  it('cancels its rounds where it is withdrawn', async () => {
    await organizer.call('withdrawNorm', { normId, reason: 'Nobody needs it.' }, 'norm { status }');
    await pass();
    await pass();
    const states = (await roundsOf(organizer)).map(({ kind, status }) => `${kind} ${status}`);
    expect(states).toEqual(['DRAFT_REVIEW CLOSED', 'STANDING CANCELLED', 'STANDING CANCELLED', 'DRAFT_REVIEW CONCLUDED']);
  });

  it('is told to who took part, each step once', async () => {
    const told = await platform.db.read<{ kind: string }>(
      `select n.kind from notification n join account a on a.id = n.account_id
       where a.display_name = 'Ada Author' and n.kind like 'NORM%' order by n.id`,
    );
    expect(told.map(({ kind }) => kind)).toEqual(['NORM_ADOPTED', 'NORM_RENEWED', 'NORM_EXPIRED', 'NORM_WITHDRAWN']);
  });

  it('leaves a log that tells it all, in order, without a gap', async () => {
    const rows = await platform.db.read<{ action: string; data: { daysBefore?: number } }>(
      'select action, data from event where norm_id = $1 order by sequence',
      [normId],
    );
    const story = rows
      .filter(({ action }) => STORY.test(action) && action !== 'norm_version.comments_carried')
      .map(({ action, data }) => (data.daysBefore === undefined ? action : `${action} ${data.daysBefore}`));
    expect(story).toEqual([
      'norm.created',
      'norm_version.created',
      ...['added', 'translated', 'removed', 'undone', 'changed', 'added'].map((verb) => `provision.${verb}`),
      'norm_version.published',
      'norm_version.adopted',
      ...['milestone.set', 'milestone.set', 'round.prepared', 'round.comments_carried'],
      ...[
        'norm_version.created',
        'provision.changed',
        'norm_version.superseded',
        'norm_version.published',
        'norm_version.adopted',
      ],
      ...['round.prepared', 'round.comments_carried', 'milestone.set'],
      ...['milestone.due 0', 'milestone.due 30', 'milestone.due 7', 'milestone.due 0'],
      ...['round.prepared', 'round.comments_carried', 'milestone.done'],
      ...['norm.renewed', 'norm.expired', 'norm.withdrawn', 'round.cancelled', 'round.cancelled'],
    ]);
    expect(await brokenLinks(platform.db)).toEqual([]);
  });
});
