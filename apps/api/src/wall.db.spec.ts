import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Client } from 'pg';
import { ANONYMOUS, SYSTEM } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import { Database } from '#platform/database.js';
import { migrate } from '#platform/migrate.js';
import type { StaffRole } from '#platform/schema.types.js';
import { visibleComments } from '#comments/comment.visibility.js';
import { makeCommentUniverse, NORMS, ORGANIZATIONS, PEOPLE } from '../../../tests/support/comment-universe.js';
import { createEmptyDatabaseOf, createTestDatabase, type TestDatabase } from '../../../tests/support/database.js';

/** What everyone may read who may send a statement at all; what is in it of single people is asked for by rules of its own. */
const OPEN = [
  'account',
  'session',
  'organization',
  'membership',
  'staff_grant',
  'second_factor',
  'recovery_code',
  'invitation',
].concat(
  ['passkey', 'oidc_identity', 'attempt_count', 'file', 'event', 'event_relay', 'migration', 'secret'],
  [
    'norm',
    'norm_version',
    'provision',
    'provision_change',
    'round',
    'round_record',
    'round_record_run',
    'round_question',
    'round_extension',
    'round_invitation',
  ],
  ['milestone', 'milestone_reminder', 'prepared_round', 'round_reminder', 'import_columns'],
  // Ids of comments and what became of them, without a word of theirs; what they name is asked for as any comment is.
  ['carry', 'carried_comment'],
  ['review_cycle', 'review_cycle_round', 'feedback_summary', 'export', 'notification'],
);

const ROLES: readonly StaffRole[] = ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'];
const account = (role: StaffRole | null, normId: string | null, person: number, organization: number | null): Actor => ({
  kind: 'account',
  accountId: PEOPLE[person] ?? null,
  sessionId: null,
  staff: role ? [{ role, normId }] : [],
  memberships: organization === null ? [] : [{ organizationId: ORGANIZATIONS[organization] ?? '', role: 'CONTRIBUTOR' }],
});
/** Every kind of viewer: nobody, authors and others with and without an organization, each role everywhere and for either norm. */
const VIEWERS: readonly Actor[] = [
  ANONYMOUS,
  ...[0, 1, 2, 4, 6].flatMap((person) => [null, 0, 1].map((organization) => account(null, null, person, organization))),
  ...ROLES.flatMap((role) =>
    [null, NORMS[0] as string, NORMS[1] as string].map((norm, i) => account(role, norm, 6, [null, 0, 1][i] ?? null)),
  ),
];

