import type { PersonalPart } from '#identity/personal-data.service.js';

const EXPORTS = `select id, kind, format, tier, status, sha256, created_at, expires_at from export where requester_id = $1 order by id`;

/** The exports that a person asked for; they hold their drafts, or what they could read, and go with them. Their files are swept. */
export const REPORT_DATA: PersonalPart = {
  section: 'exports',
  read: (db, accountId) => db.read(EXPORTS, [accountId]),
  async erase(tx, accountId) {
    await tx.query('delete from export where requester_id = $1', [accountId]);
  },
};
