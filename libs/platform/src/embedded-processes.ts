import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Whether the pid is a living Node.js process; where /proc is missing, whether it lives at all. */
export function isNode(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = procStat(pid);
  return stat === null || (/^(node|npm|MainThread)/.test(stat.name) && stat.state !== 'Z');
}

/** Name and state of a process as the kernel tells them; null where there is no /proc, state X where there is no such process. */
export function procStat(pid: number): { name: string; state: string } | null {
  if (!existsSync('/proc/self/stat')) return null;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, name = '', state = ''] = /\((.*)\) (\w)/.exec(text) ?? [];
    return { name, state };
  } catch {
    return { name: '', state: 'X' };
  }
}

/**
 * A killed server can leave processes that are busy and have not noticed; a new one refuses to start beside them. They are
 * ended, and what they had not committed is undone by recovery, as after any crash. Where there is no /proc they are left alone.
 */
export async function endOrphans(data: string, patienceMs: number): Promise<void> {
  const orphans = (): number[] => processes().filter((pid) => worksIn(pid, data) && procStat(pid)?.state !== 'Z');
  for (const deadline = Date.now() + patienceMs; orphans().length > 0 && Date.now() < deadline; await wait(20)) {
    for (const pid of orphans()) endAtOnce(pid);
  }
}

const processes = (): number[] =>
  existsSync('/proc/self/stat') ? readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? Number(name) : [])) : [];

/** Whether it is a server process on this data folder: each has it as its working directory. */
function worksIn(pid: number, data: string): boolean {
  try {
    return procStat(pid)?.name.startsWith('postgres') === true && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch {
    return false; // it has ended meanwhile, or is another user's
  }
}

function endAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}
