import type { NotificationKind } from '#platform/schema.types.js';

/** Who is told of an event, and under which kind. The statements get `$1` subject, `$2` norm, `$3` round, `$4` actor. */
export interface Audience {
  kind: NotificationKind;
  /** Gives account ids. */
  who: string;
  /** Gives the comment that the news is about (`$1` subject): only those are told who may see it; none, and nobody is told. */
  comment?: string;
  /** Gives mail addresses without an account (`$1` subject), which get the mail alone. */
  addresses?: string;
}

const STAFF = `select g.account_id from staff_grant g where g.role in ('ORGANIZER', 'SECRETARIAT') and (g.norm_id is null or g.norm_id = $2)`;
const SECRETARIAT = `select g.account_id from staff_grant g where g.role = 'SECRETARIAT' and (g.norm_id is null or g.norm_id = $2)`;

/** The account of a submission, and the members of the organization it is for. */
const sides = (where: string): string => `
  select s.account_id from submission s join round r on r.id = s.round_id where ${where}
  union select m.account_id from submission s join round r on r.id = s.round_id join membership m on m.organization_id = s.organization_id where ${where}`;

const TOOK_PART = sides(`r.norm_id = $2 and s.submitted_at is not null`);
const IN_ROUND = sides(`s.round_id = $3 and s.status <> 'WITHDRAWN'`);
const WATCHERS = 'select w.account_id from watch w where w.subject_id in ($2, $3)';

/** The members of invited organizations, and the accounts of invited addresses. */
const invited = (where: string): string => `
  select m.account_id from round_invitation i join membership m on m.organization_id = i.organization_id where ${where}
  union select a.id from round_invitation i join account a on lower(a.email) = lower(i.email) where ${where}`;
const INVITED = invited('i.round_id = $3');

/** Whoever gets the letter of the review that made this version: it tells of the version too, and nobody is told twice. */
const GETS_THE_LETTER = `select 1 from review_cycle k join review_cycle_round kr on kr.cycle_id = k.id
  join comment c on c.round_id = kr.round_id and c.number is not null where k.result_version_id = $1 and c.account_id = t.account_id`;

/** Whoever has to do with a norm: took part in a round of it, watches it, or works on it. */
const OF_THE_NORM = `${TOOK_PART} union ${WATCHERS} union ${STAFF}`;
/** The same, and whoever holds a draft or was invited to a round of it, or watches one: its end is the end of these too. */
const OF_ALL_ITS_ROUNDS = `${sides("r.norm_id = $2 and s.status <> 'WITHDRAWN'")} union ${invited(
  'i.round_id in (select id from round where norm_id = $2)',
)} union select w.account_id from watch w join round r on r.id = w.subject_id where r.norm_id = $2 union ${OF_THE_NORM}`;
const IS_WITHDRAWN = `select 1 from norm where id = $2 and status = 'WITHDRAWN'`;

/** Who wrote for an organization and is still of it: who began the submission, asked for its approval, or wrote in it. */
const WRITERS = `select w.account_id from submission s
  cross join lateral (select s.account_id union select s.requested_by union select c.account_id from comment c where c.submission_id = s.id) w
  join membership m on m.organization_id = s.organization_id and m.account_id = w.account_id where s.id = $1`;

/** The person whose place or role somebody else changed; what the platform does by itself (command line, demonstration) is no news. */
const SUBJECT = `select $1::uuid as account_id where $4::uuid is distinct from $1::uuid and $4::uuid is not null`;

const butActor = (who: string): string => `select * from (${who}) t where account_id is distinct from $4`;

/** The comment's author, and the approvers of the organization it is for. */
const AUTHORS = `select c.account_id from comment c where c.id = $1
  union select m.account_id from comment c join membership m on m.organization_id = c.organization_id and m.role = 'APPROVER' where c.id = $1`;

/** Those of them who were told that it was withheld. */
const TOLD_OF_WITHHOLDING = `select t.account_id from (${AUTHORS}) t where exists (select 1 from notification n join event e on e.id = n.event_id
  where e.subject_id = $1 and n.account_id = t.account_id and n.kind = 'COMMENT_WITHHELD')`;

/**
 * Of what was handed in, the first comment that others may hear of by mail (domain.md, Who sees what: AMBER_STRICT and RED not at all), of
 * those that most may see: who may see any of them may see this one.
 */
const FIRST_COMMENT = `select id from comment where submission_id = $1 and status = 'PUBLISHED' and tlp in ('CLEAR', 'GREEN', 'AMBER')
  order by array_position(array['CLEAR', 'GREEN', 'AMBER'], tlp::text), number limit 1`;
const REQUESTER = 'select requester_id as account_id from export where id = $1';
const FIRST_WAITING = FIRST_COMMENT.replace('PUBLISHED', 'PENDING_MODERATION');
const THIS_COMMENT = `select id from comment where id = $1 and tlp in ('CLEAR', 'GREEN', 'AMBER')`;

