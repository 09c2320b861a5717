import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { Refusal } from './refusal.js';

/** Apollo's own codes for what goes wrong before a resolver runs, in the contract's words. */
const REQUEST_CODES: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'BAD_USER_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  QUERY_TOO_COMPLEX: 'QUERY_TOO_COMPLEX',
};

/**
 * The one place where an error becomes an answer. A refusal keeps its code, message and facts; what the request itself got
 * wrong is BAD_USER_INPUT; everything else is logged whole and answered as INTERNAL, so that nothing inside leaks.
 */
export function errorFormatter(logger: Logger): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const cause = unwrapResolverError(error);
    if (cause instanceof Refusal) return withCode(formatted, cause.message, { code: cause.code, ...cause.facts });
    const code = REQUEST_CODES[String(formatted.extensions?.['code'])];
    if (code) return withCode(formatted, formatted.message, requestFacts(code, formatted.message));
    const internal = cause instanceof Error ? cause : new Error(String(cause));
    logger.error({ error: internal.message, stack: internal.stack, path: formatted.path }, 'unexpected error');
    return withCode(formatted, 'Something went wrong on our side. It has been logged; please try again.', { code: 'INTERNAL' });
  };
}

const requestFacts = (code: string, message: string): Record<string, unknown> =>
  code === 'BAD_USER_INPUT' ? { code, fields: [{ path: 'query', message }] } : { code };

function withCode(formatted: GraphQLFormattedError, message: string, extensions: Record<string, unknown>): GraphQLFormattedError {
  return { ...formatted, message, extensions };
}

/** QUERY_TOO_COMPLEX before anything is run, answered with HTTP status 400. */
export const tooComplex = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'QUERY_TOO_COMPLEX', http: { status: 400 } } });
