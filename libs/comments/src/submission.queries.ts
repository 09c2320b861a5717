import { belongsTo, holds } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import type { Round } from '#rounds/round.entity.js';
import { BEFORE_CLOSE } from './comment.visibility.js';
import type { Submission } from './submission.entity.js';

/** A submission with what tells who may see it. */
export interface SubmissionRow extends Submission {
  normId: string;
  /** Whether any of its comments lets everyone know who wrote. */
  hasNamed: boolean;
}

const COLUMNS = `s.id, s.round_id, s.organization_id, s.account_id, s.status, s.revision, s.late, s.created_at, s.submitted_at, s.receipt_number,
  s.content_hash, own_salt(s.id) as salt, s.internal_deadline, s.requested_by, s.return_reason, r.norm_id,
  exists (select 1 from comment c where c.submission_id = s.id and c.attribution = 'NAMED' and c.tlp = 'CLEAR' and c.status = 'PUBLISHED') as has_named`;

const isOwn = (actor: Actor, row: Submission): boolean =>
  row.organizationId ? belongsTo(actor, row.organizationId) : row.accountId === actor.accountId;

/**
 * Submissions by id: a draft for its own side alone; what was handed in also for the norm's staff, and for everyone who may see
 * one of its comments through that comment.
 */
export async function submissionsById(db: Database, ctx: Ctx, ids: readonly string[]): Promise<Map<string, SubmissionRow>> {
  const rows = await db.read<SubmissionRow>(
    `select ${COLUMNS} from submission s join round r on r.id = s.round_id where s.id = any($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The submission by id, or null where the viewer may not know of it. */
export async function findSubmission(ctx: Ctx, id: string): Promise<SubmissionRow | null> {
  const row = await ctx.load(submissionsById, id);
  return row && seesSubmission(ctx.actor, row) ? row : null;
}

/** Whether the viewer may ask for a submission by itself. */
export const seesSubmission = (actor: Actor, row: SubmissionRow): boolean =>
  isOwn(actor, row) ||
  (row.submittedAt !== null && holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'], row.normId));

/** Whether the viewer may know which account handed it in: its own side, the secretariat, and everyone where it was done by name. */
export const knowsSubmitter = (actor: Actor, row: SubmissionRow): boolean =>
  isOwn(actor, row) || holds(actor, ['SECRETARIAT'], row.normId) || row.hasNamed;

/** Whether the salt of the receipt is the viewer's to have: it is the submitter's. */
export const isSubmitter = isOwn;

/**
 * Whether the viewer may read the answers: those of its own side, and once it was handed in the norm's staff, in a blind round not
 * before the closing.
 */
export const readsAnswers = (actor: Actor, row: Submission, round: Pick<Round, 'normId' | 'publication' | 'status'>): boolean =>
  isOwn(actor, row) ||
  (row.submittedAt !== null &&
    holds(actor, ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'], round.normId) &&
    !(round.publication === 'AFTER_CLOSE' && BEFORE_CLOSE.includes(round.status)));

/** The viewer's own submissions, and those of their organizations, newest first. */
export const mySubmissions = (ctx: Ctx, roundId: string | null): Promise<SubmissionRow[]> =>
  ctx.db.read<SubmissionRow>(
    `select ${COLUMNS} from submission s join round r on r.id = s.round_id
     where case when s.organization_id is null then s.account_id = $1 else s.organization_id = any($2) end
       and ($3::uuid is null or s.round_id = $3) order by s.id desc`,
    [ctx.requireAccount(), ctx.actor.memberships.map((membership) => membership.organizationId), roundId],
  );
