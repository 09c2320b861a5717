import { createHash } from 'node:crypto';
import { canonicalJson } from '#platform/canonical-json.js';
import type { CommentInput } from '#platform/schema.types.js';

/** A comment as its receipt covers it: every field of CommentInput, attachments by their SHA-256; null where nothing was given. */
export function receiptComment(comment: CommentInput, locale: string, attachments: string[] = []): Record<string, unknown> {
  const { anchor } = comment;
  return {
    anchor: anchor
      ? {
          eId: anchor.eId,
          end: anchor.end ?? null,
          exact: anchor.exact ?? null,
          prefix: anchor.prefix ?? null,
          start: anchor.start ?? null,
          suffix: anchor.suffix ?? null,
        }
      : null,
    attachments,
    attribution: comment.attribution ?? 'NAMED',
    blocking: comment.blocking ?? false,
    body: comment.body,
    change: comment.change ?? 'NONE',
    locale: comment.locale ?? locale,
    position: comment.position ?? 'NEUTRAL',
    proposedText: comment.proposedText ?? null,
    rationale: comment.rationale ?? null,
    tlp: comment.tlp ?? 'CLEAR',
    type: comment.type,
  };
}

/** What is receipted, besides the comments. */
export interface ReceiptFacts {
  round: string;
  receipt: string;
  salt: string;
  submittedAt: string;
}

/** The receipt's document in three parts, so that SQL can put in what only the database knows: number, then round, then instant. */
export function receiptParts(comments: unknown[], answers: unknown[], salt: string): [string, string, string] {
  const head = `{"answers":${canonicalJson(answers)},"comments":${canonicalJson(comments)},"receipt":"`;
  return [head, `","round":"`, `","salt":"${salt}","submittedAt":"`];
}

/**
 * SHA-256 over the RFC 8785 canonical JSON of `{round, receipt, salt, submittedAt, comments, answers}` (domain.md, Receipts,
 * record and log): anyone with the submission and its salt can make it again.
 */
export function contentHash(
  { round, receipt, salt, submittedAt }: ReceiptFacts,
  comments: unknown[],
  answers: unknown[] = [],
): string {
  const [head, beforeRound, beforeInstant] = receiptParts(comments, answers, salt);
  return createHash('sha256').update(`${head}${receipt}${beforeRound}${round}${beforeInstant}${submittedAt}"}`).digest('hex');
}
