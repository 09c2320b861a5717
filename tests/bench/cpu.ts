import { readdir, readFile } from 'node:fs/promises';

const TICK_MS = 10; // USER_HZ is 100 on every Linux that we run on

interface Times {
  parent: number;
  own: number;
  ended: number;
}

/** Ticks of a process, and of its children that have ended (proc(5), stat: fields 4 and 14 to 17). */
async function timesOf(pid: number | string): Promise<Times | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (n: number): number => Number(fields[n - 3] ?? 0);
  return fields.length > 1 ? { parent: field(4), own: field(14) + field(15), ended: field(16) + field(17) } : null;
}

/** Milliseconds of processor time that a process has used so far. */
export async function cpuOf(pid: number | undefined): Promise<number> {
  return ((await timesOf(pid ?? 0))?.own ?? 0) * TICK_MS;
}

/** The same of a PostgreSQL, given by its first process, with all its backends, those that have ended too. */
export async function cpuOfPostgres(postmaster: number): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(pids.map(async (pid) => ({ pid: Number(pid), times: await timesOf(pid) })));
  const ticks = all.map(({ pid, times }) => {
    if (pid === postmaster) return (times?.own ?? 0) + (times?.ended ?? 0);
    return times?.parent === postmaster ? times.own : 0;
  });
  return ticks.reduce((sum, value) => sum + value, 0) * TICK_MS;
}
