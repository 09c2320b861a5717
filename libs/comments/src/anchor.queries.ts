import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { insist, Refusal } from '#platform/refusal.js';
import type { CommentInput } from '#platform/schema.types.js';
import { refuseProposal, resolveQuote } from './anchor.rules.js';
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
 * the database only where there is a quote or a proposal to hold against the text. BAD_USER_INPUT with the field.
 */
export async function prepareComment(ctx: Ctx, to: Destination, comment: CommentInput): Promise<CommentInput> {
  insist(refuseComment(comment));
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
  return rows.length === 0
    ? comment
    : heldAgainst(
        rows.map(({ text }) => text),
        comment,
      ); // an unknown provision is refused where it is stored
}

/** The comment with its quote in its place in one of the texts, the first one first. BAD_USER_INPUT. */
export function heldAgainst(texts: readonly string[], comment: CommentInput): CommentInput {
  const { anchor } = comment;
  if (comment.change === 'MODIFY' && comment.proposedText) insist(refuseProposal(texts, comment.proposedText));
  if (!anchor) return comment;
  const [first, ...others] = texts.map((text) => resolveQuote(text, anchor));
  const quote = [first, ...others].find((found) => !(found instanceof Refusal)) ?? first;
  if (quote instanceof Refusal) throw quote;
  return quote ? { ...comment, anchor: { eId: anchor.eId, ...quote } } : comment;
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
