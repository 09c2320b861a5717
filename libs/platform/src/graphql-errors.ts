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
};

/** How graphql-js words its refusal of a document with more tokens than `parseOptions.maxTokens`. */
const TOO_LONG = /contains more tha[nt] \d+ tokens/;

/**
 * The one place where an error becomes an answer. A refusal keeps its code, message and facts; what the request itself got
 * wrong is BAD_USER_INPUT; everything else is logged whole and answered as INTERNAL, so that nothing inside leaks.
 */
export function errorFormatter(logger: Logger): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const cause = causeOf(error);
    if (cause instanceof Refusal) return withCode(formatted, cause.message, { code: cause.code, ...cause.facts });
    if (TOO_LONG.test(formatted.message))
      return withCode(formatted, 'The query is too long. Ask for less at once.', { code: 'QUERY_TOO_COMPLEX' });
    const code = REQUEST_CODES[String(formatted.extensions?.['code'])];
    if (code) return withCode(formatted, formatted.message, requestFacts(code, formatted.message));
    const internal = cause instanceof Error ? cause : new Error(String(cause));
    logger.error({ error: internal.message, stack: internal.stack, path: formatted.path }, 'unexpected error');
    return withCode(formatted, 'Something went wrong on our side. It has been logged; please try again.', { code: 'INTERNAL' });
  };
}

/** What was thrown, under the wrappings of graphql-js, graphql-jit and Apollo. */
function causeOf(error: unknown): unknown {
  const inner = error instanceof Error ? (error as { originalError?: unknown }).originalError : undefined;
  return inner instanceof Error ? causeOf(inner) : error;
}

const requestFacts = (code: string, message: string): Record<string, unknown> =>
  code === 'BAD_USER_INPUT' ? { code, fields: [{ path: 'query', message }] } : { code };

function withCode(formatted: GraphQLFormattedError, message: string, extensions: Record<string, unknown>): GraphQLFormattedError {
  return { ...formatted, message, extensions };
}

/** An error of the executor as an answer has it, with the code that its cause gives it. */
export function toFormatted(error: GraphQLError): GraphQLFormattedError {
  const { message, locations, path, extensions, originalError } = error;
  const isOfTheRequest = !path && (!originalError || originalError instanceof GraphQLError); // a scalar's no comes wrapped in another
  const code = extensions?.['code'] ?? (isOfTheRequest ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR');
  return { message, ...(locations ? { locations } : {}), ...(path ? { path } : {}), extensions: { ...extensions, code } };
}
