import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { CannotStart } from './config.js';
import { endOrphans, isNode, procStat } from './embedded-processes.js';
import { locateBinaries, reachableFolder, type RunAs, whoRunsPostgres } from './embedded-binaries.js';

const run = promisify(execFile);
const DATABASE = 'colloquy';
const START_MS = 60_000;

/** Settings for tests: what is written need not survive the machine. */
const FAST = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
];
const ALWAYS = [
  'listen_addresses=127.0.0.1',
  'max_connections=200',
  'jit=off',
  'log_min_messages=warning',
  'unix_socket_directories=',
];

/** A running PostgreSQL of our own. */
export interface EmbeddedPostgres {
  url: string;
  /** It was running already: left by a supervisor that was killed. */
  adopted: boolean;
  stop(): Promise<void>;
}

interface Place {
  dir: string;
  data: string;
  bin: string;
  password: string;
  runAs: RunAs | undefined;
}

/**
 * Starts PostgreSQL on `dir`, making its data the first time; recovers by itself whatever was killed when. One supervisor a
 * folder: a second one is refused, and never stops the server of the first.
 */
export async function startEmbedded({ dir, fast = false }: { dir: string; fast?: boolean }): Promise<EmbeddedPostgres> {
  const place = await prepare(dir);
  const unlock = lock(place.dir);
  try {
    if (!existsSync(join(place.data, 'PG_VERSION'))) await initialise(place);
    const running = await adoptable(place);
    const port = running ?? (await launch(place, fast));
    const url = urlOf(place, port, DATABASE);
    await createDatabase(urlOf(place, port, 'postgres'));
    return { url, adopted: running !== null, stop: () => stop(place).finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function prepare(wanted: string): Promise<Place> {
  const runAs = whoRunsPostgres();
  const dir = reachableFolder(wanted, runAs);
  await mkdir(dir, { recursive: true, mode: 0o755 });
  if (runAs) await chown(dir, runAs.uid, runAs.gid);
  const bin = join(await locateBinaries(runAs), 'bin');
  return { dir, data: join(dir, 'pgdata'), bin, password: await passwordIn(dir, runAs), runAs };
}

async function passwordIn(dir: string, runAs: RunAs | undefined): Promise<string> {
  const file = join(dir, 'password');
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  await chmod(file, 0o600);
  if (runAs) await chown(file, runAs.uid, runAs.gid);
  return (await readFile(file, 'utf8')).trim();
}

/**
 * Takes the folder for this process. A lock whose process is gone counts for nothing and is replaced; only two that replace the
 * same stale lock in the same instant can both believe to have it, and then both use the one server that runs.
 */
function lock(dir: string): () => void {
  const file = join(dir, 'supervisor.lock');
  if (!makeLock(file)) {
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder > 0 && holder !== process.pid && isNode(holder)) throw taken(dir, `as process ${holder}`);
    rmSync(file, { force: true });
    if (!makeLock(file)) throw taken(dir, 'just started');
  }
  return () => void rm(file, { force: true });
}

/** Whether the file could be made by us; any trouble but that it is there already is told as it is. */
function makeLock(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

const taken = (dir: string, how: string): CannotStart =>
  new CannotStart(`Colloquy runs on ${dir} already, ${how}. Stop it first, or give another DATA_DIR.`);

/** Makes the data folder beside its place and moves it there whole, so that a killed initdb leaves nothing half-made. */
async function initialise({ dir, data, bin, runAs }: Place): Promise<void> {
  const fresh = join(dir, 'pgdata.new');
  await rm(fresh, { recursive: true, force: true });
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = [
    '-D',
    fresh,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${join(dir, 'password')}`,
    '-E',
    'UTF8',
    ...locale,
    '--no-instructions',
  ];
  await run(join(bin, 'initdb'), args, { cwd: dir, ...runAs });
  await rename(fresh, data);
}

/** The port of a server that runs on this data folder already; null where there is none. A stale pid file is removed. */
async function adoptable(place: Place): Promise<number | null> {
  const lines = pidFile(place.data);
  if (!lines) return null;
  const stat = procStat(Number(lines[0]));
  const port = Number(lines[3]);
  if (
    (stat === null || (stat.name.startsWith('postgres') && stat.state !== 'Z')) &&
    (await answers(urlOf(place, port, 'postgres'), place.data))
  )
    return port;
  await rm(join(place.data, 'postmaster.pid'), { force: true });
  return null;
}

function pidFile(data: string): string[] | null {
  const file = join(data, 'postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : null;
}

/** Whether the server at the address has this data folder; one that is still starting or ending is waited for. */
async function answers(url: string, data: string): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined); // it may be shutting down under us
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      return rows[0]?.data_directory === data;
    } catch (error) {
      if ((error as { code?: string }).code !== '57P03') return false; // 57P03: cannot connect now, it is starting or stopping
      await wait(100);
    } finally {
      await client.end().catch(() => undefined); // it was never connected
    }
  }
  return false;
}

async function launch(place: Place, fast: boolean): Promise<number> {
  await endOrphans(place.data, START_MS);
  const port = await freePort();
  const settings = [...ALWAYS, ...(fast ? FAST : [])].flatMap((setting) => ['-c', setting]);
  const log = openSync(join(place.dir, 'postgres.log'), 'a');
  const options = { cwd: place.dir, detached: true, stdio: ['ignore', log, log] as ['ignore', number, number], ...place.runAs };
  const child = spawn(join(place.bin, 'postgres'), ['-D', place.data, '-p', String(port), ...settings], options);
  closeSync(log);
  await untilReady(place, child);
  child.unref();
  return port;
}

async function untilReady(place: Place, child: ChildProcess): Promise<void> {
  let ended: string | null = null;
  child.once('exit', (code) => (ended = `PostgreSQL ended with code ${code}`));
  child.once('error', (error) => (ended = error.message));
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await wait(10)) {
    const lines = pidFile(place.data);
    if (lines?.[0] === String(child.pid) && lines[7]?.trim() === 'ready') return;
    if (ended !== null) break;
  }
  const log = readFileSync(join(place.dir, 'postgres.log'), 'utf8').split('\n').slice(-8).join('\n');
  throw new CannotStart(`The embedded PostgreSQL did not start: ${ended ?? 'it took too long'}.\n${log}`);
}

async function createDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function stop({ dir, data, bin, runAs }: Place): Promise<void> {
  if (!pidFile(data)) return;
  await run(join(bin, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w'], { cwd: dir, ...runAs });
}

const urlOf = ({ password }: Place, port: number, database: string): string =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
