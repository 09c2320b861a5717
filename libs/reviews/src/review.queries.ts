import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { commentsById, type Companion } from '#comments/comment.queries.js';
import { visibleComments } from '#comments/comment.visibility.js';
import type { Round } from '#rounds/round.entity.js';
import { roundsById } from '#rounds/round.queries.js';
import type { Amendment } from './amendment.entity.js';
import type { Disposition } from './disposition.entity.js';
import type { ReviewCycle } from './review-cycle.entity.js';
import { seesAnswers, visibleAnswers } from './review.visibility.js';

const byKey = <T, K extends keyof T>(rows: T[], key: K): Map<string, T> => new Map(rows.map((row) => [String(row[key]), row]));

function grouped<T>(keys: readonly string[], rows: T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return groups;
}

/** Review cycles by id; that one is under way is public, what it answers is not yet. */
export async function cyclesById(db: Database, _ctx: Ctx, ids: readonly string[]): Promise<Map<string, ReviewCycle>> {
  return byKey(await db.read<ReviewCycle>('select * from review_cycle where id = any($1)', [ids]), 'id');
}

/** The cycles of each norm, the first one first. */
export async function cyclesByNorm(db: Database, _ctx: Ctx, normIds: readonly string[]): Promise<Map<string, ReviewCycle[]>> {
  const rows = await db.read<ReviewCycle>('select * from review_cycle where norm_id = any($1) order by id', [normIds]);
  return grouped(normIds, rows, (row) => row.normId);
}

/** The rounds that a cycle answers. */
export async function roundsOfCycle(ctx: Ctx, cycleId: string): Promise<Round[]> {
  const rows = await ctx.db.read<{ roundId: string }>(
    'select round_id from review_cycle_round where cycle_id = $1 order by round_id',
    [cycleId],
  );
  const rounds = await Promise.all(rows.map(({ roundId }) => ctx.load(roundsById, roundId)));
  return rounds.filter((round) => round !== null);
}

const DISPOSITION = `d.id, d.comment_id, d.cycle_id, d.outcome, d.response, d.status, d.proposed_by, d.confirmed_by, d.duplicate_of, d.decided_at`;

async function readDispositions(
  db: Database,
  ctx: Ctx,
  column: 'comment_id' | 'id',
  keys: readonly string[],
): Promise<Disposition[]> {
  const out = visibleAnswers(ctx.actor, 2);
  const seen = visibleComments(ctx.actor, 2 + out.values.length);
  return db.read<Disposition>(
    `select ${DISPOSITION} from disposition d join review_cycle k on k.id = d.cycle_id
       join comment c on c.id = d.comment_id join round r on r.id = c.round_id
     where d.${column} = any($1) and ${out.text} and ${seen.text}`,
    [keys, ...out.values, ...seen.values],
  );
}

/** The disposition of each comment, as far as the viewer may see it. */
export const dispositionsByComment = async (
  db: Database,
  ctx: Ctx,
  commentIds: readonly string[],
): Promise<Map<string, Disposition>> => byKey(await readDispositions(db, ctx, 'comment_id', commentIds), 'commentId');

/** A page of comments brings the disposition of each along, in its own statement. */
export const DISPOSITION_OF_PAGE: Companion = {
  field: 'disposition',
  columns: `d.id as d_id, d.cycle_id as d_cycle_id, d.outcome as d_outcome, d.response as d_response, d.status as d_status,
    d.proposed_by as d_proposed_by, d.confirmed_by as d_confirmed_by, d.duplicate_of as d_duplicate_of, d.decided_at as d_decided_at`,
  join: (ctx, from) => {
    const { text, values } = visibleAnswers(ctx.actor, from);
    return {
      text: `left join (disposition d join review_cycle k on k.id = d.cycle_id and ${text}) on d.comment_id = c.id`,
      values,
    };
  },
  read: (row) => (row['dId'] === null ? null : dispositionIn(row)),
};

function dispositionIn(row: { id: string } & Record<string, unknown>): Disposition {
  const { dId: id, dCycleId: cycleId, dOutcome: outcome, dResponse: response, dStatus: status, dProposedBy: proposedBy } = row;
  const { dConfirmedBy: confirmedBy, dDuplicateOf: duplicateOf, dDecidedAt: decidedAt } = row;
  return {
    id,
    commentId: row.id,
    cycleId,
    outcome,
    response,
    status,
    proposedBy,
    confirmedBy,
    duplicateOf,
    decidedAt,
  } as Disposition;
}

/** Dispositions by id, as far as the viewer may see them. */
export const dispositionsById = async (db: Database, ctx: Ctx, ids: readonly string[]): Promise<Map<string, Disposition>> =>
  byKey(await readDispositions(db, ctx, 'id', ids), 'id');

/** A disposition that is read by itself: its words are about a comment, which counts as read with them (domain.md, Who sees what). */
export async function readDisposition(ctx: Ctx, id: string): Promise<Disposition | null> {
  const disposition = await ctx.load(dispositionsById, id);
  return disposition && (await ctx.load(commentsById, disposition.commentId)) ? disposition : null;
}

/** What a disposition was before, the first proposal first. */
export interface Revision {
  dispositionId: string;
  outcome: string;
  response: string;
  byAccount: string | null;
  at: Date;
}

export async function revisionsByDisposition(db: Database, _ctx: Ctx, ids: readonly string[]): Promise<Map<string, Revision[]>> {
  const rows = await db.read<Revision>(
    'select * from disposition_revision where disposition_id = any($1) order by disposition_id, revision',
    [ids],
  );
  return grouped(ids, rows, (row) => row.dispositionId);
}

