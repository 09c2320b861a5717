import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '#platform/config.js';
import { startEmbedded } from '#platform/embedded-postgres.js';
import { migrate } from '#platform/migrate.js';

const APPS = fileURLToPath(new URL('../../', import.meta.url));
const WORKER_PORT_OFF = '0';
const STOP_MS = 10_000;
const LONGEST_BACKOFF_MS = 30_000;

/** One process of ours, started again when it dies, until it is told to stop. */
class Role {
  private child: ChildProcess | null = null;
  private stopping = false;
  private deaths = 0;

  constructor(
    private readonly name: 'api' | 'worker',
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Resolves when the process says that it is ready; rejects where it dies before it ever was. */
  async start(): Promise<void> {
    const child = fork(join(APPS, this.name, 'src', 'main.js'), {
      env: this.env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`The ${this.name} ended with code ${code} before it was ready.`)));
    });
    child.once('exit', (code, signal) => void this.restart(code, signal));
  }

  /** Asks the process to end, and makes it end where it does not. */
  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(force);
  }

  private async restart(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    if (this.stopping) return;
    const pause = Math.min(LONGEST_BACKOFF_MS, 200 * 2 ** this.deaths++);
    console.error(`The ${this.name} ended (${signal ?? code}); starting it again in ${pause} ms.`);
    await wait(pause);
    if (this.stopping) return;
    await this.start().catch((error: Error) => {
      console.error(error.message);
      return this.restart(null, null);
    });
  }
}

/** Everything that `start` runs, and how to end it. */
export interface Running {
  databaseUrl: string;
  stop(): Promise<void>;
}

/** Starts all of it on what the settings name: PostgreSQL where none is named, migrations, the API and the worker. */
export async function startAll(config: Config): Promise<Running> {
  const postgres = config.databaseUrl ? null : await startEmbedded({ dir: join(config.dataDir, 'postgres') });
  const databaseUrl = config.databaseUrl ?? postgres?.url ?? '';
  const env = { ...process.env, DATABASE_URL: databaseUrl, DEMO_DATA: String(config.demoData) };
  const roles = [new Role('api', env), new Role('worker', { ...env, PORT: WORKER_PORT_OFF })];
  const stop = async (): Promise<void> => {
    await Promise.all(roles.map((role) => role.stop()));
    await postgres?.stop();
  };
  try {
    await migrate(databaseUrl);
    await Promise.all(roles.map((role) => role.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return { databaseUrl, stop };
}

/** Runs until Ctrl-C, SIGTERM, or until whoever started this (npm, a shell) is gone. */
export function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) resolve('its parent is gone');
    }, 1000);
    watch.unref();
  });
}
