import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '#platform/database.js';
import { startEmbedded } from '#platform/embedded-postgres.js';
import { newId } from '#platform/ids.js';
import { migrate } from '#platform/migrate.js';
import { createCounters } from '#rounds/round-number.queries.js';
import { Ctx } from '#platform/ctx.js';
import { ENTITIES } from '../../apps/api/src/libs.js';
import { signIn } from '../../apps/cli/src/demo/cast.js';

/** How much there is: as in docs/BENCHMARKS.md. */
export const SIZE = { comments: 100_000, accounts: 20_000, organizations: 3000, provisions: 12, answered: 30_000 };

/** A database as large as a large consultation, on a PostgreSQL with its durable settings. */
export interface World {
  url: string;
  dataDir: string;
  db: Database;
  /** A round with all the comments, in review, and one that is open. */
  answeredRound: string;
  openRound: string;
  secretariat: string;
  authors: string[];
  stop(): Promise<void>;
}

const AUTHORS = 32;

/** A new world; or the one that `npm run bench -- world` keeps and `BENCH_WORLD` names, so that one thing can be tried again and again. */
export const makeWorld = (size: typeof SIZE = SIZE): Promise<World> =>
  process.env['BENCH_WORLD'] ? keptWorld(process.env['BENCH_WORLD']) : freshWorld(size);

async function keptWorld(file: string): Promise<World> {
  const kept = JSON.parse(await readFile(file, 'utf8')) as Omit<World, 'db' | 'stop'>;
  const db = await Database.connect(kept.url, ENTITIES, 4);
  return { ...kept, db, stop: () => db.close() };
}

/** `npm run bench -- world [comments]`: keeps a world until the process is ended, and says how to use it. */
export async function keepWorld([comments = String(SIZE.comments)]: string[]): Promise<void> {
  const { db: _db, stop, ...kept } = await freshWorld({ ...SIZE, comments: Number(comments) });
  const file = join(kept.dataDir, 'world.json');
  await writeFile(file, JSON.stringify(kept));
  console.log(`BENCH_WORLD=${file}`);
  const awake = setInterval(() => undefined, 60_000);
  await once(process, 'SIGTERM');
  clearInterval(awake);
  await stop();
}

async function freshWorld(size: typeof SIZE): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'colloquy-bench-'));
  const postgres = await startEmbedded({ dir: join(dataDir, 'postgres') });
  const end = async (): Promise<void> => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    return await filledWorld(postgres.url, dataDir, size, end);
  } catch (error) {
    await end(); // a world that could not be made leaves no database running
    throw error;
  }
}

