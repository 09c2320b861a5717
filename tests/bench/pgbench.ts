import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Recorded } from '../support/statements.js';

const run = promisify(execFile);
const CLIENTS = 8;

/** Requests a second that PostgreSQL itself can answer, given the statements of some requests; null where pgbench is missing. */
export async function limitOf(url: string, requests: string[], seconds: number): Promise<number | null> {
  const dir = await mkdtemp(join(tmpdir(), 'colloquy-pgbench-'));
  try {
    const files = await Promise.all(requests.map((sql, i) => write(join(dir, `${i}.sql`), sql)));
    const options = [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(CLIENTS),
      '-j',
      '2',
      '-T',
      String(seconds),
      '-D',
      'n=0',
      '-D',
      `run=${Math.floor(Date.now() / 1000)}`,
    ];
    const { stdout } = await run('pgbench', [...options, ...files.flatMap((file) => ['-f', file]), url]);
    if (!/number of failed transactions: 0/.test(stdout)) throw new Error(stdout);
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function write(file: string, sql: string): Promise<string> {
  await writeFile(file, sql);
  return file;
}

/** An id that is new in every execution, and the same wherever the statement has it: counted by pgbench, client by client. */
const FRESH = `(lpad(to_hex(:run::bigint), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(:client_id::bigint), 4, '0') || lpad(to_hex(:n::bigint), 8, '0'))::uuid`;
const COUNT = '\\set n :n + 1\n';

/** The statements of a request as a script for pgbench: values written out, so that each is prepared once a connection;
 * `fresh` numbers the parameters of a statement that must be another id in every execution. */
export const asScript = (statements: Recorded[], fresh: (statement: Recorded) => number[] = () => []): string =>
  COUNT + statements.map((statement) => `${asSql(statement, fresh(statement))};\n`).join('');

function asSql({ text, values }: Recorded, fresh: number[]): string {
  const filled = text.replace(/\$(\d+)/g, (_, n: string) => (fresh.includes(Number(n)) ? FRESH : literal(values[Number(n) - 1])));
  return oneLine(filled);
}

/** pgbench ends a statement at a semicolon and takes `:MI` for a variable of its own. */
const oneLine = (sql: string): string =>
  sql
    .replaceAll(/'([^']*HH24:MI:SS[^']*)'/g, (_, format: string) => `E'${format.replaceAll(':', '\\x3a')}'`)
    .replaceAll(/\s*\n\s*/g, ' ');

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return `'${value}'`;
  if (Array.isArray(value)) return quoted(`{${value.map((item) => `"${String(item)}"`).join(',')}}`);
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  if (value instanceof Date) return quoted(value.toISOString());
  return quoted(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Colons are written as escapes: pgbench would take `:null` for a variable of its own. */
const quoted = (text: string): string => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a')}'`;
