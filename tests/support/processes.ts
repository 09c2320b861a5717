import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A process of the platform, as `start` runs it, that a test can kill and start again. */
export class PlatformProcess {
  private child: ChildProcess | null = null;
  /** How often it was killed. */
  kills = 0;

  constructor(
    private readonly name: 'api' | 'worker',
    private readonly env: Record<string, string>,
  ) {}

  /** The running process's id. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Resolves when the process says that it is ready. */
  async start(): Promise<void> {
    const env = { ...process.env, ...this.env, NODE_OPTIONS: '' };
    const child = fork(`dist/apps/${this.name}/src/main.js`, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.child = child;
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error(`The ${this.name} did not start.`))),
    ]);
  }

  /** As a failing machine does it: no signal that could be heard. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
    this.kills++;
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