async function filledWorld(url: string, dataDir: string, size: typeof SIZE, end: () => Promise<void>): Promise<World> {
  await migrate(url);
  const db = await Database.connect(url, ENTITIES, 4);
  const ids = { norm: newId(), version: newId(), answered: newId(), open: newId(), cycle: newId(), staff: '' };
  const person = (local: string) => ({ name: local, email: `${local}@bench.test`, password: 'a long enough password', role: '' });
  const secretariat = await signIn(db, { ...person('secretariat'), staffRole: 'SECRETARIAT' });
  const authors: string[] = [];
  for (let i = 0; i < AUTHORS; i++) authors.push(await signIn(db, person(`author.${i}`)));
  ids.staff = (await db.readOne<{ id: string }>(`select id from account where email like 'secretariat@%'`))?.id ?? '';
  await fill(db, ids, size).catch(async (error: unknown) => {
    await db.close();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await db.close();
    await end();
  };
  return { url, dataDir, db, answeredRound: ids.answered, openRound: ids.open, secretariat, authors, stop };
}

type Ids = Record<'norm' | 'version' | 'answered' | 'open' | 'cycle' | 'staff', string>;

/** Written as rows, since a hundred thousand requests would take an hour; all constraints hold, triggers run. */
async function fill(db: Database, ids: Ids, size: typeof SIZE): Promise<void> {
  await db.write(Ctx.system(db, 'bench'), async (tx) => {
    await tx.query('set local statement_timeout = 0'); // one statement writes all the comments, however many
    for (const { text, values } of statements(ids, size)) await tx.query(text, values);
    await createCounters(tx, ids.open);
  });
  await db.pool.query('vacuum analyze');
  await db.pool.query('checkpoint');
}

function statements(ids: Ids, size: typeof SIZE): { text: string; values: unknown[] }[] {
  const { comments, accounts, organizations, provisions, answered } = size;
  const round = `insert into round (id, reference, norm_id, version_id, kind, title, status, audience, publication, late_policy, grace_minutes,
    vetted_only, opens_at, closes_at, closed_at, created_at)`;
  const settings = `'PUBLIC', 'IMMEDIATE', 'REFUSE', 0, false`;
  return [
    { text: `insert into norm (id, slug, title, created_at) values ($1, 'bench', 'A large norm', now())`, values: [ids.norm] },
    {
      text: `insert into norm_version (id, norm_id, number, label, locales, created_at) values ($1, $2, 1, 'Draft', '{en}', now())`,
      values: [ids.version, ids.norm],
    },
    {
      text: `insert into provision (version_id, locale, eid, position, number, text, kind)
        select $1, 'en', 'sec_' || i, i, i::text, repeat('The words of the provision. ', 20), 'COMMITMENT' from generate_series(1, $2::int) i`,
      values: [ids.version, provisions],
    },
    { text: `update norm_version set status = 'PUBLISHED', published_at = now() where id = $1`, values: [ids.version] },
    {
      text: `insert into account (id, email, email_verified_at, display_name, password_hash, created_at)
        select uuidv7(), 'person.' || i || '@bench.test', now(), 'Person ' || i, 'none', now() from generate_series(1, $1::int) i`,
      values: [accounts],
    },
    {
      text: `insert into organization (id, name, stakeholder_group, region, created_at)
        select uuidv7(), 'Organization ' || i, (array['GOVERNMENT', 'INDUSTRY', 'ACADEMIA', 'CIVIL_SOCIETY'])[1 + i % 4], 'GLOBAL', now()
        from generate_series(1, $1::int) i`,
      values: [organizations],
    },
    {
      text: `${round} values ($1, 'BENCH-R1', $2, $3, 'DRAFT_REVIEW', 'Answered', 'IN_REVIEW', ${settings}, now() - interval '2 days', now(), now(), now())`,
      values: [ids.answered, ids.norm, ids.version],
    },
    {
      text: `${round} values ($1, 'BENCH-R2', $2, $3, 'DRAFT_REVIEW', 'Open', 'OPEN', ${settings}, now(), now() + interval '1 day', null, now())`,
      values: [ids.open, ids.norm, ids.version],
    },
    {
      text: `create temporary table author on commit drop as select a.id as account_id, o.id as organization_id, o.stakeholder_group as grp, a.n
        from (select id, row_number() over (order by id) - 1 as n from account where email like 'person.%') a
        left join (select id, stakeholder_group, row_number() over (order by id) - 1 as n from organization) o on o.n = a.n % ($1::int * 2)`,
      values: [organizations],
    },
    {
      text: `insert into submission (id, round_id, organization_id, account_id, status, created_at, submitted_at, receipt_number, content_hash, salt)
        select account_id, $1, organization_id, account_id, 'SUBMITTED', now(), now(), 'BENCH-R1-S' || n, encode(sha256(n::text::bytea), 'hex'), repeat('0', 64)
        from author`,
      values: [ids.answered],
    },
    {
      text: `insert into comment (id, round_id, submission_id, account_id, organization_id, stakeholder_group, region, reference, number, place, version_id,
          eid, type, position, change, blocking, body, rationale, tlp, attribution, locale, status, agree, disagree, pass, created_at, submitted_at)
        select uuidv7(), $1, a.account_id, a.account_id, a.organization_id, coalesce(a.grp, 'INDIVIDUAL'), 'GLOBAL', 'BENCH-R1-' || lpad(i::text, 7, '0'), i,
          1 + i % $3, $2, 'sec_' || 1 + i % $3, 'SUBSTANTIVE', (array['SUPPORT', 'SUPPORT_WITH_CHANGES', 'OPPOSE', 'NEUTRAL'])[1 + i % 4], 'NONE', false,
          left(repeat('Comment ' || i || ' says at some length why the words should be other words. ', 40), (200 + (i::bigint * 7919) % 1400)::int), null,
          case when i % 20 = 0 then 'AMBER' else 'CLEAR' end, 'NAMED', 'en', 'PUBLISHED', i % 90, i % 40, i % 7, now(), now()
        from generate_series(1, $4::int) i join author a on a.n = i % $5`,
      values: [ids.answered, ids.version, provisions, comments, accounts],
    },
    {
      text: `insert into review_cycle (id, norm_id, kind, base_version_id, started_at) values ($1, $2, 'POST_CONSULTATION', $3, now())`,
      values: [ids.cycle, ids.norm, ids.version],
    },
    { text: 'insert into review_cycle_round values ($1, $2)', values: [ids.cycle, ids.answered] },
    {
      text: `insert into disposition (id, comment_id, cycle_id, outcome, response, status, proposed_by)
        select uuidv7(), id, $1, 'NOTED', repeat('It was noted. ', 10), 'PROPOSED', $2
        from comment where round_id = $3 and number % ($4::int / $5::int) = 0`,
      values: [ids.cycle, ids.staff, ids.answered, comments, answered],
    },
  ];
}
