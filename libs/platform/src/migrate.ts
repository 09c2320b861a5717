import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMigrations as migrateQueue } from 'bullmq';
import { Pool } from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

const LIBS = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const LOCK = 779_001; // one migrator at a time, whatever the number of machines

/**
 * Brings the schema up to date: every lib's `migrations/<timestamp>-<concern>.sql` in order of their timestamps, each in a
 * transaction of its own, then raises the walls that they asked for (`settle_walls`), then the queue's tables. Safe to run twice and from several machines at once.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const holder = await pool.connect();
  try {
    await holder.query('select pg_advisory_lock($1)', [LOCK]);
    await migrateSchema(databaseUrl);
    await holder.query('select settle_walls()');
    await migrateQueue(holder as never);
  } finally {
    holder.release(true);
    await pool.end();
  }
}

async function migrateSchema(url: string): Promise<void> {
  const migrations = await readMigrations();
  const dataSource = new DataSource({ type: 'postgres', url, migrations, migrationsTableName: 'migration', extra: { max: 2 } });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
}

type MigrationClass = new () => MigrationInterface;

/** TypeORM reads a migration's place in the order from the 13 digits at the end of its name. */
async function readMigrations(): Promise<MigrationClass[]> {
  const libs = await readdir(LIBS);
  const files = await Promise.all(libs.map((lib) => migrationFiles(join(LIBS, lib, 'src', 'migrations'))));
  return Promise.all(files.flat().map(toMigration));
}

async function migrationFiles(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []); // a lib without tables has no such folder
  return files.filter((file) => file.endsWith('.sql')).map((file) => join(folder, file));
}

async function toMigration(file: string): Promise<MigrationClass> {
  const [, timestamp, concern] = /(\d{13})-([a-z-]+)\.sql$/.exec(file) ?? [];
  if (!timestamp || !concern) throw new Error(`A migration is named <13 digits>-<concern>.sql; this one is not: ${file}`);
  const sql = await readFile(file, 'utf8');
  return class implements MigrationInterface {
    readonly name = `${concern}${timestamp}`;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(sql);
    }

    /** Migrations go forward only: a mistake is mended by the next one. */
    async down(): Promise<void> {
      throw new Error('Migrations go forward only.');
    }
  };
}
