import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ctx } from '#platform/ctx.js';
import { RoundReminderClock } from '#rounds/round-reminder-clock.service.js';
import type { Client } from '../support/client.js';
import { untilTrue } from '../support/locks.js';
import { TestPlatform } from '../support/platform.js';
import { PlatformProcess } from '../support/processes.js';
import { openRound, type OpenRound } from '../support/stories.js';

const HOUR = 3_600_000;
const ROUNDS = 4;
const TURNS = 3; // a second is not long where other tests have the cores: one turn of three has to keep it, and each what is exact

describe('a round opens and closes at its instants', () => {
  let platform: TestPlatform;
  let organizer: Client;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
  });
  afterAll(() => platform.stop());

  const told = async (roundId: string): Promise<{ action: string; behindMs: number }[]> =>
    platform.db.read(
      `select e.action, extract(epoch from e.at - case e.action when 'round.opened' then r.opens_at else r.closes_at end)::float * 1000 as behind_ms
       from event e join round r on r.id = e.round_id
       where e.round_id = $1 and e.action in ('round.opened', 'round.closed', 'round.sealed') order by e.id`,
      [roundId],
    );

  it('with three workers: told once each, within the second', async () => {
    const env = {
      DATABASE_URL: await databaseUrl(platform),
      DATA_DIR: platform.platform.config.dataDir,
      PORT: '0',
      LOG_LEVEL: 'fatal',
    };
    const workers = [1, 2, 3].map(() => new PlatformProcess('worker', env));
    await Promise.all(workers.map((worker) => worker.start()));
    const latest: number[] = [];
    while (latest.length < TURNS && !latest.some((ms) => ms < 1000)) latest.push(await latestOf(ROUNDS * (latest.length + 1)));
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(Math.min(...latest)).toBeLessThan(1000);
  }, 60_000);

  /** How far behind its instant the latest of some openings and closings was told; each of them once, and none before. */
  async function latestOf(sealed: number): Promise<number> {
    const rounds: OpenRound[] = [];
    for (let i = 0; i < ROUNDS; i++) rounds.push(await openRound(organizer, { opensInMs: 3000, closesInMs: 4000 }));
    await untilTrue(platform.db, `(select count(*) = $1 from event where action = 'round.sealed')`, [sealed]);
    const entries = await Promise.all(rounds.map(({ id }) => told(id)));
    for (const one of entries) expect(one.map(({ action }) => action)).toEqual(['round.opened', 'round.closed', 'round.sealed']);
    const behind = entries.flatMap((one) => one.slice(0, 2).map(({ behindMs }) => behindMs));
    expect(Math.min(...behind)).toBeGreaterThanOrEqual(0);
    return Math.max(...behind);
  }

  it('with none: every read is right by the clock, a comment is taken or refused by it, and the record has what was taken', async () => {
    const author = await platform.person('Au Thor');
    const round = await openRound(organizer, { opensInMs: HOUR, closesInMs: 2 * HOUR });
    const comment = { roundId: round.id, comment: { type: 'GENERAL', body: 'A word in time.' } };
    const read = async (): Promise<object> =>
      platform.anyone.get<object>(
        `query($id: ID!, $reference: String!, $normId: ID!) {
          round(id: $id) { status record { size } } byReference: round(reference: $reference) { status }
          open: rounds(status: OPEN, normId: $normId) { totalCount } closed: rounds(status: CLOSED, normId: $normId) { totalCount }
          node(id: $id) { ... on Round { status } } norm(id: $normId) { rounds { nodes { status } } } }`,
        { id: round.id, reference: round.reference, normId: round.normId },
      );
    const allSay = (status: string, record: object | null = null): object => ({
      ...{ round: { status, record }, byReference: { status }, node: { status }, norm: { rounds: { nodes: [{ status }] } } },
      ...{ open: { totalCount: status === 'OPEN' ? 1 : 0 }, closed: { totalCount: status === 'CLOSED' ? 1 : 0 } },
    });
    expect(await read()).toEqual(allSay('SCHEDULED'));
    expect((await author.refused('submitComment', comment, 'comment { id }')).extensions).toMatchObject({ state: 'SCHEDULED' });
    platform.setClock(HOUR + 1000);
    expect(await read()).toEqual(allSay('OPEN'));
    await author.call('submitComment', comment, 'comment { id }');
    platform.setClock(2 * HOUR + 1000);
    expect((await author.refused('submitComment', comment, 'comment { id }')).extensions).toMatchObject({ state: 'CLOSED' });
    expect(await told(round.id)).toEqual([]);
    expect(await read()).toEqual(allSay('CLOSED', { size: 1 }));
    expect((await told(round.id)).map(({ action }) => action)).toEqual(['round.opened', 'round.closed', 'round.sealed']);
    platform.setClock(0);
  });

  it('is told of before it closes, once for each closing time, also where that is put off', async () => {
    const clock = platform.app.get(RoundReminderClock, { strict: false });
    const round = await openRound(organizer, { opensInMs: HOUR, closesInMs: 201 * HOUR });
    const reminded = async (): Promise<unknown[]> =>
      (
        await platform.db.read<{ hours: number }>(
          `select (data->>'hours')::int as hours from event where action = 'round.closing_soon' and round_id = $1 order by id`,
          [round.id],
        )
      ).map(({ hours }) => hours);
    const pass = async (hour: number): Promise<unknown[]> => {
      platform.setClock(hour * HOUR);
      await Promise.all([1, 2, 3].map(() => clock.pass(Ctx.system(platform.db, 'test'))));
      return reminded();
    };
    expect(await pass(32)).toEqual([]);
    expect(await pass(33.1)).toEqual([168]);
    expect(await pass(154)).toEqual([168, 48]);
    const later = { closesAt: new Date(Date.now() + 401 * HOUR).toISOString(), reason: 'More time was asked for.' };
    await organizer.call('extendRound', { roundId: round.id, ...later }, 'round { status }');
    expect(await pass(199)).toEqual([168, 48]);
    expect(await pass(234)).toEqual([168, 48, 168]);
    expect(await pass(399)).toEqual([168, 48, 168, 3]);
    expect(await pass(400)).toEqual([168, 48, 168, 3]);
    platform.setClock(0);
  });

  it('has its staff told before it closes which groups are under their target, once each', async () => {
    const clock = platform.app.get(RoundReminderClock, { strict: false });
    const author = await platform.person('Ann Balance');
    const balanceTargets = [
      { group: 'INDIVIDUAL', share: 0.5 },
      { group: 'ACADEMIA', share: 0.3 },
      { group: 'INDUSTRY', share: 0.2 },
    ];
    const round = await openRound(organizer, { closesInMs: 201 * HOUR }, { balanceTargets });
    const input = { roundId: round.id, comment: { type: 'GENERAL', body: 'Only people write.' } };
    await author.call('submitComment', input, 'comment { id }');
    const passAt = async (hour: number): Promise<unknown> => {
      platform.setClock(hour * HOUR);
      await clock.pass(Ctx.system(platform.db, 'test'));
      await platform.drain();
      return platform.db.read(
        `select e.data->>'group' as "group", (select count(*)::int from notification n where n.event_id = e.id) as told
         from event e where e.action = 'round.balance_below_target' and e.round_id = $1 order by 1`,
        [round.id],
      );
    };
    expect(await passAt(34)).toEqual([]);
    const [{ staff } = { staff: 0 }] = await platform.db.read<{ staff: number }>(
      `select count(distinct account_id)::int as staff from staff_grant where role in ('ORGANIZER', 'SECRETARIAT') and norm_id is null`,
    );
    const once = ['ACADEMIA', 'INDUSTRY'].map((group) => ({ group, told: staff }));
    expect(staff).toBeGreaterThan(0);
    expect(await passAt(154)).toEqual(once);
    expect(await passAt(199)).toEqual(once);
    platform.setClock(0);
  });
});

const databaseUrl = async ({ db }: TestPlatform): Promise<string> => {
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  url.pathname = `/${(await db.readOne<{ name: string }>('select current_database() as name'))?.name ?? ''}`;
  return url.href;
};
