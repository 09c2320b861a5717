import { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { newId } from '#platform/ids.js';
import type { Tx } from '#platform/tx.js';
import { insertProvisions } from '#norms/provision.store.js';
import { revision } from './revisions.js';

/** A norm with two published versions, and comments on the first that nobody has carried yet. */
export interface CarryWorld {
  normId: string;
  first: string;
  second: string;
  roundId: string;
}

const COMMENTS = `insert into comment (id, round_id, submission_id, account_id, stakeholder_group, region, reference, number, place, version_id, eid, quote,
    type, position, change, blocking, body, tlp, attribution, locale, status, created_at, submitted_at)
  select t.id, $1, t.submission_id, $2, 'INDIVIDUAL', 'GLOBAL', $3 || '-' || t.number, t.number, 1, $4, t.eid, t.quote,
    'SUBSTANTIVE', 'OPPOSE', 'NONE', false, 'It should say something else.', t.tlp, 'NAMED', 'en', 'PUBLISHED', now(), now()
  from jsonb_to_recordset($5::jsonb) as t (id uuid, submission_id uuid, number bigint, eid text, quote jsonb, tlp text)`;
const SUBMISSIONS = `insert into submission (id, round_id, account_id, status, created_at, submitted_at, receipt_number, content_hash)
  select s, $1, $2, 'SUBMITTED', now(), now(), $3 || '-S' || n, repeat('0', 64) from unnest($4::uuid[]) with ordinality t (s, n)`;

const PER_SUBMISSION = 5;

/**
 * Writes a world as rows: the first `provisions` of two successive states of a real draft, and comments on the older one, each
 * quoting up to twenty of its words; one in twenty has no quote, and one in fifty is on the whole draft.
 */
export async function carryWorld(db: Database, size: { comments: number; provisions: number }): Promise<CarryWorld> {
  const ids = { normId: newId(), first: newId(), second: newId(), roundId: newId() };
  const reference = `W${ids.roundId.slice(-6).toUpperCase()}`;
  const old = revision('nist-800-63b-d3').slice(0, size.provisions);
  const fresh = revision('nist-800-63b-d5').slice(0, size.provisions);
  const submissions = Array.from({ length: Math.ceil(size.comments / PER_SUBMISSION) }, () => newId());
  await db.write(Ctx.system(db, 'test'), async (tx) => {
    const account = newId();
    await tx.query(
      `insert into account (id, email, email_verified_at, display_name, password_hash, created_at) values ($1, $2, now(), 'Aut Hor', 'none', now())`,
      [account, `${account}@people.test`],
    );
    await tx.query(`insert into norm (id, slug, title, created_at) values ($1, $2, 'A norm', now())`, [ids.normId, ids.normId]);
    await publish(tx, ids.normId, ids.first, 1, old);
    await tx.query(
      `insert into round (id, reference, norm_id, version_id, kind, title, status, audience, publication, late_policy, grace_minutes, vetted_only,
        opens_at, closes_at, closed_at, created_at)
       values ($1, $2, $3, $4, 'DRAFT_REVIEW', 'A round', 'CLOSED', 'PUBLIC', 'IMMEDIATE', 'REFUSE', 0, false, now() - interval '2 hours', now() - interval '1 hour', now(), now())`,
      [ids.roundId, reference, ids.normId, ids.first],
    );
    await tx.query(SUBMISSIONS, [ids.roundId, account, reference, submissions]);
    const rows = Array.from({ length: size.comments }, (_, i) => ({
      id: newId(),
      submission_id: submissions[Math.floor(i / PER_SUBMISSION)],
      number: i + 1,
      tlp: i % 10 === 0 ? 'RED' : 'CLEAR',
      ...anchorOf(i, old),
    }));
    for (let i = 0; i < rows.length; i += 5000)
      await tx.query(COMMENTS, [ids.roundId, account, reference, ids.first, JSON.stringify(rows.slice(i, i + 5000))]);
    await publish(tx, ids.normId, ids.second, 2, fresh);
  });
  return ids;
}

type Provisions = ReturnType<typeof revision>;

async function publish(tx: Tx, normId: string, id: string, number: number, provisions: Provisions): Promise<void> {
  await tx.query(
    `insert into norm_version (id, norm_id, number, label, locales, created_at) values ($1, $2, $3, 'Draft', '{en}', now())`,
    [id, normId, number],
  );
  await insertProvisions(
    tx,
    id,
    'en',
    provisions.map((provision) => ({ ...provision, kind: 'OTHER' as const })),
  );
  await tx.query(`update norm_version set status = 'PUBLISHED', published_at = now() where id = $1`, [id]);
}

function anchorOf(i: number, provisions: Provisions): { eid: string | null; quote: object | null } {
  if (i % 50 === 0) return { eid: null, quote: null };
  const { eId, text } = provisions[(i * 7919) % provisions.length] ?? { eId: '', text: '' };
  const words = [...text.matchAll(/\S+/g)];
  if (i % 20 === 0 || words.length === 0) return { eid: eId, quote: null };
  const first = words[(i * 104_729) % words.length];
  const last = words[Math.min(words.length - 1, ((i * 104_729) % words.length) + (i % 20))];
  const [start, end] = [first?.index ?? 0, (last?.index ?? 0) + (last?.[0].length ?? 0)];
  return { eid: eId, quote: { exact: text.slice(start, end), start, end } };
}
