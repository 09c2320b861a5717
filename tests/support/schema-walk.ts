import { getNamedType, type GraphQLField, type GraphQLSchema, isLeafType, isObjectType, isRequiredArgument } from 'graphql';

/** Arguments of fields that need one, or of which more than a default is wanted. */
const ARGUMENTS: Readonly<Record<string, string>> = { provision: '(eId: "sec_1")' };

type Field = GraphQLField<unknown, unknown>;

const argumentsOf = (field: Field, first: number): string | null => {
  const has = (name: string): boolean => field.args.some((argument) => argument.name === name);
  if (field.args.some(isRequiredArgument)) return ARGUMENTS[field.name] ?? null;
  return has('first') ? `(first: ${first})` : '';
};

const isConnection = (name: string): boolean => name.endsWith('Connection');
const nodeOf = (schema: GraphQLSchema, name: string): string => {
  const type = schema.getType(name);
  const nodes = isObjectType(type) ? type.getFields()['nodes'] : undefined;
  return nodes ? getNamedType(nodes.type).name : name;
};

/** How a field is asked for by whoever wants to know only whether there is something; null where it needs arguments not known here. */
export function probe(field: Field): string | null {
  const type = getNamedType(field.type);
  const args = argumentsOf(field, 1);
  if (args === null) return null;
  if (isLeafType(type)) return field.name + args;
  return `${field.name}${args} { ${isConnection(type.name) ? 'nodes { __typename }' : '__typename'} }`;
}

/** A way through the schema: the fields' names, and the selection with `…` where the end's own selection goes. */
export interface Way {
  names: string[];
  text: string;
}

/** Every way from a type to `end` of at most so many steps; a page and its nodes are one step. The first page is long, later ones are not. */
export function waysTo(
  schema: GraphQLSchema,
  { from, end, steps, first = 60 }: { from: string; end: string; steps: number; first?: number },
  isOpen: (field: string) => boolean,
): Way[] {
  const type = schema.getType(from);
  const here: Way[] = from === end ? [{ names: [], text: '…' }] : [];
  if (steps === 0 || !isObjectType(type)) return here;
  const onward = Object.values(type.getFields()).flatMap((field) => {
    const name = getNamedType(field.type).name;
    const target = isConnection(name) ? nodeOf(schema, name) : name;
    const args = argumentsOf(field, first);
    if (args === null || !isObjectType(schema.getType(target)) || !isOpen(`${from}.${field.name}`)) return [];
    return waysTo(schema, { from: target, end, steps: steps - 1, first: 3 }, isOpen).map(({ names, text }) => ({
      names: [field.name, ...names],
      text: `${field.name}${args} { ${isConnection(name) ? `nodes { ${text} }` : text} }`,
    }));
  });
  return [...here, ...onward];
}
