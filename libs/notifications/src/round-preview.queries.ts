import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import type { RoundAction } from '#platform/schema.types.js';
import type { Round } from '#rounds/round.entity.js';
import { accountsOf, AUDIENCES } from './audience.queries.js';
import { languageOf } from './words.rules.js';

/** What an action would set off (`Consequences` of the schema). */
export interface Consequences {
  recipients: number;
  byLocale: { key: string; people: number; comments: number; submissions: number; organizations: number }[];
  unsentDrafts: number;
  undisposedComments: number;
}

/** What an event would be told of, and by whom. */
export interface Occasion {
  action: string;
  subjectId: string;
  normId: string;
  roundId: string;
  actorId: string | null;
}

interface Recipient {
  id: string;
  language: string;
}

/** The people and addresses that would be told of these occasions, each once: by the audiences that the mails are made for. */
async function recipientsOf(db: Database, occasions: readonly Occasion[]): Promise<Recipient[]> {
  const told = new Map<string, Recipient>();
  for (const { action, subjectId, normId, roundId, actorId } of occasions) {
    for (const { who, addresses } of AUDIENCES[action] ?? []) {
      const people = `select a.id, a.locale from ${accountsOf(who)} t join account a on a.id = t.account_id where a.erased_at is null`;
      for (const { id, locale } of await db.read<{ id: string; locale: string }>(people, [subjectId, normId, roundId, actorId]))
        told.set(id, { id, language: languageOf(locale) });
      if (!addresses) continue;
      for (const { email } of await db.read<{ email: string }>(addresses, [subjectId]))
        told.set(email, { id: '', language: 'en' });
    }
  }
  return [...told.values()];
}

/** How many people and addresses would be told of an occasion. */
export const countTold = async (db: Database, occasion: Occasion): Promise<number> =>
  (await recipientsOf(db.unwalled, [occasion])).length;

const TELLS: Readonly<Record<Exclude<RoundAction, 'CONCLUDE'>, (round: Round) => string>> = {
  OPEN: ({ status }) => (status === 'PAUSED' ? 'round.resumed' : 'round.opened'),
  EXTEND: () => 'round.extended',
  PAUSE: () => 'round.paused',
  CLOSE: () => 'round.closed',
  CANCEL: () => 'round.cancelled',
};

const CYCLE = `select k.id, k.result_version_id from review_cycle k join review_cycle_round kr on kr.cycle_id = k.id
  where kr.round_id = $1 and k.concluded_at is null`;

async function occasionsOf(db: Database, actorId: string | null, round: Round, action: RoundAction): Promise<Occasion[]> {
  const place = { normId: round.normId, roundId: round.id, actorId };
  if (action !== 'CONCLUDE') return [{ action: TELLS[action](round), subjectId: round.id, ...place }];
  const cycle = await db.readOne<{ id: string; resultVersionId: string | null }>(CYCLE, [round.id]);
  if (!cycle) return [];
  const version = cycle.resultVersionId ? [{ action: 'norm_version.published', subjectId: cycle.resultVersionId, ...place }] : [];
  return [{ action: 'review.concluded', subjectId: cycle.id, ...place }, ...version];
}

const COUNTS = `select (select count(*)::int from submission s where s.round_id = $1 and s.status in ('DRAFT', 'AWAITING_APPROVAL')) as unsent_drafts,
  (select count(*)::int from comment c where c.round_id = $1 and c.number is not null and c.status <> 'WITHDRAWN'
    and not exists (select 1 from disposition d where d.comment_id = c.id and d.status <> 'PROPOSED')) as undisposed_comments`;
const SENT = `select u.key, count(*)::int as people, coalesce(sum(c.comments), 0)::int as comments, coalesce(sum(c.submissions), 0)::int as submissions,
    (select count(distinct o.organization_id)::int from comment o join unnest($2::uuid[], $3::text[]) v (id, key) on o.account_id = v.id
      where o.round_id = $1 and o.number is not null and v.key = u.key) as organizations
  from unnest($2::uuid[], $3::text[]) u (id, key)
  left join lateral (select count(*) as comments, count(distinct submission_id) as submissions from comment
    where account_id = u.id and round_id = $1 and number is not null) c on true
  group by u.key order by u.key`;

/** What an action would set off, counted by the statements that would be run: who is told is who would be told. */
export async function consequencesOf(ctx: Ctx, round: Round, action: RoundAction): Promise<Consequences> {
  const db = ctx.db.unwalled; // past the wall: drafts and addresses are counted, none is told
  const people = await recipientsOf(db, await occasionsOf(db, ctx.actor.accountId, round, action));
  const ids = people.map(({ id }) => id || null);
  const byLocale = await db.read<Consequences['byLocale'][number]>(SENT, [round.id, ids, people.map(({ language }) => language)]);
  const counts = await db.readOne<Pick<Consequences, 'unsentDrafts' | 'undisposedComments'>>(COUNTS, [round.id]);
  return {
    recipients: people.length,
    byLocale,
    unsentDrafts: counts?.unsentDrafts ?? 0,
    undisposedComments: counts?.undisposedComments ?? 0,
  };
}
