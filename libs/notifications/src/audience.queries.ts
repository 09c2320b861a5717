import type { NotificationKind } from '#platform/schema.types.js';

/** Who is told of an event, and under which kind. The statement gives account ids; `$1` subject, `$2` norm, `$3` round, `$4` actor. */
export interface Audience {
  kind: NotificationKind;
  who: string;
}

const STAFF = `select g.account_id from staff_grant g where g.role in ('ORGANIZER', 'SECRETARIAT') and (g.norm_id is null or g.norm_id = $2)`;
const SECRETARIAT = `select g.account_id from staff_grant g where g.role = 'SECRETARIAT' and (g.norm_id is null or g.norm_id = $2)`;

/** The account of a submission, and the members of the organization it is for. */
const sides = (where: string): string => `
  select s.account_id from submission s join round r on r.id = s.round_id where ${where}
  union select m.account_id from submission s join round r on r.id = s.round_id join membership m on m.organization_id = s.organization_id where ${where}`;

const TOOK_PART = sides(`r.norm_id = $2 and s.submitted_at is not null`);
const IN_ROUND = sides(`s.round_id = $3 and s.status <> 'WITHDRAWN'`);

/** Whoever gets the letter of the review that made this version: it tells of the version too, and nobody is told twice. */
const GETS_THE_LETTER = `select 1 from review_cycle k join review_cycle_round kr on kr.cycle_id = k.id
  join comment c on c.round_id = kr.round_id and c.number is not null where k.result_version_id = $1 and c.account_id = t.account_id`;

/** The person whose place or role somebody else changed; what the platform does by itself (command line, demonstration) is no news. */
const SUBJECT = `select $1::uuid as account_id where $4::uuid is distinct from $1::uuid and $4::uuid is not null`;

/** Who is told of what. The actor is told too where the mail is a receipt; a mere echo of their own act is left out. */
export const AUDIENCES: Readonly<Record<string, Audience>> = {
  'organization.vetted': {
    kind: 'ORGANIZATION_VETTED',
    who: `select account_id from membership where organization_id = $1 and role = 'APPROVER' and account_id is distinct from $4`,
  },
  'organization.appealed': {
    kind: 'VETTING_APPEALED',
    who: `select distinct g.account_id from staff_grant g join organization o on o.id = $1
      where g.role in ('ADMIN', 'ORGANIZER') and g.norm_id is null and g.account_id is distinct from o.vetted_by
        and not exists (select 1 from membership m where m.organization_id = o.id and m.account_id = g.account_id)`,
  },
  'membership.role_changed': { kind: 'MEMBERSHIP_CHANGED', who: SUBJECT },
  'membership.removed': { kind: 'MEMBERSHIP_CHANGED', who: SUBJECT },
  'staff.assigned': { kind: 'STAFF_ROLE_CHANGED', who: SUBJECT },
  'staff.revoked': { kind: 'STAFF_ROLE_CHANGED', who: SUBJECT },
  'norm_version.published': {
    kind: 'VERSION_PUBLISHED',
    who: `select * from (${TOOK_PART}) t where account_id is distinct from $4 and not exists (${GETS_THE_LETTER})`,
  },
  'round.opened': {
    kind: 'ROUND_OPENED',
    who: `select * from (${TOOK_PART} union ${STAFF}) t where account_id is distinct from $4`,
  },
  'round.extended': {
    kind: 'ROUND_EXTENDED',
    who: `select * from (${IN_ROUND} union ${STAFF}) t where account_id is distinct from $4`,
  },
  'round.cancelled': {
    kind: 'ROUND_CANCELLED',
    who: `select * from (${IN_ROUND} union ${STAFF}) t where account_id is distinct from $4`,
  },
  'round.closed': {
    kind: 'ROUND_CLOSED',
    who: `select * from (${IN_ROUND} union ${STAFF}) t where account_id is distinct from $4`,
  },
  'submission.submitted': {
    kind: 'SUBMISSION_RECEIVED',
    who: `select s.account_id from submission s where s.id = $1
      union select m.account_id from submission s join membership m on m.organization_id = s.organization_id and m.role = 'APPROVER' where s.id = $1`,
  },
  'review.concluded': {
    kind: 'RESULTS_PUBLISHED',
    who: `select distinct c.account_id from review_cycle_round kr join comment c on c.round_id = kr.round_id and c.number is not null where kr.cycle_id = $1`,
  },
  'summary.ready': { kind: 'SUMMARY_READY', who: SECRETARIAT },
  'export.ready': { kind: 'EXPORT_READY', who: 'select requester_id as account_id from export where id = $1' },
};
