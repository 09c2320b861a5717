import type { PersonalPart } from '#identity/personal-data.service.js';

const INBOX = 'select kind, title, path, created_at, read_at from notification where account_id = $1 order by id';
/** Without their text: it holds the secrets of links, which only whoever reads the mailbox may have. */
const MAILS = 'select to_email, to_name, subject, status, created_at, sent_at from mail where account_id = $1 order by id';

/** What this lib keeps of a person: the inbox, and the mails that went or were to go to them. All of it goes. */
export const NOTIFICATION_DATA: PersonalPart = {
  section: 'notifications',
  read: async (db, accountId) => ({ inbox: await db.read(INBOX, [accountId]), mails: await db.read(MAILS, [accountId]) }),
  async erase(tx, accountId) {
    await tx.query('delete from notification where account_id = $1', [accountId]);
    await tx.query(
      'delete from mail where account_id = $1 or lower(to_email) = (select lower(email) from account where id = $1)',
      [accountId],
    );
  },
};
