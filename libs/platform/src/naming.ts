import type { QueryArrayResult } from 'pg';
import { DefaultNamingStrategy } from 'typeorm';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Properties are camelCase, columns snake_case: `closesAt` is `closes_at`. */
export class PropertyNaming extends DefaultNamingStrategy {
  override tableName(className: string, given?: string): string {
    return given ?? snake(className.charAt(0).toLowerCase() + className.slice(1));
  }

  override columnName(property: string, given: string | undefined, prefixes: string[]): string {
    return given ?? snake([...prefixes, property].join('_'));
  }
}

type Names = { list: string[]; blank: Record<string, unknown> };
const namesOf = new Map<string, Names>();

/** Rows as objects with camelCase properties; the names are worked out once for each statement text. */
export function columnsToProperties<T>(text: string, result: QueryArrayResult<unknown[]>): T[] {
  let names = namesOf.get(text);
  if (names?.list.length !== result.fields.length) {
    const list = result.fields.map((field) => camel(field.name));
    names = { list, blank: Object.fromEntries(list.map((name) => [name, null])) };
    namesOf.set(text, names);
  }
  const { list, blank } = names;
  return result.rows.map((values) => toObject<T>(list, blank, values));
}

/** A copy of a blank row keeps its shape, which makes wide rows cheap to fill and to read. */
function toObject<T>(list: string[], blank: Record<string, unknown>, values: unknown[]): T {
  const row = { ...blank };
  for (let i = 0; i < list.length; i++) row[list[i] as string] = values[i];
  return row as T;
}
