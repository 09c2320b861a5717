import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';

const IN_USE = '55006'; // the template is being copied by another worker at this moment
const TRIES = 100;

/** A database of its own, with the whole schema and no rows. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Copies the template database, in some 70 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin((client) => copyTemplate(client, name));
  const url = new URL(baseUrl());
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => asAdmin(async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
}

/** An empty database that belongs to a user who may make no roles and read no others', as an external one may be. */
export async function createEmptyDatabaseOf(owner: string): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const role = `${owner}_${name}`;
  await asAdmin(async (client) => {
    await client.query(`create role ${role} login password 'plain'`);
    await client.query(`create database ${name} owner ${role}`);
  });
  const url = new URL(baseUrl());
  url.pathname = `/${name}`;
  [url.username, url.password] = [role, 'plain'];
  const drop = async (client: Client): Promise<void> => {
    await client.query(`drop database ${name} with (force)`);
    await client.query(`drop role ${role}`);
  };
  return { url: url.href, drop: () => asAdmin(drop) };
}

async function copyTemplate(client: Client, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`create database ${name} template template_app strategy file_copy`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== IN_USE || attempt >= TRIES) throw error;
      await wait(20);
    }
  }
}

async function asAdmin(work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: baseUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function baseUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('Run this with `npm test`: its global set-up starts the database.');
  return url;
}