const AMENDMENT = `m.id, m.cycle_id, m.op, m.eid as "eId", m.text, m.heading, m.number, m.new_eid as "newEId", m.kind, m.created_by, m.created_at`;

/** The amendments of each cycle in the order in which they were made, as far as the viewer may see them. */
export async function amendmentsByCycle(db: Database, ctx: Ctx, cycleIds: readonly string[]): Promise<Map<string, Amendment[]>> {
  const visible = visibleAnswers(ctx.actor, 2);
  const rows = await db.read<Amendment>(
    `select ${AMENDMENT} from amendment m join review_cycle k on k.id = m.cycle_id where m.cycle_id = any($1) and ${visible.text} order by m.id`,
    [cycleIds, ...visible.values],
  );
  return grouped(cycleIds, rows, (row) => row.cycleId);
}

/** Amendments by id, as far as the viewer may see them. */
export async function amendmentsById(db: Database, ctx: Ctx, ids: readonly string[]): Promise<Map<string, Amendment>> {
  const visible = visibleAnswers(ctx.actor, 2);
  const rows = await db.read<Amendment>(
    `select ${AMENDMENT} from amendment m join review_cycle k on k.id = m.cycle_id where m.id = any($1) and ${visible.text}`,
    [ids, ...visible.values],
  );
  return byKey(rows, 'id');
}

/** The amendments that answer each comment. */
export async function amendmentsByComment(
  db: Database,
  ctx: Ctx,
  commentIds: readonly string[],
): Promise<Map<string, Amendment[]>> {
  const visible = visibleAnswers(ctx.actor, 2);
  const rows = await db.read<Amendment & { commentId: string }>(
    `select ${AMENDMENT}, mc.comment_id from amendment_comment mc join amendment m on m.id = mc.amendment_id join review_cycle k on k.id = m.cycle_id
     where mc.comment_id = any($1) and ${visible.text} order by m.id`,
    [commentIds, ...visible.values],
  );
  return grouped(commentIds, rows, (row) => row.commentId);
}

/** The comments that each amendment answers, by id. */
export async function commentIdsByAmendment(db: Database, _ctx: Ctx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.read<{ amendmentId: string; commentId: string }>(
    'select amendment_id, comment_id from amendment_comment where amendment_id = any($1) order by comment_id',
    [ids],
  );
  return new Map(ids.map((id) => [id, rows.filter((row) => row.amendmentId === id).map((row) => row.commentId)]));
}

/** The amendments behind the words of each version, as far as the viewer may see them. */
export async function amendmentsByResult(
  db: Database,
  ctx: Ctx,
  versionIds: readonly string[],
): Promise<Map<string, Amendment[]>> {
  const visible = visibleAnswers(ctx.actor, 2);
  const rows = await db.read<Amendment & { resultVersionId: string }>(
    `select ${AMENDMENT}, k.result_version_id from amendment m join review_cycle k on k.id = m.cycle_id
     where k.result_version_id = any($1) and ${visible.text} order by m.id`,
    [versionIds, ...visible.values],
  );
  return grouped(versionIds, rows, (row) => row.resultVersionId);
}

/** How far a cycle is; figures of staff, and of everyone once it is concluded. */
export interface Progress {
  comments: number;
  proposed: number;
  confirmed: number;
  undisposed: number;
  appealed: number;
  unresolvedObjections: number;
}

const PROGRESS = `select count(*)::int as comments,
    (count(*) filter (where d.status = 'PROPOSED'))::int as proposed,
    (count(*) filter (where d.status in ('CONFIRMED', 'UPHELD', 'REVISED')))::int as confirmed,
    (count(*) filter (where d.id is null))::int as undisposed,
    (count(*) filter (where d.status = 'APPEALED'))::int as appealed,
    (count(*) filter (where c.blocking and coalesce(d.outcome, '') not in ('ACCEPTED', 'ACCEPTED_WITH_MODIFICATION')))::int as unresolved_objections
  from review_cycle_round kr join comment c on c.round_id = kr.round_id and c.number is not null and c.status <> 'WITHDRAWN'
  left join disposition d on d.comment_id = c.id where kr.cycle_id = $1`;

/** The figures of a cycle, over all of its comments whoever may see them; all but the number of comments stay at 0 for who may not see its answers yet. */
export async function progressOf(ctx: Ctx, cycle: ReviewCycle): Promise<Progress> {
  const row = await ctx.db.unwalled.readOne<Progress>(PROGRESS, [cycle.id]);
  const none = { comments: row?.comments ?? 0, proposed: 0, confirmed: 0, undisposed: 0, appealed: 0, unresolvedObjections: 0 };
  return row && seesAnswers(ctx.actor, cycle) ? row : none;
}

/** What each comment of a cycle was answered before, with every revision; for the secretariat. */
export async function earlierAnswers(ctx: Ctx, cycleId: string): Promise<Map<string, { outcome: string; response: string }[]>> {
  const rows = await ctx.db.read<{ commentId: string; outcome: string; response: string }>(
    `select d.comment_id, v.outcome, v.response from disposition_revision v join disposition d on d.id = v.disposition_id where d.cycle_id = $1`,
    [cycleId],
  );
  return grouped([...new Set(rows.map(({ commentId }) => commentId))], rows, ({ commentId }) => commentId);
}
