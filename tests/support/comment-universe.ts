import { randomUUID } from 'node:crypto';
import type { Database } from '#platform/database.js';
import type { Attribution, CommentPublication, CommentStatus, RoundStatus, Tlp } from '#platform/schema.types.js';

export const TLPS: readonly Tlp[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'];
export const ATTRIBUTIONS: readonly Attribution[] = ['NAMED', 'ORGANIZATION_ONLY', 'PSEUDONYMOUS'];
const STATUSES: readonly CommentStatus[] = ['DRAFT', 'PENDING_MODERATION', 'PUBLISHED', 'WITHHELD', 'WITHDRAWN'];
const PUBLICATIONS: readonly CommentPublication[] = ['IMMEDIATE', 'AFTER_MODERATION', 'AFTER_CLOSE'];

/** What is written down of a round, and where its instants lie from now, in hours: two states are the clock's doing alone. */
const ROUNDS: readonly { status: RoundStatus; opens: number | null; closes: number | null }[] = [
  { status: 'DRAFT', opens: null, closes: null },
  { status: 'SCHEDULED', opens: 1, closes: 2 },
  { status: 'SCHEDULED', opens: -1, closes: 1 },
  { status: 'OPEN', opens: -1, closes: 1 },
  { status: 'OPEN', opens: -2, closes: -1 },
  { status: 'PAUSED', opens: -1, closes: 1 },
  { status: 'CLOSED', opens: -2, closes: -1 },
  { status: 'IN_REVIEW', opens: -2, closes: -1 },
  { status: 'CONCLUDED', opens: -2, closes: -1 },
  { status: 'CANCELLED', opens: -1, closes: 1 },
];

const ids = (n: number): string[] => Array.from({ length: n }, () => randomUUID());

/** Who there is: people 0 to 3 and both organizations hand something in; 4 withdrew it, 5 never sent it, 6 did nothing. */
export const PEOPLE = ids(7);
export const ORGANIZATIONS = ids(2);
export const NORMS = ids(2);

/** Who writes on which norm, by place in the lists above; `organization` null: for themselves. */
const AUTHORS = [
  { norm: 0, person: 0, organization: null },
  { norm: 0, person: 1, organization: 0 },
  { norm: 0, person: 2, organization: 1 },
  { norm: 1, person: 3, organization: null },
  { norm: 1, person: 2, organization: 1 },
];

/** Whether somebody who is this person, or belongs to these organizations, handed in something to a round of the norm. */
export const takesPart = (normId: string, accountId: string | null, organizationIds: readonly string[]): boolean =>
  AUTHORS.some(({ norm, person, organization }) => {
    const isTheirs = PEOPLE[person] === accountId || organizationIds.includes(ORGANIZATIONS[organization ?? -1] ?? '');
    return NORMS[norm] === normId && isTheirs;
  });

export const nameOfPerson = (id: string): string => `Person ${PEOPLE.indexOf(id)}`;
export const nameOfOrganization = (id: string): string => `Organization ${ORGANIZATIONS.indexOf(id)}`;

const INSERT_ROUNDS = `insert into round (id, reference, norm_id, version_id, kind, title, status, audience, publication, late_policy,
    grace_minutes, vetted_only, opens_at, closes_at, closed_at, created_at)
  select gen_random_uuid(), 'U' || row_number() over (), v.norm_id, v.id, 'DRAFT_REVIEW', 'A round', s.status, 'PUBLIC', p, 'REFUSE', 0, false,
    now() + s.opens * interval '1 hour', now() + s.closes * interval '1 hour',
    case when s.status in ('CLOSED', 'IN_REVIEW', 'CONCLUDED') then now() + s.closes * interval '1 hour' end, now()
  from norm_version v, unnest($1::text[]) p, jsonb_to_recordset($2::jsonb) as s (status text, opens int, closes int)`;

const INSERT_SUBMISSIONS = `insert into submission (id, round_id, organization_id, account_id, status, created_at, submitted_at, receipt_number, content_hash)
  select gen_random_uuid(), r.id, a.organization, a.person, s, now(), case when s = 'DRAFT' then null else now() end,
    case when s = 'DRAFT' then null else r.reference || '-' || a.person || s end, case when s = 'DRAFT' then null else repeat('0', 64) end
  from round r join jsonb_to_recordset($1::jsonb) as a (norm uuid, person uuid, organization uuid, statuses text[]) on a.norm = r.norm_id,
    unnest(a.statuses) s`;

const INSERT_COMMENTS = `insert into comment (id, round_id, submission_id, account_id, organization_id, stakeholder_group, region, reference, number,
    version_id, type, position, change, blocking, body, tlp, attribution, locale, status, created_at, submitted_at)
  select gen_random_uuid(), round_id, submission_id, account_id, organization_id, 'INDUSTRY', 'GLOBAL', case when not draft then reference || '-' || n end,
    case when not draft then n end, version_id, 'GENERAL', 'NEUTRAL', 'NONE', false, 'A word.', tlp, attribution, 'en', status, now(),
    case when not draft then now() end
  from (select s.round_id, s.id as submission_id, s.account_id, s.organization_id, r.reference, r.version_id, t as tlp, n as attribution, c as status,
      c = 'DRAFT' as draft, row_number() over (partition by r.id) as n
    from submission s join round r on r.id = s.round_id, unnest($1::text[]) t, unnest($2::text[]) n, unnest($3::text[]) c
    where s.status = case when c = 'DRAFT' then 'DRAFT' else 'SUBMITTED' end and s.account_id = any($4)) x`;

/** Stores every kind of comment that there can be: each author's, in each state of a round, in each of its own, at each marking. */
export async function makeCommentUniverse({ pool }: Database): Promise<void> {
  await pool.query(
    `insert into account (id, email, display_name, password_hash, created_at)
     select id, id || '@people.test', 'Person ' || i - 1, '', now() from unnest($1::uuid[]) with ordinality as p (id, i)`,
    [PEOPLE],
  );
  await pool.query(
    `insert into organization (id, name, stakeholder_group, region, created_at)
     select id, 'Organization ' || i - 1, 'INDUSTRY', 'GLOBAL', now() from unnest($1::uuid[]) with ordinality as o (id, i)`,
    [ORGANIZATIONS],
  );
  await pool.query(
    `insert into norm (id, slug, title, created_at) select id, 'n' || id, 'A norm', now() from unnest($1::uuid[]) id`,
    [NORMS],
  );
  await pool.query(`insert into norm_version (id, norm_id, number, label, status, locales, created_at, published_at)
    select gen_random_uuid(), id, 1, 'Draft', 'PUBLISHED', '{en}', now(), now() from norm`);
  await pool.query(INSERT_ROUNDS, [PUBLICATIONS, JSON.stringify(ROUNDS)]);
  const authors = AUTHORS.map(({ norm, person, organization }) => ({
    norm: NORMS[norm],
    person: PEOPLE[person],
    organization: organization === null ? null : ORGANIZATIONS[organization],
    statuses: ['DRAFT', 'SUBMITTED'],
  }));
  const others = [
    { norm: NORMS[1], person: PEOPLE[4], organization: null, statuses: ['WITHDRAWN'] },
    { norm: NORMS[1], person: PEOPLE[5], organization: null, statuses: ['DRAFT'] },
  ];
  await pool.query(INSERT_SUBMISSIONS, [JSON.stringify([...authors, ...others])]);
  await pool.query(INSERT_COMMENTS, [TLPS, ATTRIBUTIONS, STATUSES, authors.map(({ person }) => person)]);
  await pool.query('analyze');
}
