import type { DiscoveryService } from '@nestjs/core';
import { type GraphQLObjectType, type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import { ACCESS } from './access.js';
import type { Ctx } from './ctx.js';
import type { Nodes } from './node.service.js';
import { Refusal } from './refusal.js';

const RESOLVER_NAME = 'graphql:resolver_type'; // what Nest's @Query/@Mutation leave on a method

/**
 * Gives each listed operation or field that waits for a later version an answer with the code NOT_IMPLEMENTED, and refuses to go
 * on where a root field has neither work nor a place in the list, or both.
 */
export function completeSchema(schema: GraphQLSchema, notYet: readonly string[]): GraphQLSchema {
  for (const name of notYet) leaveForLater(schema, name);
  const idle = rootFields(schema).filter(([, field]) => !field.resolve && !field.subscribe);
  if (idle.length > 0)
    throw new Error(`Operations without work that are not listed as such: ${idle.map(([name]) => name).join(', ')}.`);
  return schema;
}

function leaveForLater(schema: GraphQLSchema, name: string): void {
  const [typeName = '', fieldName = ''] = name.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`${name} is listed for later, but the schema does not have it.`);
  if (field.resolve) throw new Error(`${name} is listed for later, but has work: take it off the list.`);
  field.resolve = (_source, _args, ctx: Ctx, info) => {
    if (info.operation.operation === 'mutation') ctx.requireWritable();
    throw new Refusal('NOT_IMPLEMENTED', `${name} comes with a later version of Colloquy.`);
  };
}

type NamedField = [string, GraphQLObjectType['getFields'] extends () => Record<string, infer F> ? F : never];

function rootFields(schema: GraphQLSchema): NamedField[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    Object.entries(root?.getFields() ?? {}).map(([name, field]): NamedField => [`${root?.name}.${name}`, field]),
  );
}

/** Throws unless every query and mutation method declares who may call it (`@Public`, `@SignedIn` or `@Allow`). */
export function assertEveryOperationDeclares(discovery: DiscoveryService): void {
  const undeclared = discovery.getProviders().flatMap((provider) => undeclaredMethods(provider.metatype));
  if (undeclared.length > 0) throw new Error(`Operations without a rule of access: ${undeclared.join(', ')}.`);
}

function undeclaredMethods(metatype: unknown): string[] {
  const prototype = typeof metatype === 'function' ? (metatype.prototype as Record<string, unknown> | undefined) : undefined;
  if (!prototype) return [];
  return Object.getOwnPropertyNames(prototype).filter((name) => {
    const method = Object.getOwnPropertyDescriptor(prototype, name)?.value as object | undefined;
    if (typeof method !== 'function') return false;
    const kind = Reflect.getMetadata(RESOLVER_NAME, method) as string | undefined;
    return (kind === 'Query' || kind === 'Mutation' || kind === 'Subscription') && !Reflect.hasMetadata(ACCESS, method);
  });
}

/** Throws unless every type of the schema that implements Node can be looked up by `node`. */
export function assertEveryNodeIsFound(schema: GraphQLSchema, nodes: Nodes, notYet: readonly string[]): void {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && type.getInterfaces().some((i) => i.name === 'Node'),
  );
  const missing = types.map((type) => type.name).filter((name) => !nodes.types.includes(name) && !notYet.includes(name));
  if (missing.length > 0) throw new Error(`Types that node() cannot look up: ${missing.join(', ')}.`);
}