/** Who reported a comment; of one that no mail may name, nobody is told. */
const REPORTER = `select f.account_id from comment_flag f join comment c on c.id = f.comment_id
  where f.id = $1 and c.tlp in ('CLEAR', 'GREEN', 'AMBER')`;

/**
 * Whom a closing concerns, each with their group and whether their side has handed in: those who hold an unsent draft, alone or with an
 * organization, and those invited.
 */
const CONCERNED = `select m.account_id, o.stakeholder_group as side, exists (select 1 from submission s where s.round_id = i.round_id
      and s.organization_id = o.id and s.status = 'SUBMITTED') as has_sent
    from round_invitation i join organization o on o.id = i.organization_id join membership m on m.organization_id = o.id where i.round_id = $3
  union all select a.id, 'INDIVIDUAL', exists (select 1 from submission s where s.round_id = i.round_id and s.account_id = a.id and s.status = 'SUBMITTED')
    from round_invitation i join account a on lower(a.email) = lower(i.email) where i.round_id = $3
  union all select m.account_id, o.stakeholder_group, false from submission s join organization o on o.id = s.organization_id
    join membership m on m.organization_id = o.id where s.round_id = $3 and s.status in ('DRAFT', 'AWAITING_APPROVAL')
  union all select s.account_id, 'INDIVIDUAL', false from submission s
    where s.round_id = $3 and s.organization_id is null and s.status = 'DRAFT'`;

/** Invited addresses that have no account, of a round given by `which`. */
const invitedAddresses = (
  which: string,
): string => `select distinct on (lower(i.email)) i.email from round_invitation i where ${which} and i.email is not null
  and not exists (select 1 from account a where lower(a.email) = lower(i.email)) order by lower(i.email)`;

/** The accounts that a statement of an audience gives, each once: what is told and what is previewed is counted by this. */
export const accountsOf = (who: string): string =>
  `(select distinct account_id from (${who}) w where $1::uuid is not null or $2::uuid is null or $3::uuid is null or $4::uuid is null)`;

