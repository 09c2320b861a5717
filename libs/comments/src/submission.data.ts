import type { PersonalPart } from '#identity/personal-data.service.js';

const SUBMISSIONS = `select s.id, r.reference as round, s.organization_id, s.status, s.late, s.created_at, s.submitted_at, s.receipt_number,
    s.content_hash, s.salt
  from submission s join round r on r.id = s.round_id where s.account_id = $1 order by s.id`;
const COMMENTS = `select id, submission_id, reference, eid, quote, type, position, change, blocking, body, rationale, proposed_text, tlp,
    attribution, locale, status, created_at, submitted_at
  from comment where account_id = $1 order by id`;

const ANSWERS = `select a.submission_id, q.prompt, a.value from submission_answer a join submission s on s.id = a.submission_id
  join round_question q on q.id = a.question_id where s.account_id = $1 order by a.submission_id, q.position`;

const STANDING = `select k.comment_id, k.version_id, k.standing, k.standing_at from carry k join comment c on c.id = k.comment_id
  where c.account_id = $1 and k.standing is not null order by k.standing_at`;

const OWN_DRAFTS = `select id from submission where account_id = $1 and organization_id is null and submitted_at is null`;
const ERASE = [
  `delete from comment where account_id = $1 and status = 'DRAFT' and submission_id in (${OWN_DRAFTS})`,
  `delete from submission_answer where submission_id in (${OWN_DRAFTS} and not exists (select 1 from comment c where c.submission_id = submission.id))`,
  `delete from submission where id in (${OWN_DRAFTS}) and not exists (select 1 from comment c where c.submission_id = submission.id)`,
  `delete from file f where owner_id = $1 and not exists (select 1 from comment c where c.attachment_ids @> array[f.id])`,
  'update submission set salt = null where account_id = $1 and salt is not null',
];

/** What this lib keeps of a person: submissions and comments. Drafts of their own go, and files that no comment has; of what was handed in the salt goes. */
export const SUBMISSION_DATA: PersonalPart = {
  section: 'contributions',
  read: async (db, accountId) => ({
    submissions: await db.read(SUBMISSIONS, [accountId]),
    comments: await db.read(COMMENTS, [accountId]),
    standing: await db.read(STANDING, [accountId]),
    answers: await db.read(ANSWERS, [accountId]),
  }),
  async erase(tx, accountId) {
    for (const text of ERASE) await tx.query(text, [accountId]);
  },
};
