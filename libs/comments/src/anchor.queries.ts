import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { insist, Refusal } from '#platform/refusal.js';
import type { CommentInput } from '#platform/schema.types.js';
import { quoteIn, refuseAgainst } from './anchor.rules.js';
import { refuseComment } from './comment.rules.js';

/** What a comment is for: a round, or a draft submission of the caller's side. */
export type Destination = { roundId: string } | { submissionId: string };

/** The texts of a provision in the round's version, the comment's language first. Published text does not change: no lock is needed. */
const TEXTS = `select p.text from round r join provision p on p.version_id = r.version_id and p.eid = $4
  where r.status <> 'DRAFT' and r.id = coalesce($1::uuid, (select s.round_id from submission s where s.id = $2
    and case when s.organization_id is null then s.account_id = $3 else s.organization_id = any($5) end))
  order by p.locale <> $6, p.locale`;

/**
 * The comment as it can be stored: its form is right, its quote has its place in the provision, its proposal differs from it. Asks
 * the database only where there is a quote or a proposal to hold against the text. BAD_USER_INPUT with the field. Of an unfinished one
 * a quote that is not there stays as it is, and its proposal may still be the present text.
 */
export async function prepareComment(
  ctx: Ctx,
  to: Destination,
  comment: CommentInput,
  isUnfinished = false,
): Promise<CommentInput> {
  insist(refuseComment(comment, isUnfinished));
  const { anchor } = comment;
  const asksChange = comment.change === 'MODIFY' && comment.proposedText;
  const quotes = anchor && (anchor.exact || typeof anchor.start === 'number');
  if (!anchor || !(asksChange || quotes)) return comment;
  const rows = await ctx.db.read<{ text: string }>(TEXTS, [
    'roundId' in to ? to.roundId : null,
    'submissionId' in to ? to.submissionId : null,
    ctx.requireAccount(),
    anchor.eId,
    ctx.actor.memberships.map(({ organizationId }) => organizationId),
    comment.locale ?? ctx.locale,
  ]);
  if (rows.length === 0) return comment; // an unknown provision is refused where it is stored
  const texts = rows.map(({ text }) => text);
  return isUnfinished && refuseAgainst(texts, comment) ? comment : heldAgainst(texts, comment);
}

/** The comment with its quote in its place in one of the texts, the first one first. BAD_USER_INPUT. */
export function heldAgainst(texts: readonly string[], comment: CommentInput): CommentInput {
  const { anchor } = comment;
  insist(refuseAgainst(texts, comment));
  const quote = anchor && quoteIn(texts, anchor);
  return quote && !(quote instanceof Refusal) ? { ...comment, anchor: { eId: anchor.eId, ...quote } } : comment;
}

/** Where a provision's text is wanted: version, eId and language. */
export const textKey = (versionId: string, eId: string, locale: string): string => `${versionId} ${locale} ${eId}`;

/** The text of provisions, asked for by `textKey`, in that language or else in the version's first. */
export async function provisionText(db: Database, _ctx: Ctx, keys: readonly string[]): Promise<Map<string, string>> {
  const wanted = keys.map((key) => key.split(' ') as [string, string, string]);
  const rows = await db.read<{ key: string; text: string }>(
    `select distinct on (w.version_id, w.locale, w.eid) w.version_id || ' ' || w.locale || ' ' || w.eid as key, p.text
     from unnest($1::uuid[], $2::text[], $3::text[]) w (version_id, locale, eid)
     join norm_version v on v.id = w.version_id join provision p on p.version_id = w.version_id and p.eid = w.eid
     order by w.version_id, w.locale, w.eid, p.locale <> w.locale, p.locale <> v.locales[1]`,
    [wanted.map(([version]) => version), wanted.map(([, locale]) => locale), wanted.map(([, , eId]) => eId)],
  );
  return new Map(rows.map(({ key, text }) => [key, text]));
}
