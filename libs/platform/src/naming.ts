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

const propertiesOf = new Map<string, string[]>();

/** Rows as objects with camelCase properties; the names are worked out once for each statement text. */
export function columnsToProperties<T>(text: string, result: QueryArrayResult<unknown[]>): T[] {
  let properties = propertiesOf.get(text);
  if (!properties || properties.length !== result.fields.length) {
    properties = result.fields.map((field) => camel(field.name));
    propertiesOf.set(text, properties);
  }
  return result.rows.map((values) => toObject<T>(properties, values));
}

function toObject<T>(properties: string[], values: unknown[]): T {
  const row: Record<string, unknown> = {};
  for (let i = 0; i < properties.length; i++) row[properties[i] as string] = values[i];
  return row as T;
}
