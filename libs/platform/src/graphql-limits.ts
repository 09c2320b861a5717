import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import { Refusal } from './refusal.js';

/** How large a document may be. Honest clients stay far below; docs/adr/0006-graphql.md says how they were chosen. */
export const LIMITS = { depth: 14, aliases: 30, tokens: 2000, bodyBytes: 1024 * 1024 } as const;

/** Reports a refusal as a validation error: the document is answered with 400 and nothing of it runs. */
const refuse =
  (message: string) =>
  (context: ValidationContext | null): void =>
    context?.reportError(new GraphQLError(message, { originalError: new Refusal('QUERY_TOO_COMPLEX', message) }));

/** Validation rules that refuse a document before it is run: too deep, or the same field under too many names. */
export const limitRules: ValidationRule[] = [
  maxDepthRule({
    n: LIMITS.depth,
    flattenFragments: true,
    propagateOnRejection: false,
    onReject: [refuse(`The query is nested more than ${LIMITS.depth} levels deep. Ask for less at once.`)],
  }) as unknown as ValidationRule,
  maxAliasesRule({
    n: LIMITS.aliases,
    propagateOnRejection: false,
    onReject: [refuse(`The query has more than ${LIMITS.aliases} aliases. Send several requests.`)],
  }) as unknown as ValidationRule,
];
