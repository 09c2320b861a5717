import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Request } from 'autocannon';
import { existsSync, readFileSync } from 'node:fs';
import { freePort } from '../support/processes.js';

/** A server that is measured beside the API: an address, and its process. */
export interface Beside {
  name: string;
  url: string;
  pid: number;
  /** What it is asked instead, where it has a language of its own. */
  requests?: Request[];
  stop(): Promise<void>;
}

/** Starts a server of this folder in a process of its own, which is told what to serve and says when it listens. */
export async function startBeside(name: string, file: string, order: object): Promise<Beside> {
  const port = await freePort();
  const child = fork(new URL(file, import.meta.url), { env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' } });
  child.send({ ...order, port });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${name} did not start.`))),
  ]);
  const stop = async (): Promise<void> => {
    const gone = once(child, 'exit');
    child.kill();
    await gone;
  };
  return { name, url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop };
}

const TICK_US = 10_000;

/** Microseconds of processor time that the process has used; NaN where the system does not tell. */
export function processorTime(pid: number | undefined): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_US;
}