/** Who is told of what. The actor is told too where the mail is a receipt; a mere echo of their own act is left out. */
export const AUDIENCES: Readonly<Record<string, readonly Audience[]>> = {
  'organization.vetted': [
    {
      kind: 'ORGANIZATION_VETTED',
      who: `select account_id from membership where organization_id = $1 and role = 'APPROVER' and account_id is distinct from $4`,
    },
  ],
  'organization.appealed': [
    {
      kind: 'VETTING_APPEALED',
      who: `select distinct g.account_id from staff_grant g join organization o on o.id = $1
      where g.role in ('ADMIN', 'ORGANIZER') and g.norm_id is null and g.account_id is distinct from o.vetted_by
        and not exists (select 1 from membership m where m.organization_id = o.id and m.account_id = g.account_id)`,
    },
  ],
  'membership.role_changed': [{ kind: 'MEMBERSHIP_CHANGED', who: SUBJECT }],
  'membership.removed': [{ kind: 'MEMBERSHIP_CHANGED', who: SUBJECT }],
  'staff.assigned': [{ kind: 'STAFF_ROLE_CHANGED', who: SUBJECT }],
  'staff.revoked': [{ kind: 'STAFF_ROLE_CHANGED', who: SUBJECT }],
  'milestone.due': [{ kind: 'MILESTONE_DUE', who: `${STAFF} union ${WATCHERS}` }],
  'norm.renewed': [{ kind: 'NORM_RENEWED', who: butActor(OF_THE_NORM) }],
  'norm.expired': [{ kind: 'NORM_EXPIRED', who: OF_THE_NORM }],
  'norm.withdrawn': [{ kind: 'NORM_WITHDRAWN', who: butActor(OF_ALL_ITS_ROUNDS) }],
  'norm_version.adopted': [
    {
      kind: 'NORM_ADOPTED', // a corrected version in force is told of when it is published
      who: `select * from (${OF_THE_NORM}) t where account_id is distinct from $4
        and not exists (select 1 from norm_version v where v.id = $1 and v.erratum_of is not null)`,
    },
  ],
  'norm_version.published': [
    {
      kind: 'VERSION_PUBLISHED',
      who: `select * from (${TOOK_PART} union ${WATCHERS}) t where account_id is distinct from $4 and not exists (${GETS_THE_LETTER})`,
    },
  ],
  'round.invited': [
    {
      kind: 'INVITATION',
      who: invited('i.batch_id = $1'),
      addresses: `select distinct on (lower(i.email)) i.email from round_invitation i where i.batch_id = $1 and i.email is not null
        and not exists (select 1 from account a where lower(a.email) = lower(i.email)) order by lower(i.email)`,
    },
  ],
  'round.opened': [{ kind: 'ROUND_OPENED', who: butActor(`${TOOK_PART} union ${INVITED} union ${WATCHERS} union ${STAFF}`) }],
  'round.extended': [{ kind: 'ROUND_EXTENDED', who: butActor(`${IN_ROUND} union ${INVITED} union ${WATCHERS} union ${STAFF}`) }],
  'round.cancelled': [
    {
      kind: 'ROUND_CANCELLED', // that of a withdrawn norm is told with the withdrawal
      who: `select * from (${IN_ROUND} union ${INVITED} union ${WATCHERS} union ${STAFF}) t
        where account_id is distinct from $4 and not exists (${IS_WITHDRAWN})`,
    },
  ],
  'round.paused': [{ kind: 'ROUND_PAUSED', who: butActor(`${IN_ROUND} union ${WATCHERS} union ${STAFF}`) }],
  'round.resumed': [{ kind: 'ROUND_RESUMED', who: butActor(`${IN_ROUND} union ${WATCHERS} union ${STAFF}`) }],
  'round.closed': [{ kind: 'ROUND_CLOSED', who: butActor(`${IN_ROUND} union ${WATCHERS} union ${STAFF}`) }],
  'submission.approval_requested': [
    {
      kind: 'APPROVAL_REQUESTED',
      who: butActor(
        `select m.account_id from submission s join membership m on m.organization_id = s.organization_id and m.role = 'APPROVER' where s.id = $1`,
      ),
    },
  ],
  'submission.returned': [{ kind: 'SUBMISSION_RETURNED', who: butActor(WRITERS) }],
  'submission.withdrawn': [{ kind: 'SUBMISSION_WITHDRAWN', who: butActor(WRITERS) }],
  'carry.asked': [{ kind: 'STANDING_ASKED', who: sides('s.id = $1') }],
  'round.closing_soon': [
    {
      kind: 'ROUND_CLOSING_SOON',
      who: `select account_id from (${CONCERNED}) c where not has_sent`,
      addresses: invitedAddresses('i.round_id = $1'),
    },
  ],
  'round.balance_below_target': [{ kind: 'BALANCE_BELOW_TARGET', who: STAFF }],
  'round.reminded': [
    {
      kind: 'ROUND_CLOSING_SOON',
      who: `select c.account_id from (${CONCERNED}) c join round_nudge g on g.id = $1
        where (g.groups is null or c.side = any(g.groups)) and not (g.only_without_submission and c.has_sent)`,
      addresses: invitedAddresses(`i.round_id = (select g.round_id from round_nudge g where g.id = $1
        and (g.groups is null or 'INDIVIDUAL' = any(g.groups)))`),
    },
  ],
  'submission.submitted': [
    {
      kind: 'SUBMISSION_RECEIVED',
      who: `select s.account_id from submission s where s.id = $1
      union select m.account_id from submission s join membership m on m.organization_id = s.organization_id and m.role = 'APPROVER' where s.id = $1`,
    },
    { kind: 'COMMENT_PUBLISHED', who: butActor(WATCHERS), comment: FIRST_COMMENT },
    { kind: 'MODERATION_WAITING', who: butActor(STAFF), comment: FIRST_WAITING },
  ],
  'comment.published': [
    { kind: 'COMMENT_WITHHELD', who: butActor(TOLD_OF_WITHHOLDING) },
    { kind: 'COMMENT_PUBLISHED', who: butActor(WATCHERS), comment: THIS_COMMENT },
  ],
  'comment.withheld': [{ kind: 'COMMENT_WITHHELD', who: butActor(AUTHORS) }],
  'comment.set_aside': [{ kind: 'COMMENT_WITHHELD', who: butActor(AUTHORS) }],
  'comment.flagged': [{ kind: 'MODERATION_WAITING', who: butActor(STAFF), comment: THIS_COMMENT }],
  'flag.decided': [{ kind: 'FLAG_DECIDED', who: REPORTER }],
  'comment.replied': [
    {
      kind: 'REPLY_RECEIVED',
      who: butActor(`${AUTHORS} union select w.account_id from watch w where w.subject_id = $1`),
      comment: THIS_COMMENT,
    },
  ],
  'review.concluded': [
    {
      kind: 'RESULTS_PUBLISHED',
      who: `select distinct c.account_id from review_cycle_round kr join comment c on c.round_id = kr.round_id and c.number is not null where kr.cycle_id = $1`,
    },
  ],
  'webhook.disabled': [{ kind: 'WEBHOOK_DISABLED', who: 'select account_id from webhook where id = $1' }],
  'summary.ready': [{ kind: 'SUMMARY_READY', who: SECRETARIAT }],
  'summary.published': [{ kind: 'SUMMARY_READY', who: butActor(`${IN_ROUND} union ${WATCHERS}`) }],
  'export.ready': [{ kind: 'EXPORT_READY', who: REQUESTER }],
  'export.failed': [{ kind: 'EXPORT_READY', who: REQUESTER }],
};
