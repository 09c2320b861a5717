import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbedded } from './embedded-postgres.js';

const MODULE = new URL('./embedded-postgres.js', import.meta.url).href;
const BUSY = `do $$ declare start timestamptz := clock_timestamp(); begin
  while clock_timestamp() < start + interval '2 seconds' loop end loop; end $$`;

const query = async <T>(url: string, text: string): Promise<T[]> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // its server may be killed under it, as some tests do
  await client.connect();
  try {
    return (await client.query(text)).rows as T[];
  } finally {
    await client.end().catch(() => undefined); // the server is gone already
  }
};

const children: ChildProcess[] = [];

const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

/** Another process that supervises the folder; `said` is the address of its PostgreSQL, or why it was refused. */
async function superviseElsewhere(dir: string): Promise<{ child: ChildProcess; said: string }> {
  const script = `import { startEmbedded } from ${JSON.stringify(MODULE)};
    setInterval(() => undefined, 1000);
    process.send(await startEmbedded({ dir: ${JSON.stringify(dir)} }).then(({ url }) => url, (error) => error.message));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [said] = (await once(child, 'message')) as [string];
  return { child, said };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('the embedded PostgreSQL', () => {
  let dir: string;
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'colloquy-postgres-'));
    await chmod(dir, 0o755); // its user has to come through
    postgres = await startEmbedded({ dir });
  });
  afterAll(async () => {
    await Promise.all(children.map(kill));
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const serverPid = (): number => Number(readFileSync(join(dir, 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const keep = (what: string): Promise<unknown> =>
    query(postgres.url, `create table if not exists kept (what text); insert into kept values ('${what}')`);
  const kept = async (): Promise<string[]> =>
    (await query<{ what: string }>(postgres.url, 'select what from kept order by what')).map(({ what }) => what);

  it('keeps what was stored over a stop and a start, and answers nobody in between', async () => {
    await keep('a: before the stop');
    await postgres.stop();
    await expect(query(postgres.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    postgres = await startEmbedded({ dir });
    expect(postgres.adopted).toBe(false);
    expect(await kept()).toEqual(['a: before the stop']);
  });

  it('keeps what was acknowledged when the server is killed', async () => {
    await keep('b: before the kill');
    process.kill(serverPid(), 'SIGKILL');
    postgres = await startEmbedded({ dir });
    expect(postgres.adopted).toBe(false);
    expect(await kept()).toEqual(['a: before the stop', 'b: before the kill']);
  });

  it('refuses a second supervisor in another process, naming the folder, and goes on serving', async () => {
    const { child, said } = await superviseElsewhere(dir);
    await kill(child);
    expect(said).toContain(dir);
    expect(said).toContain(`as process ${process.pid}`);
    expect(await kept()).toHaveLength(2);
  });

  it('adopts the server that a killed supervisor left, with everything in it', async () => {
    await postgres.stop();
    const { child, said: url } = await superviseElsewhere(dir);
    const refusal = expect(startEmbedded({ dir })).rejects;
    await refusal.toThrow(`${dir} already, as process ${child.pid}`);
    const pid = serverPid();
    await kill(child);
    postgres = await startEmbedded({ dir });
    expect({ adopted: postgres.adopted, url: postgres.url, pid: serverPid() }).toEqual({ adopted: true, url, pid });
    expect(await kept()).toHaveLength(2);
  });

  it('recovers also where a process of the killed server is still at work, and does not start beside it', async () => {
    const client = new Client({ connectionString: postgres.url });
    client.on('error', () => undefined); // it is killed below
    await client.connect();
    try {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      client.query(BUSY).catch(() => undefined); // it ends as it may: what counts is what runs beside it
      await untilBusy();
      process.kill(serverPid(), 'SIGKILL');
      postgres = await startEmbedded({ dir });
      expect(isAlive(rows[0]?.pid ?? process.pid)).toBe(false);
    } finally {
      await client.end().catch(() => undefined); // its server was killed
    }
  });

  /** The busy statement is at work when PostgreSQL says so. */
  async function untilBusy(): Promise<void> {
    const active = `select 1 from pg_stat_activity where state = 'active' and query like 'do %' and pid <> pg_backend_pid()`;
    while ((await query(postgres.url, active)).length === 0);
  }
});
