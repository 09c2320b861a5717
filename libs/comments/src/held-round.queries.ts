import { found } from '#platform/refusal.js';
import type { RoundStatus } from '#platform/schema.types.js';
import type { Ctx } from '#platform/ctx.js';
import type { Tx } from '#platform/tx.js';
import { admits } from '#rounds/admission.queries.js';
import { notAdmitted } from './submission.rules.js';

/** The round as a submission finds it: held against its closing, at an instant of the database's clock read after that. */
export interface HeldRound {
  id: string;
  reference: string;
  normId: string;
  versionId: string;
  publication: string;
  nowStatus: RoundStatus;
  at: Date;
  takes: 'IN_TIME' | 'LATE' | null;
  isAdmitted: boolean;
}

const roundFor = (lock: string): string => `with held as (select * from round where id = $1 and status <> 'DRAFT' ${lock})
  select ${admits('held', '$3', '$4')} as is_admitted, id, reference, norm_id, version_id, publication, n.at, round_status(status, opens_at, closes_at, n.at) as now_status,
    round_takes(status, opens_at, closes_at, late_policy, grace_minutes, $2::timestamptz, n.at) as takes
  from held, lateral (select case when held.id is null then null else clock_now() end as at) n`;
const HOLD = roundFor('for share');
const LOOK = roundFor('');

/** Who hands in: an account, for itself or for an organization. */
export interface Side {
  accountId: string;
  organizationId: string | null;
}

/** The round, held against its closing. NOT_FOUND. */
export const heldRound = async (tx: Tx, roundId: string, begunAt: Date | null, side: Side): Promise<HeldRound> =>
  found(await tx.one<HeldRound>(HOLD, [roundId, begunAt, side.accountId, side.organizationId]), 'round');

/** The same for whoever wants to hand in something: FORBIDDEN for whom it does not take comments from. */
export async function holdRound(tx: Tx, roundId: string, begunAt: Date | null, side: Side): Promise<HeldRound> {
  const round = await heldRound(tx, roundId, begunAt, side);
  if (!round.isAdmitted) throw notAdmitted();
  return round;
}

/** The same for whoever looks and holds nothing: it may close a moment later. Null where there is none, or it is being prepared. */
export const roundAsFound = (ctx: Ctx, roundId: string, begunAt: Date | null, side: Side): Promise<HeldRound | null> =>
  // Past the wall: whether it admits somebody is asked of invitations by address, and told to them alone.
  ctx.db.unwalled.readOne<HeldRound>(LOOK, [roundId, begunAt, side.accountId, side.organizationId]);