describe.each([
  ['by a role that reads for viewers', (): Promise<TestDatabase> => createTestDatabase()],
  ['by holding the owner, whose user may not make roles', (): Promise<TestDatabase> => createEmptyDatabaseOf('t_plain_owner')],
])('the second wall, %s', (how, create) => {
  let database: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    database = await create();
    await migrate(database.url);
    db = await Database.connect(database.url, []);
    await makeCommentUniverse(db);
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const idsOf = async (door: Database, text: string, values: unknown[] = []): Promise<string[]> =>
    (await door.read<{ id: string }>(text, values)).map(({ id }) => id).sort();
  /** How many comments, and which: told by PostgreSQL, so that no test carries ten thousand ids about. */
  const WHICH = `count(*)::int as many, md5(string_agg(c.id::text, '' order by c.id)) as which`;
  const visible = (actor: Actor): Promise<object | null> => {
    const { text, values } = visibleComments(actor, 1);
    return db.readOne(`select ${WHICH} from comment c join round r on r.id = c.round_id where ${text}`, values);
  };
  const behindWall = (door: Database): Promise<{ many: number; which: string } | null> =>
    door.readOne(`select ${WHICH} from (select * from comment) c`);

  it('answers a statement that forgot to ask with what its viewer may see, for every kind of viewer', async () => {
    const sizes = new Set<number>();
    for (const actor of VIEWERS) {
      const behind = await behindWall(db.seenBy(actor));
      expect(behind).toEqual(await visible(actor));
      sizes.add(behind?.many ?? 0);
    }
    expect(sizes.size).toBeGreaterThan(10);
    expect(await behindWall(db.seenBy(SYSTEM))).toEqual(await visible(SYSTEM));
  });

  it('answers so for viewers with several roles and organizations', async () => {
    const several = fc.record({
      kind: fc.constant('account' as const),
      accountId: fc.constantFrom(...PEOPLE),
      sessionId: fc.constant(null),
      staff: fc.array(fc.record({ role: fc.constantFrom(...ROLES), normId: fc.constantFrom(null, ...NORMS) }), { maxLength: 3 }),
      memberships: fc.subarray(ORGANIZATIONS.map((organizationId) => ({ organizationId, role: 'APPROVER' as const }))),
    });
    await fc.assert(
      fc.asyncProperty(several, async (actor) => expect(await behindWall(db.seenBy(actor))).toEqual(await visible(actor))),
      { numRuns: 6 },
    );
  });

  it('shows a submission to its own side, to staff once it is handed in, and to whoever sees a comment in it', async () => {
    const facts = await db.read<{ id: string; organizationId: string | null; accountId: string; out: boolean; normId: string }>(
      `select s.id, s.organization_id, s.account_id, s.submitted_at is not null as out, r.norm_id from submission s join round r on r.id = s.round_id`,
    );
    for (const actor of VIEWERS) {
      const { text, values } = visibleComments(actor, 1);
      const through = new Set(
        await idsOf(
          db,
          `select distinct c.submission_id as id from comment c join round r on r.id = c.round_id where c.status <> 'DRAFT' and ${text}`,
          values,
        ),
      );
      const expected = facts.filter(
        ({ id, organizationId, accountId, out, normId }) =>
          (organizationId ? actor.memberships.some((m) => m.organizationId === organizationId) : accountId === actor.accountId) ||
          (out && (through.has(id) || actor.staff.some((grant) => grant.normId === null || grant.normId === normId))),
      );
      const seen = await idsOf(db.seenBy(actor), 'select id, round_id, status, receipt_number from submission');
      expect(seen).toEqual(expected.map(({ id }) => id).sort());
    }
  });

  it('is the same for the next statement on the same connection, whoever sends it', async () => {
    const single = await Database.connect(database.url, [], 1);
    try {
      const [all, own] = [await behindWall(single), await behindWall(single.seenBy(ANONYMOUS))];
      expect(all?.many).toBeGreaterThan(own?.many ?? Infinity);
      await expect(single.seenBy(ANONYMOUS).read('select 1 / 0')).rejects.toThrow('division by zero');
      await expect(single.seenBy(ANONYMOUS).read('select nothing from comment')).rejects.toThrow('does not exist');
      expect(await behindWall(single)).toEqual(all);
      expect(await behindWall(single.seenBy(ANONYMOUS))).toEqual(own);
      const some = VIEWERS.filter((_, i) => i % 5 === 0);
      const behind = await Promise.all(some.map((actor) => behindWall(single.seenBy(actor))));
      for (const [i, actor] of some.entries()) expect(behind[i]).toEqual(await visible(actor));
    } finally {
      await single.close();
    }
  });

  it('lets nobody write through a door that is for reading', async () => {
    const door = db.seenBy(account('ADMIN', null, 0, 0));
    const changed = door.read(`update comment set body = 'Other.' where status = 'DRAFT' returning id`);
    expect(await changed.catch((error: Error) => error.message)).toEqual(
      how.includes('role that') ? expect.stringContaining('permission denied') : [],
    );
    await expect(door.read(`insert into submission select * from submission limit 1`)).rejects.toThrow(
      /permission denied|row-level security/,
    );
  });

  it('stands on every table, or the table is named here as open to every statement', async () => {
    const tables = await db.read<{ name: string; held: boolean }>(
      `select c.relname as name, c.relrowsecurity or exists (select from secret s where s.table_name = c.relname and s.column_name = '') as held
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'bullmq%'`,
    );
    expect(tables.filter(({ name, held }) => !held && !OPEN.includes(name)).map(({ name }) => name)).toEqual([]);
    expect(OPEN.filter((name) => !tables.some((table) => table.name === name && !table.held))).toEqual([]);
  });

  it('names no secret to anyone, where there is the role', async () => {
    expect(await db.hasReader()).toBe(how.includes('role that'));
    if (!(await db.hasReader())) return;
    const door = db.seenBy(account('ADMIN', null, 0, 0));
    for (const { tableName, columnName } of await db.read<{ tableName: string; columnName: string }>('select * from secret'))
      await expect(door.read(`select ${columnName || '*'} from ${tableName}`)).rejects.toThrow('permission denied');
  });
});

describe('a connection', () => {
  it('is refused where the wall would hold nothing', async () => {
    const database = await createTestDatabase();
    const admin = new Client({ connectionString: database.url });
    await admin.connect();
    try {
      await admin.query(`create role t_newcomer login password 'x'; grant select on all tables in schema public to t_newcomer`);
      const url = new URL(database.url);
      [url.username, url.password] = ['t_newcomer', 'x'];
      await expect(Database.connect(url.href, [])).rejects.toThrow('colloquy migrate');
    } finally {
      await admin.query('drop owned by t_newcomer; drop role t_newcomer');
      await admin.end();
      await database.drop();
    }
  });
});
