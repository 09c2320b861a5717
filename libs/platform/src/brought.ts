import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';

const BROUGHT = Symbol('brought');
type Row = { [BROUGHT]?: Record<string, unknown> };

/** Keeps with a row what its list's own statement brought along for a field of it: the field's resolver is then not asked. */
export function bring(row: object, field: string, value: unknown): void {
  const kept = row as Row;
  if (kept[BROUGHT]) kept[BROUGHT][field] = value;
  else kept[BROUGHT] = { [field]: value };
}

/** Has the fields of the schema that resolvers answer take what was brought along instead, where it was. */
export function takeBrought(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || roots.includes(type)) continue;
    for (const field of Object.values(type.getFields()))
      if (field.resolve && field.resolve !== defaultFieldResolver) field.resolve = orBrought(field.name, field.resolve);
  }
  return schema;
}

function orBrought(name: string, resolve: GraphQLFieldResolver<unknown, unknown>): GraphQLFieldResolver<unknown, unknown> {
  return (row, args, ctx, info) => {
    const brought = (row as Row)[BROUGHT]?.[name];
    return brought === undefined ? resolve(row, args, ctx, info) : brought;
  };
}
