import type { PersonalPart } from '#identity/personal-data.service.js';

const DISPOSITIONS = `select id, comment_id, outcome, response, status, proposed_by = $1 as proposed, confirmed_by is not distinct from $1 as confirmed, decided_at
  from disposition where $1 in (proposed_by, confirmed_by) order by id`;
const REVISIONS = `select disposition_id, revision, outcome, response, at from disposition_revision where by_account = $1
  order by disposition_id, revision`;
const AMENDMENTS = 'select id, cycle_id, op, eid, heading, text, created_at from amendment where created_by = $1 order by id';

/** What a person did as staff of a review. It is the record of how a norm came about; the name behind it goes with the account. */
export const REVIEW_DATA: PersonalPart = {
  section: 'reviews',
  read: async (db, accountId) => ({
    dispositions: await db.read(DISPOSITIONS, [accountId]),
    revisions: await db.read(REVISIONS, [accountId]),
    amendments: await db.read(AMENDMENTS, [accountId]),
  }),
  erase: () => Promise.resolve(),
};
