import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ctx } from '#platform/ctx.js';
import { newId } from '#platform/ids.js';
import type { Client } from '../../../tests/support/client.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { openRound, type OpenRound } from '../../../tests/support/stories.js';
import { ParticipationClock } from './participation-clock.service.js';
import { GROUPS, POSITIONS, REGIONS } from './participation.rules.js';

const FIELDS = `exact comments submissions organizations lateComments balance byGroup { key comments submissions organizations }
  byRegion { key comments submissions organizations } bySector { key comments submissions organizations }
  byPosition { key comments submissions organizations }
  byProvision { eId support supportWithChanges oppose neutral byGroup { key comments submissions organizations } }
  underTarget { group target share } silentInvited { email organization { name } } invited invitedSilent`;
const EIDS = ['sec_1', 'sec_1__para_1', 'sec_2', null] as const;
const STEPS = 120;

type Tally = { key: string; comments: number; submissions: number; organizations: number };
interface Figures {
  comments: number;
  submissions: number;
  organizations: number;
  lateComments: number;
  byGroup: Tally[];
  byRegion: Tally[];
  bySector: Tally[];
  byPosition: Tally[];
  byProvision: { eId: string; support: number; supportWithChanges: number; oppose: number; neutral: number; byGroup: Tally[] }[];
  underTarget: object[];
  silentInvited: object[];
}
interface Row {
  submissionId: string;
  organizationId: string | null;
  stakeholderGroup: string;
  region: string;
  sector: string | null;
  eid: string | null;
  position: string;
  late: boolean;
}

const distinct = (values: (string | null)[]): number => new Set(values.filter((value) => value !== null)).size;
const tally = (key: string, rows: Row[]): Tally => ({
  key,
  comments: rows.length,
  submissions: distinct(rows.map(({ submissionId }) => submissionId)),
  organizations: distinct(rows.map(({ organizationId }) => organizationId)),
});
const pick = <T>(values: readonly T[]): T => values[Math.floor(Math.random() * values.length)] as T;

