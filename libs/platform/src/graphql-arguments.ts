import {
  getNamedType,
  type GraphQLArgument,
  GraphQLID,
  type GraphQLInputField,
  type GraphQLResolveInfo,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
} from 'graphql';
import { isId } from './ids.js';
import { insist, notFound } from './refusal.js';
import { refuseCharacters } from './text.rules.js';

type Slot = Pick<GraphQLArgument | GraphQLInputField, 'name' | 'type'>;

/**
 * Looks through the arguments of a root field: an id that cannot name anything is NOT_FOUND, as one that names nothing is, and
 * text with a character that cannot be kept as it is (NUL, other controls, half of a surrogate pair) is BAD_USER_INPUT.
 */
export function checkArguments(info: GraphQLResolveInfo, args: Record<string, unknown>): void {
  const field = info.parentType.getFields()[info.fieldName];
  for (const slot of field?.args ?? []) checkValue(slot, args[slot.name], slot.name);
}

function checkValue(slot: Slot, value: unknown, path: string): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value))
    return value.forEach((item, i) => checkValue({ ...slot, type: itemType(slot.type) }, item, `${path}.${i}`));
  if (typeof value === 'string') return checkText(slot, value, path);
  const type = getNamedType(slot.type);
  if (!isInputObjectType(type)) return;
  for (const inner of Object.values(type.getFields())) {
    checkValue(inner, (value as Record<string, unknown>)[inner.name], path === 'input' ? inner.name : `${path}.${inner.name}`);
  }
}

function itemType(type: GraphQLInputType): GraphQLInputType {
  const bare = isNonNullType(type) ? type.ofType : type;
  return isListType(bare) ? (bare.ofType as GraphQLInputType) : type;
}

function checkText(slot: Slot, value: string, path: string): void {
  if (getNamedType(slot.type) === GraphQLID && !isId(value)) throw notFound('object');
  insist(refuseCharacters(path, value));
}
