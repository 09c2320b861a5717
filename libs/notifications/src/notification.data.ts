import type { PersonalPart } from '#identity/personal-data.service.js';

const INBOX = 'select kind, title, path, created_at, read_at from notification where account_id = $1 order by id';
/** Without their text: it holds the secrets of links, which only whoever reads the mailbox may have. */
const MAILS = `select m.to_email, m.to_name, b.subject, m.status, m.created_at, m.sent_at from mail m join mail_body b on b.id = m.body_id
  where m.account_id = $1 order by m.id`;
const WISHES = 'select kind, delivery from notification_preference where account_id = $1 order by kind';
const WATCHES = 'select subject_id, created_at from watch where account_id = $1 order by created_at';
const WEBHOOKS = `select url, events, norm_id, active, last_status, failures, created_at,
    (select count(*)::int from webhook_call c where c.webhook_id = w.id) as calls from webhook w where account_id = $1 order by id`;
const OWN_MAILS = `delete from mail where account_id = $1 or lower(to_email) = (select lower(email) from account where id = $1) returning body_id`;
const OWN_BODIES =
  'delete from mail_body b where b.id = any($1) and b.event_id is null and not exists (select from mail m where m.body_id = b.id)';

/** What this lib keeps of a person: the inbox, and the mails that went or were to go to them. All of it goes. */
export const NOTIFICATION_DATA: PersonalPart = {
  section: 'notifications',
  read: async (db, accountId) => ({
    inbox: await db.read(INBOX, [accountId]),
    mails: await db.read(MAILS, [accountId]),
    preferences: await db.read(WISHES, [accountId]),
    watches: await db.read(WATCHES, [accountId]),
    webhooks: await db.read(WEBHOOKS, [accountId]),
  }),
  async erase(tx, accountId) {
    for (const table of ['notification', 'notification_preference', 'watch', 'mail_pace', 'webhook'])
      await tx.query(`delete from ${table} where account_id = $1`, [accountId]);
    await tx.query('delete from mail_suppression where email = (select lower(email) from account where id = $1)', [accountId]);
    const mails = await tx.query<{ bodyId: string }>(OWN_MAILS, [accountId]);
    await tx.query(OWN_BODIES, [mails.map(({ bodyId }) => bodyId)]);
  },
};