describe('participation', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let accounts: string[];
  let organizations: { id: string; stakeholderGroup: string; region: string }[];

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    await platform.db.pool.query(`insert into account (id, email, email_verified_at, display_name, password_hash, created_at)
      select gen_random_uuid(), 'writer' || i || '@people.test', now(), 'Writer', 'none', now() from generate_series(1, 12) i`);
    await platform.db.pool.query(`insert into organization (id, name, stakeholder_group, region, sector, created_at)
      select gen_random_uuid(), 'Organization ' || i, (array['GOVERNMENT', 'INDUSTRY', 'ACADEMIA'])[1 + i % 3], (array['AFRICA', 'GLOBAL'])[1 + i % 2],
        (array['energy', 'health', null])[1 + i % 3], now() from generate_series(1, 6) i`);
    await platform.db.pool.query('create sequence test_number');
    accounts = (await platform.db.read<{ id: string }>(`select id from account where email like 'writer%'`)).map(({ id }) => id);
    organizations = await platform.db.read('select id, stakeholder_group, region from organization');
  });
  afterAll(() => platform.stop());

  const read = async ({ id }: OpenRound, by: Client = organizer): Promise<Figures> =>
    (
      await by.get<{ round: { participation: Figures } }>(`query($id: ID!) { round(id: $id) { participation { ${FIELDS} } } }`, {
        id,
      })
    ).round.participation;

  /** A submission as the services write it: with its only comment at once, or as drafts that are numbered in one statement. */
  async function handIn(
    round: OpenRound,
    comments: object[],
    side: { accountId: string; organizationId: string | null },
    late = false,
  ): Promise<void> {
    const organization = organizations.find(({ id }) => id === side.organizationId);
    const submission = newId();
    const atOnce = comments.length === 1;
    const at = new Date();
    await platform.db.pool.query(
      `insert into submission (id, round_id, organization_id, account_id, status, late, created_at, submitted_at, receipt_number, content_hash)
       values ($1::uuid, $2, $3, $4, 'SUBMITTED', $5, $6, $6, $1::text, encode(sha256($1::text::bytea), 'hex'))`,
      [submission, round.id, side.organizationId, side.accountId, late, at],
    );
    const said = comments.map((comment) => ({ eid: null, position: 'NEUTRAL', tlp: 'CLEAR', ...comment }));
    await platform.db.pool.query(
      `insert into comment (id, round_id, submission_id, account_id, organization_id, stakeholder_group, region, reference, number, version_id, eid, type,
         position, change, blocking, body, tlp, attribution, locale, status, late, created_at, submitted_at)
       select gen_random_uuid(), $1, $2::uuid, $3, $4, $5, $6, case when $7 then $2::uuid::text || x.n end, case when $7 then nextval('test_number') end, $8, x.eid, 'GENERAL',
         x.position, 'NONE', false, 'Words.', x.tlp, 'NAMED', 'en', case when $7 then 'PUBLISHED' else 'DRAFT' end, $9, now(), case when $7 then now() end
       from jsonb_to_recordset($10) as x (eid text, position text, tlp text, n integer)`,
      [
        ...[round.id, submission, side.accountId, side.organizationId],
        ...[
          organization?.stakeholderGroup ?? 'INDIVIDUAL',
          organization?.region ?? 'GLOBAL',
          atOnce,
          round.versionId,
          late,
          JSON.stringify(said),
        ],
      ],
    );
    if (atOnce) return;
    await platform.db.pool.query(
      `update comment set number = nextval('test_number'), reference = id::text, status = 'PUBLISHED', submitted_at = now(), late = $2 where submission_id = $1`,
      [submission, late],
    );
  }

  async function expectRecount(round: OpenRound): Promise<void> {
    const rows = await platform.db.read<Row>(
      `select c.submission_id, c.organization_id, c.stakeholder_group, c.region, o.sector, c.eid, c.position, c.late from comment c
       left join organization o on o.id = c.organization_id where c.round_id = $1 and c.status = 'PUBLISHED'`,
      [round.id],
    );
    const inTime = rows.filter(({ late }) => !late);
    const by = (keys: readonly string[], of: (row: Row) => string | null): Tally[] =>
      keys.map((key) =>
        tally(
          key,
          inTime.filter((row) => of(row) === key),
        ),
      );
    const figures = await read(round);
    const { comments, submissions, organizations: behind } = tally('', inTime);
    expect(figures).toMatchObject({ comments, submissions, organizations: behind, lateComments: rows.length - inTime.length });
    expect(figures.byGroup).toEqual(by(GROUPS, (row) => row.stakeholderGroup));
    expect(figures.byRegion).toEqual(by(REGIONS, (row) => row.region));
    expect(figures.byPosition).toEqual(by(POSITIONS, (row) => row.position));
    expect(figures.bySector).toEqual(by(['energy', 'health'], (row) => row.sector).filter(({ comments: n }) => n > 0));
    const eIds = EIDS.filter((eId) => eId !== null && inTime.some(({ eid }) => eid === eId)) as string[];
    expect(figures.byProvision).toEqual(
      eIds.map((eId) => {
        const own = inTime.filter(({ eid }) => eid === eId);
        const [support, supportWithChanges, oppose, neutral] = POSITIONS.map(
          (position) => own.filter((row) => row.position === position).length,
        );
        const byGroup = [...GROUPS].sort().map((key) =>
          tally(
            key,
            own.filter((row) => row.stakeholderGroup === key),
          ),
        );
        return { eId, support, supportWithChanges, oppose, neutral, byGroup: byGroup.filter(({ comments: n }) => n > 0) };
      }),
    );
  }

  it('is a recount of the rows after whatever came, was taken back, withheld, restored or lowered, folded or not', async () => {
    const round = await openRound(organizer);
    const clock = platform.app.get(ParticipationClock, { strict: false });
    for (let step = 0; step < STEPS; step++) {
      const ids = await platform.db.read<{ id: string; submissionId: string }>(
        `select id, submission_id from comment where round_id = $1 and number is not null order by random() limit 3`,
        [round.id],
      );
      const among = ids.map(({ id }) => id);
      const turn = Math.random();
      if (turn < 0.6 || ids.length === 0) {
        const comments = Array.from({ length: pick([1, 1, 2, 4]) }, (_, n) => ({
          n,
          eid: pick(EIDS),
          position: pick(POSITIONS),
          tlp: pick(['CLEAR', 'AMBER']),
        }));
        await handIn(
          round,
          comments,
          { accountId: pick(accounts), organizationId: pick([null, pick(organizations).id]) },
          Math.random() < 0.1,
        );
      } else if (turn < 0.7) {
        await platform.db.pool.query(`update comment set status = 'WITHDRAWN' where submission_id = $1`, [ids[0]?.submissionId]);
      } else if (turn < 0.9) {
        await platform.db.pool.query(`update comment set status = $2, revision = revision + 1 where id = any($1)`, [
          among,
          pick(['WITHHELD', 'PUBLISHED']),
        ]);
      } else
        await platform.db.pool.query(`update comment set tlp = $2, agree = agree + 1 where id = any($1)`, [
          among,
          pick(['CLEAR', 'AMBER', 'RED']),
        ]);
      if (step % 40 === 20) await clock.fold(Ctx.system(platform.db, 'test'), round.id);
      if (step % 30 === 29) await expectRecount(round);
    }
    const noted = await Promise.all([read(round), read(round, platform.anyone)]);
    await platform.db.pool.query('select recount_participation($1)', [round.id]);
    expect(await Promise.all([read(round), read(round, platform.anyone)])).toEqual(noted);
  });

  it('is a recount too where thousands come, or change, in one statement, beside what others noted', async () => {
    const round = await openRound(organizer);
    const [organization] = organizations;
    await handIn(round, [{ n: 0 }], { accountId: accounts[0] as string, organizationId: organization?.id ?? '' });
    const [submission] = await platform.db.read<{ id: string }>('select id from submission where round_id = $1', [round.id]);
    await platform.db.pool.query(
      `insert into comment (id, round_id, submission_id, account_id, organization_id, stakeholder_group, region, reference, number, version_id, eid, type,
         position, change, blocking, body, tlp, attribution, locale, status, created_at, submitted_at)
       select gen_random_uuid(), c.round_id, c.submission_id, c.account_id, c.organization_id, c.stakeholder_group, c.region, 'BULK-' || i,
         nextval('test_number'), c.version_id, ($2::text[])[1 + i % 4], c.type, ($3::text[])[1 + i % 3], 'NONE', false, 'Words.',
         (array['CLEAR', 'AMBER'])[1 + i % 2], 'NAMED', 'en', 'PUBLISHED', now(), now()
       from comment c cross join generate_series(1, 3000) i where c.submission_id = $1`,
      [submission?.id, EIDS, POSITIONS],
    );
    await handIn(round, [{ n: 0, eid: 'sec_1' }], { accountId: accounts[1] as string, organizationId: null });
    await expectRecount(round);
    await platform.db.pool.query(`update comment set status = 'WITHHELD' where round_id = $1 and reference like 'BULK-%'`, [
      round.id,
    ]);
    await expectRecount(round);
    expect(await read(round)).toMatchObject({ comments: 2, submissions: 2, organizations: 1 });
  });

  it('tells everybody of confidential comments in threes, and staff of each', async () => {
    const round = await openRound(organizer);
    const ofGroup = (group: string): string => organizations.find(({ stakeholderGroup }) => stakeholderGroup === group)?.id ?? '';
    const amber = { position: 'OPPOSE', eid: 'sec_2', tlp: 'AMBER', n: 0 };
    const publicFigures = async (): Promise<unknown> => {
      const { comments, submissions, byGroup, byPosition, byProvision, underTarget, silentInvited } = await read(
        round,
        platform.anyone,
      );
      const industry = byGroup.find(({ key }) => key === 'INDUSTRY')?.comments;
      expect([underTarget, silentInvited]).toEqual([[], []]);
      return [
        comments,
        submissions,
        industry,
        byPosition[2]?.comments,
        byProvision.find(({ eId }) => eId === 'sec_2')?.oppose ?? 0,
      ];
    };
    const side = { accountId: accounts[0] as string, organizationId: ofGroup('INDUSTRY') };
    await handIn(round, [{ position: 'OPPOSE', eid: 'sec_2', tlp: 'CLEAR', n: 0 }], side);
    expect(await publicFigures()).toEqual([1, 1, 1, 1, 1]);
    for (const expected of [1, 1, 4, 4, 4, 7]) {
      await handIn(round, [amber], side);
      expect(await publicFigures()).toEqual([expected, expected, expected, expected, expected]);
    }
    expect(await read(round)).toMatchObject({ exact: true, comments: 7, submissions: 7 });
  });

  it('tells staff which groups are under their targets and who was invited and is silent, nobody else', async () => {
    const balanceTargets = [
      { group: 'GOVERNMENT', share: 0.3 },
      { group: 'INDUSTRY', share: 0.3 },
      { group: 'CIVIL_SOCIETY', share: 0.1 },
    ];
    const round = await openRound(organizer, {}, { balanceTargets });
    const [first, second] = organizations
      .filter(({ stakeholderGroup }) => stakeholderGroup === 'INDUSTRY')
      .map(({ id }) => id) as [string, string];
    const invited = {
      roundId: round.id,
      organizationIds: [first, second],
      emails: ['silent@people.test', 'writer1@people.test'],
    };
    await organizer.call('inviteToRound', invited, 'invited');
    const writer =
      (await platform.db.readOne<{ id: string }>(`select id from account where email = 'writer1@people.test'`))?.id ?? '';
    await handIn(round, [{ n: 0 }], { accountId: writer, organizationId: null });
    await handIn(round, [{ n: 0 }], { accountId: writer, organizationId: first });
    const figures = await read(round);
    expect(figures).toMatchObject({
      ...{
        invited: 4,
        invitedSilent: 2,
        underTarget: [
          { group: 'GOVERNMENT', target: 0.3, share: 0 },
          { group: 'CIVIL_SOCIETY', target: 0.1, share: 0 },
        ],
      },
    });
    expect(figures.silentInvited).toHaveLength(2);
    expect(figures.silentInvited).toContainEqual({ email: 'silent@people.test', organization: null });
    expect(await read(round, platform.anyone)).toMatchObject({ exact: false, underTarget: [], silentInvited: [], invited: 4 });
  });

  it('tells nobody of positions and provisions while a round is blind, and all in one step when it closes', async () => {
    const round = await openRound(organizer, {}, { publication: 'AFTER_CLOSE' });
    const side = { accountId: accounts[0] as string, organizationId: null };
    for (let i = 0; i < 4; i++) await handIn(round, [{ position: 'OPPOSE', eid: 'sec_2', tlp: 'CLEAR', n: 0 }], side);
    const words = ({ comments, byPosition, byProvision }: Figures): unknown => [
      comments,
      byPosition[2]?.comments,
      byProvision.length,
    ];
    expect([words(await read(round)), words(await read(round, platform.anyone))]).toEqual([
      [4, 0, 0],
      [3, 0, 0],
    ]);
    await organizer.call('closeRound', { roundId: round.id }, 'round { status }');
    expect([words(await read(round)), words(await read(round, platform.anyone))]).toEqual([
      [4, 4, 1],
      [4, 4, 1],
    ]);
  });
});
