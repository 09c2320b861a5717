import type { PersonalPart } from '#identity/personal-data.service.js';

const REPLIES = `select p.id, c.reference as comment, p.body, p.attribution, p.created_at from reply p join comment c on c.id = p.comment_id
  where p.account_id = $1 order by p.id`;
const REACTIONS = `select c.reference as comment, e.kind, e.at from reaction e join comment c on c.id = e.comment_id where e.account_id = $1 order by e.at`;
const FLAGS = `select c.reference as comment, f.kind, f.reason, f.created_at, f.decided_at from comment_flag f join comment c on c.id = f.comment_id
  where f.account_id = $1 order by f.id`;
const NOTES = `select n.comment_id, n.side, n.body, n.created_at from internal_note n where n.account_id = $1 order by n.id`;
const CO_SIGNATURES = `select comment_id, organization_id, signed_at, withdrawn_at from co_signature where account_id = $1 order by signed_at`;
const SUPPORTS = 'select comment_id, at from draft_support where account_id = $1 order by at';
const MODERATIONS = 'select comment_id, decision, reason, at from moderation where account_id = $1 order by id';
const ADJUSTMENTS = 'select round_id, reason, at, reverted_at from cluster_adjustment where account_id = $1 order by id';

/** What a person said of others' comments. Answers and counted reactions stay in the record; the name behind them goes with the account. */
export const DISCUSSION_DATA: PersonalPart = {
  section: 'discussion',
  read: async (db, accountId) => ({
    replies: await db.read(REPLIES, [accountId]),
    reactions: await db.read(REACTIONS, [accountId]),
    flags: await db.read(FLAGS, [accountId]),
    notes: await db.read(NOTES, [accountId]),
    coSignatures: await db.read(CO_SIGNATURES, [accountId]),
    supportedDrafts: await db.read(SUPPORTS, [accountId]),
    moderations: await db.read(MODERATIONS, [accountId]),
    clusterAdjustments: await db.read(ADJUSTMENTS, [accountId]),
  }),
  async erase(tx, accountId) {
    await tx.query('delete from draft_support where account_id = $1', [accountId]);
    await tx.query(`update comment_flag set reason = '(erased)' where account_id = $1`, [accountId]);
  },
};
