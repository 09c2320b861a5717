import type { LogEvent } from '#platform/event.types.js';
import type { FlagKind, ModerationDecision, Outcome, StaffRole, StakeholderGroup, Tlp } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';
import { type AnsweredComment, answerIn, excerptOf } from './letter.rules.js';
import { highestOf, markingIn } from './marking.rules.js';
import { knowing, wordsIn } from './words.rules.js';
import type { Facts, Language } from './words.types.js';

/** Whoever a mail goes to. */
export interface Recipient {
  accountId: string;
  email: string;
  displayName: string;
  locale: string;
}

/** What an event is about, in no language yet. */
export interface EventFacts {
  norm: string | null;
  round: string | null;
  reference: string | null;
  organization: string | null;
  receipt: string | null;
  contentHash: string | null;
  submittedAt: Date | null;
  closesAt: Date | null;
  vettingReason: string | null;
  version: number | null;
  comment: string | null;
  commentId: string | null;
  tlp: Tlp | null;
  body: string | null;
  place: string | null;
  milestone: string | null;
  dueOn: Date | null;
  sunsetOn: Date | null;
  slug: string | null;
}

/** A provision as its text names it, with what it stands in; its eId where the text names nothing. */
const PLACE = `coalesce((select string_agg(concat_ws(' ', nullif(p.number, ''), nullif(p.heading, '')), ', ' order by length(p.eid))
    from provision p join norm_version pv on pv.id = p.version_id
    where pv.id = r.version_id and p.locale = pv.locales[1] and (p.eid = c.eid or starts_with(c.eid, p.eid || '__'))
      and concat(p.number, p.heading) <> ''), c.eid)`;

const FACTS = `select n.title as norm, r.title as round, r.reference, o.name as organization, s.receipt_number as receipt, s.content_hash,
    s.submitted_at, r.closes_at, o.vetting_reason, v.number as version, c.reference as comment, c.id as comment_id, c.tlp, ${PLACE} as place,
    case when c.status = 'PUBLISHED' and c.tlp = 'CLEAR' then c.body end as body, n.slug,
    n.sunset_on::timestamp at time zone 'UTC' as sunset_on,
    ms.title as milestone, ms.due_on::timestamp at time zone 'UTC' as due_on
  from (select $1::uuid as subject, $2::uuid as norm_id, $3::uuid as round_id, $4::uuid as organization_id, $5::uuid as comment_id) e
  left join comment_flag f on f.id = e.subject
  left join comment c on c.id = coalesce(e.comment_id, f.comment_id, e.subject)
  left join submission s on s.id = coalesce(c.submission_id, e.subject)
  left join round r on r.id = coalesce(e.round_id, s.round_id)
  left join norm n on n.id = coalesce(e.norm_id, r.norm_id)
  left join organization o on o.id = coalesce(e.organization_id, s.organization_id, e.subject)
  left join review_cycle k on k.id = e.subject
  left join milestone ms on ms.id = e.subject
  left join norm_version v on v.id = coalesce(k.result_version_id, e.subject)`;

/** What the event is about, and the comment in it where one is told of; read once for all who are told. */
export async function factsOf(tx: Tx, event: LogEvent, commentId: string | null = null): Promise<EventFacts> {
  const values = [event.subjectId, event.normId, event.roundId, event.data['organization'] ?? null, commentId];
  const facts = await tx.one<EventFacts>(FACTS, values);
  if (!facts) throw new Error(`No facts of the event ${event.id} could be read.`);
  return facts;
}

/** An instant in words, in UTC; empty where there is none. */
export function instantIn(language: Language, at: Date | null): string {
  if (!at) return '';
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${format.format(at)} UTC`;
}

const dayIn = (language: Language, on: Date | null): string =>
  on ? new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' }).format(on) : '';

const dayOf = (said: string): Date | null => (/^\d{4}-\d\d-\d\d$/.test(said) ? new Date(`${said}T00:00:00Z`) : null);

/**
 * The facts of an event in a language. Of a comment a mail tells the words where it is CLEAR, and
 * nothing, not even its reference, where it is AMBER_STRICT or RED (domain.md, Who sees what).
 */
export function factsIn(language: Language, event: LogEvent, facts: EventFacts): Facts {
  const said = (key: string): string =>
    event.data[key] === undefined || event.data[key] === null ? '' : String(event.data[key]);
  const { roles, oneNorm, everyNorm, groups, flags, flagDecisions } = wordsIn(language);
  return knowing({
    norm: facts.norm ?? '',
    round: facts.round ?? '',
    reference: facts.reference ?? '',
    organization: facts.organization ?? '',
    closesAt: instantIn(language, facts.closesAt),
    reason: said('reason') || said('message') || (event.action === 'organization.vetted' ? (facts.vettingReason ?? '') : ''),
    receipt: facts.receipt ?? '',
    contentHash: facts.contentHash ?? '',
    at: facts.dueOn ? dayIn(language, dayOf(said('dueOn')) ?? facts.dueOn) : instantIn(language, facts.submittedAt),
    role: roles[said('role') as StaffRole | 'APPROVER' | 'CONTRIBUTOR'] ?? '',
    scope: facts.norm ? oneNorm.replace('{norm}', () => facts.norm ?? '') : everyNorm,
    version: facts.version === null ? '' : String(facts.version),
    group: groups[said('group') as StakeholderGroup] ?? '',
    comment: markingIn(facts.tlp) ? (facts.comment ?? '') : '',
    excerpt: facts.body ? `“${excerptOf(facts.body)}”` : '',
    count: said('count'),
    milestone: said('title') || (facts.milestone ?? ''),
    sunset: dayIn(language, dayOf(said('to') || said('sunsetOn')) ?? facts.sunsetOn),
    flag: flags[said('kind') as FlagKind] ?? '',
    decision: flagDecisions[said('decision') as ModerationDecision] ?? '',
  });
}

const ANSWERS = `select c.reference, c.tlp, c.body, d.outcome, d.response,
    coalesce((select array_agg(coalesce(m.new_eid, m.eid) order by m.id) from amendment_comment mc join amendment m on m.id = mc.amendment_id
              where mc.comment_id = c.id and m.cycle_id = kr.cycle_id), '{}') as changed
  from review_cycle_round kr join comment c on c.round_id = kr.round_id join disposition d on d.comment_id = c.id
  where kr.cycle_id = $1 and c.account_id = $2 and c.status <> 'WITHDRAWN' order by c.round_id, c.number`;

/** The answers to one person's comments in a cycle, each as far as a mail may tell it, in their language, and the highest marking of these. */
export async function answersFor(
  tx: Tx,
  cycleId: string,
  accountId: string,
  language: Language,
): Promise<{ answers: string[]; marking: Tlp | null }> {
  const rows = await tx.query<AnsweredComment & { outcome: Outcome }>(ANSWERS, [cycleId, accountId]);
  const answers = rows.flatMap((row) => answerIn(wordsIn(language), row, language) ?? []);
  return { answers, marking: highestOf(rows.map(({ tlp }) => tlp)) };
}

/** The page that an event leads to, below PUBLIC_URL: what is to be fetched, the round, or else the norm. */
export function pathOf(event: LogEvent, { reference, slug }: Pick<EventFacts, 'reference' | 'slug'>): string {
  if (event.action === 'export.ready') return `/exports/${event.subjectId}`;
  if (reference) return `/rounds/${reference}`;
  return slug ? `/norms/${slug}` : '/';
}
