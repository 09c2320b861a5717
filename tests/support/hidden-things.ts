import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  getNullableType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** What the ids of inputs name. */
const NAMED: Readonly<Record<string, string>> = {
  normId: 'Norm',
  versionId: 'NormVersion',
  roundId: 'Round',
  roundIds: 'Round',
  commentId: 'Comment',
  commentIds: 'Comment',
  submissionId: 'Submission',
  dispositionIds: 'Disposition',
  subjectId: 'Comment',
};

/** Where the first values that come to hand are refused before anything is looked for. */
const given = (roundId: string): Readonly<Record<string, object>> => ({
  'createAmendment.commentIds': { op: 'REPLACE', text: 'Other words.' },
  'requestExport.submissionId': { kind: 'COMMENT_TEMPLATE', format: 'DOCX', roundId },
  'requestExport.versionId': { kind: 'NORM', format: 'AKN' },
});

/** A mutation with the field of its input by which it names something that may be hidden from who asks. */
export interface Naming {
  mutation: string;
  inputType: string;
  field: string;
  /** The type of what is named. */
  type: string;
  /** An input that is right in form and names the thing. */
  input: (id: string) => object;
}

/** Every mutation and every such field of its input, from the schema; `roundId` is a round that everybody sees, where one has to be named. */
export function namings(schema: GraphQLSchema, roundId: string): Naming[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, args }) => {
    const taken = args.find((argument) => argument.name === 'input');
    const type = taken ? getNamedType(taken.type) : null;
    if (!isInputObjectType(type)) return [];
    return Object.keys(type.getFields())
      .filter((field) => field in NAMED)
      .map((field) => ({
        mutation: name,
        inputType: type.name,
        field,
        type: NAMED[field] ?? '',
        input: (id: string) => ({
          ...required(type),
          ...given(roundId)[`${name}.${field}`],
          [field]: field.endsWith('s') ? [id] : id,
        }),
      }));
  });
}

/** The fields that an input has to have, with values of their form. */
function required(type: GraphQLInputObjectType): Record<string, unknown> {
  const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);
  return Object.fromEntries(fields.map(({ name, type: of }) => [name, valueOf(of)]));
}

function valueOf(type: GraphQLInputType): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [valueOf(bare.ofType as GraphQLInputType)];
  if (isInputObjectType(bare)) return required(bare);
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  const scalars: Record<string, unknown> = {
    ID: randomUUID(),
    Int: 1,
    Float: 1,
    Boolean: true,
    DateTime: new Date(Date.now() + 86_400_000).toISOString(),
    Date: '2099-01-01',
    JSON: {},
    URL: 'https://example.org/',
    Locale: 'en',
    EId: 'sec_1',
  };
  return scalars[(bare as { name: string }).name] ?? 'Some words.';
}
