import type { ApolloServerPlugin, GraphQLRequestContextResponseForOperation } from '@apollo/server';
import { BREAK, type DocumentNode, getVariableValues, type GraphQLFormattedError, Kind, OperationTypeNode, visit } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Ctx } from './ctx.js';
import { toFormatted } from './graphql-errors.js';

type Operation = GraphQLRequestContextResponseForOperation<Ctx>;
type Format = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

const KEPT = 500; // compiled documents; a public API sees few distinct ones

/**
 * Runs queries and mutations as compiled functions (graphql-jit), compiled once a document; what it cannot compile falls
 * through to graphql-js. Measured at a third of the CPU for a page of 50 comments (docs/BENCHMARKS.md).
 */
export function jitPlugin(format: Format): ApolloServerPlugin<Ctx> {
  const compiled = new Map<string, CompiledQuery | null>();
  const compiledOf = (operation: Operation): CompiledQuery | null => {
    const key = `${operation.queryHash} ${operation.operationName ?? ''}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    if (compiled.size >= KEPT) compiled.delete(compiled.keys().next().value ?? '');
    const fresh = compile(operation);
    compiled.set(key, fresh);
    return fresh;
  };
  return {
    requestDidStart: () =>
      Promise.resolve({
        responseForOperation: (operation) => respond(operation as Operation, compiledOf, format),
      }),
  };
}

function compile({ schema, document, operationName, operation }: Operation): CompiledQuery | null {
  if (operation.operation === OperationTypeNode.SUBSCRIPTION || asksForTheSchema(operation) || mixesInput(document)) return null;
  const result = compileQuery(schema, document, operationName ?? undefined);
  return isCompiledQuery(result) ? (result as CompiledQuery) : null;
}

/** Whether a variable stands inside a written-out input object: where it is left out, graphql-jit gives null for a default. */
function mixesInput(document: DocumentNode): boolean {
  let found = false;
  const Variable = (): typeof BREAK => {
    found = true;
    return BREAK;
  };
  visit(document, { ObjectValue: (value) => void visit(value, { Variable }) });
  return found;
}

const asksForTheSchema = (operation: Operation['operation']): boolean =>
  operation.selectionSet.selections.some((field) => field.kind === Kind.FIELD && field.name.value.startsWith('__'));

async function respond(operation: Operation, compiledOf: (operation: Operation) => CompiledQuery | null, format: Format) {
  const compiled = compiledOf(operation);
  if (!compiled) return null;
  const { schema, request } = operation;
  const variables = getVariableValues(schema, operation.operation.variableDefinitions ?? [], request.variables ?? {});
  const result = variables.errors ? { errors: variables.errors } : await run(compiled, operation, variables.coerced);
  const errors = result.errors?.map((error) => format(toFormatted(error), error));
  const status = 'data' in result && result.data ? undefined : statusOf(errors);
  const singleResult = errors ? { ...result, errors } : result;
  return {
    http: { headers: new Map() as never, ...(status ? { status } : {}) },
    body: { kind: 'single' as const, singleResult },
  };
}

/** graphql-jit knows no defaults of required input fields, so variables come to it coerced by graphql-js. */
const run = (compiled: CompiledQuery, operation: Operation, variables: Record<string, unknown>) =>
  compiled.query(undefined, operation.contextValue, variables);

/** Bad variables are a bad request (GraphQL over HTTP, 6.4.2); an error inside a resolver is an answer. */
const statusOf = (errors: readonly GraphQLFormattedError[] | undefined): number | undefined =>
  errors?.length && errors.every((error) => error.path === undefined) ? 400 : undefined;
