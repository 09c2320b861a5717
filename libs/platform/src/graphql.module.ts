import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { takeBrought } from './brought.js';
import { errorFormatter } from './graphql-errors.js';
import { jitPlugin } from './graphql-jit.plugin.js';
import { LIMITS, limitRules } from './graphql-limits.js';
import type { Page } from './page.js';
import { SCALARS } from './scalars.js';
import { readTypeDefs } from './sdl.js';

/** What the application brings: who asks (from the request), and what is to be done to the schema before it serves. */
export interface GraphqlSettings {
  logger: Logger;
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<object>;
  completeSchema: (schema: GraphQLSchema) => GraphQLSchema;
}

/** The GraphQL API at `/graphql`: Apollo Server on Fastify, schema first, documents compiled and limited. */
export function graphqlModule(settings: GraphqlSettings): DynamicModule {
  const format = errorFormatter(settings.logger);
  const typeDefs = readTypeDefs();
  return GraphQLModule.forRoot<ApolloDriverConfig>({
    driver: ApolloDriver,
    typeDefs,
    resolvers: { ...SCALARS, Node: { __resolveType: typeOf }, ...connectionCounts(typeDefs) } as never,
    context: settings.contextOf,
    formatError: format,
    autoTransformHttpErrors: false,
    transformSchema: (schema) => takeBrought(settings.completeSchema(schema)),
    stringifyResult: JSON.stringify,
    plugins: [jitPlugin(format)],
    validationRules: limitRules,
    parseOptions: { maxTokens: LIMITS.tokens },
    graphiql: false,
    introspection: true, // the contract is public; docs/adr/0006-graphql.md
    csrfPrevention: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
  } as ApolloDriverConfig);
}

/** Rows that `node` gives carry the name of their type. */
const typeOf = (row: { __typename?: string }): string | undefined => row.__typename;

/** Counting a whole list costs a statement, so it is done only where `totalCount` is asked for. */
function connectionCounts(typeDefs: string): Record<string, object> {
  const names = [...typeDefs.matchAll(/^type (\w+Connection)\b/gm)].map((match) => match[1] ?? '');
  const totalCount = (page: Page<unknown>): Promise<number> => page.totalCount();
  return Object.fromEntries(names.map((name) => [name, { totalCount }]));
}
