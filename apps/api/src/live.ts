import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { Ctx } from '#platform/ctx.js';
import { toFormatted } from '#platform/graphql-errors.js';
import { LIMITS, limitRules } from '#platform/graphql-limits.js';
import type { LiveStream, Told } from '#platform/live-stream.js';
import { badInput } from '#platform/refusal.js';

/** What a subscriber asks for, as GraphQL over HTTP has it. */
export interface LiveRequest {
  query: string;
  operationName: string | null;
  variables: Record<string, unknown>;
}

type Format = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
type Answer = { data?: unknown; errors?: GraphQLFormattedError[] };

/** Answers as they come to be: an iterator that whoever listens may end at any time. */
export type Answers = Pick<AsyncIterator<Answer, undefined>, 'next'> & { return: () => unknown };

/**
 * Runs a subscription: its stream of source events, each run through the document with the request as it is at that moment (GraphQL
 * specification, 6.2.3). What the document itself gets wrong is answered before anything runs, by the limits that queries have.
 */
export async function subscribe(
  schema: GraphQLSchema,
  ctx: Ctx,
  request: LiveRequest,
  format: Format,
): Promise<Answers | Answer> {
  const answerOf = ({ data, errors }: ExecutionResult): Answer => ({
    ...(data === undefined ? {} : { data }),
    ...(errors ? { errors: errors.map((error) => format(toFormatted(error), error)) } : {}),
  });
  const args = argsOf(schema, ctx, request);
  if (Array.isArray(args)) return answerOf({ errors: args });
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return answerOf(source);
  return answers(source as unknown as LiveStream<unknown, unknown>, args, answerOf);
}

function argsOf(
  schema: GraphQLSchema,
  ctx: Ctx,
  { query, operationName, variables }: LiveRequest,
): ExecutionArgs | GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: LIMITS.tokens });
    const errors = validate(schema, document, [...specifiedRules, ...limitRules]);
    if (errors.length > 0) return [...errors];
    if (getOperationAST(document, operationName)?.operation !== 'subscription')
      throw badInput('query', 'Only subscriptions are streamed. Send queries and mutations to /graphql.');
    return { schema, document, contextValue: ctx, variableValues: variables, operationName };
  } catch (error) {
    return [
      error instanceof GraphQLError ? error : new GraphQLError((error as Error).message, { originalError: error as Error }),
    ];
  }
}

function answers(
  source: LiveStream<unknown, unknown>,
  args: ExecutionArgs,
  answerOf: (result: ExecutionResult) => Answer,
): Answers {
  const answer = async (told: Told<unknown>): Promise<Answer> =>
    answerOf(await execute({ ...args, rootValue: told, contextValue: told.ctx }));
  return {
    next: async () => {
      try {
        const { done, value } = await source.next();
        return done ? { done, value: undefined } : { done: false, value: await answer(value) };
      } catch (error) {
        await source.return();
        const failed = new GraphQLError('The stream ended.', { originalError: error as Error });
        return { done: false, value: answerOf({ errors: [failed] }) };
      }
    },
    return: () => source.return(),
  };
}
