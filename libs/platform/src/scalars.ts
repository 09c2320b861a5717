import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const wrong = (name: string, form: string): GraphQLError => new GraphQLError(`${name} must be ${form}.`);

/** A scalar that is text of one form on the wire. `read` gives undefined for what is not of that form. */
function textScalar(name: string, form: string, read: (text: string) => string | undefined): GraphQLScalarType {
  const parse = (value: unknown): string => {
    const parsed = typeof value === 'string' ? read(value) : undefined;
    if (parsed === undefined) throw wrong(name, form);
    return parsed;
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

const INSTANT = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TAG = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const EID = /^[^\s/]{1,255}$/u;

function instant(text: string): string | undefined {
  const time = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function day(text: string): string | undefined {
  if (!DAY.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
}

function webAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && (url.protocol === 'https:' || url.protocol === 'http:') && text.length <= 2048 ? text : undefined;
}

function anyLiteral(node: ValueNode): unknown {
  if (node.kind === Kind.LIST) return node.values.map(anyLiteral);
  if (node.kind === Kind.OBJECT)
    return Object.fromEntries(node.fields.map((field) => [field.name.value, anyLiteral(field.value)]));
  if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return Number(node.value);
  return 'value' in node ? node.value : null;
}

/** The contract's scalars: how each is read and written. */
export const SCALARS: Readonly<Record<string, GraphQLScalarType>> = {
  DateTime: textScalar('DateTime', 'an instant as in RFC 3339, for example 2026-12-01T22:59:00Z', instant),
  Date: textScalar('Date', 'a date as in RFC 3339, for example 2026-12-01', day),
  Locale: textScalar('Locale', 'a language tag as in BCP 47, for example en or pt-BR', (text) =>
    TAG.test(text) ? text : undefined,
  ),
  EId: textScalar('EId', 'the eId of a provision, for example art_3__para_2', (text) => (EID.test(text) ? text : undefined)),
  URL: textScalar('URL', 'an http or https address', webAddress),
  JSON: new GraphQLScalarType({
    name: 'JSON',
    serialize: (value) => value,
    parseValue: (value) => value,
    parseLiteral: anyLiteral,
  }),
};
