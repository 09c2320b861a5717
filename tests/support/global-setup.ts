import { Client } from 'pg';
import { startEmbedded } from '#platform/embedded-postgres.js';
import { migrate } from '#platform/migrate.js';

const TEMPLATE = 'template_app';

/** Starts one PostgreSQL for all tests, brings the template database up to date, and clears away what an earlier run left. */
export default async function setUp(): Promise<void> {
  const postgres = await startEmbedded({ dir: '.data-test', fast: true });
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname like 't\\_%' or datname = $1`,
    [TEMPLATE],
  );
  for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const template = new URL(postgres.url);
  template.pathname = `/${TEMPLATE}`;
  await migrate(template.href);
  process.env['TEST_DATABASE_URL'] = postgres.url;
  (globalThis as { postgres?: unknown }).postgres = postgres;
}
