import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { holdClusters } from '#comments/cluster.service.js';
import { Ctx } from '#platform/ctx.js';
import type { LogEvent } from '#platform/event.types.js';
import { SummaryService } from '#reports/summary.service.js';
import type { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';
import { openRound } from '../support/stories.js';

const LETTER = [
  'Hospitals cannot tell one incident from another within four hours.',
  'Suppliers abroad have duties of their own and answer to other courts.',
  'Small states will not be able to staff a desk for this around the clock.',
  'The draft should name who pays for the exercises that it asks for.',
].join(' ');
const OWN = 'I run the night shift of a clinic with nine beds.';
const OTHER = 'The definition leaves out equipment that nobody has connected to anything yet.';

const FIELDS =
  'id size distinctTexts submissions organizations representative { reference } comments { totalCount nodes { body } }';
const CLUSTERS = `query($id: ID!, $minSize: Int) { round(id: $id) { clusters(first: 10, minSize: $minSize) { totalCount nodes { ${FIELDS} } }
  participation { comments distinctComments } } }`;
const MEMBERS = `query($id: ID!) { round(id: $id) { comments { nodes { id body cluster { id size } clusterMembership { similarity looselyLinked ownWords } } } } }`;

interface Cluster {
  id: string;
  size: number;
  distinctTexts: number;
  comments: { totalCount: number; nodes: { body: string }[] };
}
interface Seen {
  round: { clusters: { totalCount: number; nodes: Cluster[] }; participation: { comments: number; distinctComments: number } };
}
interface Members {
  round: {
    comments: {
      nodes: {
        id: string;
        body: string;
        cluster: { id: string; size: number } | null;
        clusterMembership: { ownWords: string[]; looselyLinked: boolean } | null;
      }[];
    };
  };
}

describe('near-identical comments', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let secretariat: Client;
  let second: Client;
  let author: Client;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    secretariat = await platform.person('Sekreta Riat', 'SECRETARIAT');
    second = await platform.person('Second Riat', 'SECRETARIAT');
    author = await platform.person('Aut Hor');
  });
  afterAll(() => platform.stop());

  async function roundOf(...comments: { body: string; tlp?: string }[]): Promise<{ id: string; normId: string }> {
    const round = await openRound(organizer);
    for (const comment of comments) {
      await author.call('submitComment', { roundId: round.id, comment: { type: 'GENERAL', ...comment } }, 'comment { id }');
    }
    await platform.drain();
    return round;
  }
  const seenBy = async (who: Client, id: string, minSize = 2): Promise<Seen['round']> =>
    (await who.get<Seen>(CLUSTERS, { id, minSize })).round;
  const members = async (who: Client, id: string): Promise<Members['round']['comments']['nodes']> =>
    (await who.get<Members>(MEMBERS, { id })).round.comments.nodes;

  it('form as they arrive, are counted apart, and show what each sender added', async () => {
    const round = await roundOf({ body: LETTER }, { body: LETTER.toUpperCase() }, { body: `${OWN} ${LETTER}` }, { body: OTHER });
    const { clusters, participation } = await seenBy(platform.anyone, round.id);
    expect(clusters).toMatchObject({ totalCount: 1, nodes: [{ size: 3, distinctTexts: 2, submissions: 3, organizations: 0 }] });
    expect(clusters.nodes[0]?.comments.totalCount).toBe(3);
    expect(participation).toEqual({ comments: 4, distinctComments: 2 });
    const [first, , third, other] = await members(platform.anyone, round.id);
    expect(first?.clusterMembership).toEqual({ similarity: 1, looselyLinked: false, ownWords: [] });
    expect(third?.clusterMembership?.ownWords).toEqual(['I run the night shift of a clinic with nine beds']);
    expect(other).toMatchObject({ cluster: null, clusterMembership: null });
    const node = await platform.anyone.get('query($id: ID!) { node(id: $id) { __typename ... on Cluster { size } } }', {
      id: clusters.nodes[0]?.id,
    });
    expect(node).toEqual({ node: { __typename: 'Cluster', size: 3 } });
  });

  it('are the same after the closing, and when worked out again', async () => {
    const round = await roundOf({ body: LETTER }, { body: `${LETTER} Thank you.` }, { body: OTHER });
    const before = await seenBy(secretariat, round.id);
    await organizer.call('closeRound', { roundId: round.id }, 'round { id }');
    await platform.drain();
    expect(await seenBy(secretariat, round.id)).toEqual(before);
  });

  it('never show nor count a confidential member to whom it is hidden from', async () => {
    const round = await roundOf({ body: LETTER, tlp: 'RED' }, { body: LETTER, tlp: 'AMBER' }, { body: `${LETTER} Thank you.` });
    expect((await seenBy(platform.anyone, round.id)).clusters.totalCount).toBe(0);
    expect((await members(platform.anyone, round.id))[0]).toMatchObject({ cluster: null, clusterMembership: null });
    expect((await seenBy(organizer, round.id)).clusters.nodes).toMatchObject([{ size: 2, comments: { totalCount: 2 } }]);
    expect((await seenBy(secretariat, round.id)).clusters.nodes).toMatchObject([{ size: 3, comments: { totalCount: 3 } }]);
    const [cluster] = (await seenBy(secretariat, round.id)).clusters.nodes;
    const query = 'query($id: ID!) { node(id: $id) { id } }';
    expect(await platform.anyone.get(query, { id: cluster?.id })).toEqual({ node: null });
  });

  it('tell of a member that only others link with the comment that stands for all', async () => {
    const words = Array.from({ length: 80 }, (_, i) => `word${i}`);
    const round = await roundOf(...[0, 10, 20, 30].map((from) => ({ body: words.slice(from, from + 50).join(' ') })));
    expect((await seenBy(platform.anyone, round.id)).clusters.nodes).toMatchObject([{ size: 4, distinctTexts: 4 }]);
    const loose = (await members(platform.anyone, round.id)).map(({ clusterMembership }) => clusterMembership?.looselyLinked);
    expect(loose).toEqual([false, false, false, true]);
  });

  it('are merged and split by hand, for good, until it is taken back', async () => {
    const round = await roundOf({ body: LETTER }, { body: LETTER }, { body: LETTER }, { body: OTHER }, { body: OTHER });
    const { clusters } = await seenBy(organizer, round.id);
    const mergeClusterIds = clusters.nodes.map(({ id }) => id);
    const reason = 'Both ask for the same thing.';
    const merged = await organizer.call<{ cluster: Cluster; adjustmentId: string }>(
      'adjustCluster',
      { roundId: round.id, mergeClusterIds, reason },
      'cluster { id size } adjustmentId',
    );
    expect(merged.cluster).toMatchObject({ size: 5 });
    await platform.drain(); // groups again, and respects it
    expect((await seenBy(organizer, round.id)).clusters.nodes).toMatchObject([{ size: 5, distinctTexts: 2 }]);
    const [first] = await members(organizer, round.id);
    const apart = { roundId: round.id, removeCommentIds: [first?.id ?? ''], reason: 'It says the opposite.' };
    expect(await organizer.call('adjustCluster', apart, 'cluster { size }')).toEqual({ cluster: { size: 4 } });
    await platform.drain();
    expect((await members(organizer, round.id))[0]?.cluster).toBeNull();
    await organizer.call(
      'adjustCluster',
      { roundId: round.id, revertAdjustmentId: merged.adjustmentId, reason: 'An error.' },
      'adjustmentId',
    );
    await platform.drain();
    expect((await seenBy(organizer, round.id)).clusters.nodes.map(({ size }) => size)).toEqual([2, 2]);
    const log = await platform.db.read<{ reason: string }>(
      `select data->>'reason' as reason from event where action = 'cluster.adjusted' and round_id = $1 order by sequence`,
      [round.id],
    );
    expect(log.map((entry) => entry.reason)).toEqual([reason, 'It says the opposite.', 'An error.']);
  });

  it('are answered by one disposition, and each author is told', async () => {
    const round = await roundOf({ body: LETTER }, { body: LETTER }, { body: OTHER });
    const [cluster] = (await seenBy(secretariat, round.id)).clusters.nodes;
    await organizer.call('closeRound', { roundId: round.id }, 'round { id }');
    await platform.drain();
    const { reviewCycle } = await secretariat.call<{ reviewCycle: { id: string } }>(
      'startReviewCycle',
      { normId: round.normId, roundIds: [round.id] },
      'reviewCycle { id }',
    );
    const input = { reviewCycleId: reviewCycle.id, clusterId: cluster?.id, outcome: 'ACCEPTED', response: 'It will be.' };
    const { dispositions } = await secretariat.call<{ dispositions: { id: string; status: string }[] }>(
      'proposeDispositions',
      input,
      'dispositions { id status }',
    );
    expect(dispositions.map(({ status }) => status)).toEqual(['PROPOSED', 'PROPOSED']);
    await second.call('confirmDispositions', { dispositionIds: dispositions.map(({ id }) => id) }, 'dispositions { id }');
    await expect(secretariat.call('proposeDispositions', input, 'dispositions { id }')).rejects.toThrow(/CONFLICT/);
  });

  it('are in the summary as campaigns', async () => {
    const round = await roundOf({ body: LETTER }, { body: LETTER }, { body: OTHER });
    await organizer.call('closeRound', { roundId: round.id }, 'round { id }');
    await platform.drain();
    const query = 'query($id: ID!) { round(id: $id) { summaries { campaigns { size distinctTexts } } } }';
    expect(await secretariat.get(query, { id: round.id })).toEqual({
      round: { summaries: [{ campaigns: [{ size: 2, distinctTexts: 1 }] }] },
    });
  });

  it('are those of all its comments in every summary, also where nobody has grouped them yet, or somebody is at it', async () => {
    const round = await openRound(organizer);
    for (const body of [LETTER, LETTER, OTHER, LETTER])
      await author.call('submitComment', { roundId: round.id, comment: { type: 'GENERAL', body } }, 'comment { id }');
    await organizer.call('closeRound', { roundId: round.id }, 'round { id }');
    const ctx = Ctx.system(platform.db, 'test');
    const [closing] = await platform.db.read<LogEvent>(`select * from event where action = 'round.closed' and round_id = $1`, [
      round.id,
    ]);
    let made: Promise<void> | null = null;
    await platform.db.write(ctx, async (tx) => {
      await holdClusters(tx, round.id); // as who groups does, until it is done
      made = platform.app.get(SummaryService, { strict: false }).make(ctx, closing as LogEvent);
      while ((await platform.db.read(WAITING)).length === 0);
      expect(await summariesOf(round.id)).toEqual([{ status: 'QUEUED', participation: null }]);
    });
    await made;
    const right = [{ status: 'READY', participation: { comments: 4, distinctComments: 2 } }];
    expect(await summariesOf(round.id)).toEqual(right);
    await platform.drain();
    expect(await summariesOf(round.id)).toEqual(right);
  });

  const WAITING = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%round_clustering%'`;
  const summariesOf = async (id: string): Promise<object[]> => {
    const query = 'query($id: ID!) { round(id: $id) { summaries { status participation { comments distinctComments } } } }';
    return (await secretariat.get<{ round: { summaries: object[] } }>(query, { id })).round.summaries;
  };
});
