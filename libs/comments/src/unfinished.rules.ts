import { badInput, type Refusal } from '#platform/refusal.js';
import type { CommentInput } from '#platform/schema.types.js';
import { refuseAgainst } from './anchor.rules.js';
import { refuseComment } from './comment.rules.js';

/** What a saved comment lacks before it can be handed in; `texts` are those of its provision, where it quotes or changes one. */
export const lackOf = (comment: CommentInput, texts: readonly string[]): Refusal | null =>
  refuseComment(comment) ?? (texts.length > 0 ? refuseAgainst(texts, comment) : null);

/** Null where every comment of a submission is finished; else the first that is not, by its place in the order, and what it lacks. */
export function refuseUnfinished(comments: readonly { input: CommentInput; texts: readonly string[] }[]): Refusal | null {
  for (const [i, { input, texts }] of comments.entries()) {
    const lack = lackOf(input, texts);
    const field = lack?.facts.fields?.[0]?.path.replace(/^comment\./, '') ?? 'body';
    if (lack) return badInput(`comments.${i}.${field}`, `Comment ${i + 1} is not finished: ${lack.message}`);
  }
  return null;
}
