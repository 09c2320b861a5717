import type { PersonalPart } from '#identity/personal-data.service.js';

const NOTES = `select n.id, r.reference as round, n.body, n.created_at from process_note n join round r on r.id = n.round_id
  where n.author_id = $1 order by n.id`;
const TO_THEM = 'lower(email) = (select lower(email) from account where id = $1)';
const INVITATIONS = `select round_id, message, invited_at from round_invitation where ${TO_THEM} order by id`;

/** What a person noted on how rounds are run, and invitations to their address, which go. Notes are part of the record; the name behind them goes with the account. */
export const ROUND_DATA: PersonalPart = {
  section: 'rounds',
  read: async (db, accountId) => ({
    processNotes: await db.read(NOTES, [accountId]),
    invitations: await db.read(INVITATIONS, [accountId]),
  }),
  erase: async (tx, accountId) => {
    await tx.query(`delete from round_invitation where ${TO_THEM}`, [accountId]);
  },
};
