import type { PersonalPart } from '#identity/personal-data.service.js';

const EXPORTS = `select id, kind, format, tier, status, sha256, created_at, expires_at from export where requester_id = $1 order by id`;

/** The exports that a person asked for. They expire by themselves. */
export const REPORT_DATA: PersonalPart = {
  section: 'exports',
  read: (db, accountId) => db.read(EXPORTS, [accountId]),
  erase: () => Promise.resolve(),
};
