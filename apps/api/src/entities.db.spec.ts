import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#platform/database.js';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.js';
import { ENTITIES } from './libs.js';

interface Column {
  name: string;
  type: string;
  nullable: boolean;
  primary: boolean;
}

const COLUMNS = `select a.attname as name, not a.attnotnull as nullable, format_type(a.atttypid, null) as type,
    exists (select 1 from pg_index i where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any(i.indkey)) as primary
  from pg_attribute a where a.attrelid = to_regclass('public.' || $1) and a.attnum > 0 and not a.attisdropped order by name`;

/** The names that TypeORM lets us write, as PostgreSQL calls the types. */
const TYPES: Readonly<Record<string, string>> = { bool: 'boolean', int: 'integer', timestamptz: 'timestamp with time zone' };

describe('each row that services read and write by its class', () => {
  let database: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await Database.connect(database.url, ENTITIES);
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const columnsOfClass = (entity: (typeof ENTITIES)[number]): Column[] =>
    db.rows.connection.getMetadata(entity).columns.map((column) => {
      const type = String(column.type);
      const name = `${TYPES[type] ?? type}${column.isArray ? '[]' : ''}`;
      return { name: column.databaseName, type: name, nullable: column.isNullable, primary: column.isPrimary };
    });

  it.each(ENTITIES.map((entity) => [entity.name, entity] as const))(
    '%s has the columns of its table, no more and no fewer, with their types and whether they may be empty',
    async (_name, entity) => {
      const table = await db.read<Column>(COLUMNS, [db.rows.connection.getMetadata(entity).tableName]);
      expect(table).not.toEqual([]);
      expect(columnsOfClass(entity).toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(table);
    },
  );

  it('has a table to itself', () => {
    const tables = ENTITIES.map((entity) => db.rows.connection.getMetadata(entity).tableName);
    expect(new Set(tables).size).toBe(ENTITIES.length);
  });
});
