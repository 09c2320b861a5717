import type { LogEvent } from '#platform/event.types.js';
import type { Tx } from '#platform/tx.js';
import { type AnsweredComment, answerLine } from './letter.rules.js';
import type { MailFacts } from './mail.texts.js';

/** Whoever a mail goes to. */
export interface Recipient {
  accountId: string;
  email: string;
  displayName: string;
  locale: string;
}

type Common = Omit<MailFacts, 'recipient' | 'answers' | 'token' | 'url'>;

const COMMON = `select n.title as norm, r.title as round, r.reference, o.name as organization, s.receipt_number as receipt, s.content_hash,
    s.submitted_at, r.closes_at, o.vetting_reason, v.number as version
  from (select $1::uuid as subject, $2::uuid as norm_id, $3::uuid as round_id, $4::uuid as organization_id) e
  left join submission s on s.id = e.subject
  left join round r on r.id = coalesce(e.round_id, s.round_id)
  left join norm n on n.id = coalesce(e.norm_id, r.norm_id)
  left join organization o on o.id = coalesce(e.organization_id, s.organization_id, e.subject)
  left join review_cycle k on k.id = e.subject
  left join norm_version v on v.id = k.result_version_id`;

interface CommonRow {
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
}

const instant = (at: Date | null): string =>
  at ? `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' }).format(at)} UTC` : '';

/** What all mails of an event have in common. */
export async function commonFacts(tx: Tx, event: LogEvent): Promise<Common> {
  const row = await tx.one<CommonRow>(COMMON, [event.subjectId, event.normId, event.roundId, event.data['organization'] ?? null]);
  const said = (key: string): string => String(event.data[key] ?? '');
  return {
    norm: row?.norm ?? '',
    round: row?.round ?? '',
    reference: row?.reference ?? '',
    organization: row?.organization ?? '',
    closesAt: instant(row?.closesAt ?? null),
    reason: said('reason') || (row?.vettingReason ?? ''),
    receipt: row?.receipt ?? '',
    contentHash: row?.contentHash ?? '',
    at: instant(row?.submittedAt ?? null),
    action: event.action,
    decision: said('decision'),
    role: said('role'),
    version: row?.version ? String(row.version) : '',
  };
}

const ANSWERS = `select c.reference, c.tlp, c.body, d.outcome, d.response,
    coalesce((select array_agg(coalesce(m.new_eid, m.eid) order by m.id) from amendment_comment mc join amendment m on m.id = mc.amendment_id
              where mc.comment_id = c.id and m.cycle_id = kr.cycle_id), '{}') as changed
  from review_cycle_round kr join comment c on c.round_id = kr.round_id join disposition d on d.comment_id = c.id
  where kr.cycle_id = $1 and c.account_id = $2 and c.status <> 'WITHDRAWN' order by c.round_id, c.number`;

/** The answers to one person's comments in a cycle, each as far as a mail may tell it. */
export async function answersFor(tx: Tx, cycleId: string, accountId: string): Promise<string[]> {
  const rows = await tx.query<AnsweredComment>(ANSWERS, [cycleId, accountId]);
  return rows.flatMap((row) => answerLine(row) ?? []);
}

/** The page that an event leads to, below PUBLIC_URL. */
export function pathOf(event: LogEvent, reference: string): string {
  if (event.action === 'export.ready') return `/exports/${event.subjectId}`;
  return reference ? `/rounds/${reference}` : '/';
}
