import type { PersonalPart } from './personal-data.service.js';

const ACCOUNT = `select id, email, email_verified_at, display_name, locale, country, region, created_at from account where id = $1`;
const MEMBERSHIPS = `select m.organization_id, o.name, m.role, m.created_at from membership m join organization o on o.id = m.organization_id
  where m.account_id = $1 order by m.created_at`;
const STAFF = 'select role, norm_id, created_at from staff_grant where account_id = $1 order by created_at';
const SESSIONS = `select id, name, scope, created_at, to_char(last_used_on, 'YYYY-MM-DD') as last_used_on, user_agent, expires_at
  from session where account_id = $1 order by id`;
const CHANGES = 'select old_email, new_email, created_at from email_change where account_id = $1 order by created_at';
const INVITATIONS = `select organization_id, role, created_at, expires_at, accepted_at, withdrawn_at, invited_by = $1 as is_mine from invitation
  where invited_by = $1 or lower(email) = (select lower(email) from account where id = $1) order by id`;
const VETTED = 'select id, name from organization where vetted_by = $1 order by id';
const PASSKEYS = 'select name, created_at, last_used_at from passkey where account_id = $1 order by id';
const FACTOR = 'select created_at, confirmed_at from second_factor where account_id = $1';
const INSTITUTIONS = 'select issuer, subject, created_at from oidc_identity where account_id = $1 order by issuer';
const SECTIONS = {
  memberships: MEMBERSHIPS,
  staffRoles: STAFF,
  sessions: SESSIONS,
  changesOfAddress: CHANGES,
  secondFactor: FACTOR,
  invitations: INVITATIONS,
  vettedOrganizations: VETTED,
  passkeys: PASSKEYS,
  institutions: INSTITUTIONS,
};

/** In this order, since each may be referred to by the one before. */
const GOING = ['session', 'one_time_token', 'sign_up', 'email_change', 'membership', 'staff_grant', 'idempotency'].concat([
  'recovery_code',
  'second_factor',
  'passkey',
  'passkey_challenge',
  'oidc_identity',
  'oidc_passage',
]);

/** What identity keeps of a person. The account's own row is unnamed apart, since others refer to it. */
export const ACCOUNT_DATA: PersonalPart = {
  section: 'account',
  async read(db, accountId) {
    const lists = Object.entries(SECTIONS).map(async ([name, text]) => [name, await db.read(text, [accountId])] as const);
    return { ...(await db.readOne<object>(ACCOUNT, [accountId])), ...Object.fromEntries(await Promise.all(lists)) };
  },
  async erase(tx, accountId) {
    await tx.query('delete from invitation where lower(email) = (select lower(email) from account where id = $1)', [accountId]);
    for (const table of GOING) await tx.query(`delete from ${table} where account_id = $1`, [accountId]);
  },
};
