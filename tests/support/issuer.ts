import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { ISSUER_CLIENT } from './issuer.types.js';
import type { Person } from './issuer.types.js';

/**
 * An OpenID provider on this machine, at which whoever comes is at once signed in as the last `subject`. It is a process of its
 * own, as a real one is: the provider's many modules stay out of Jest's loader.
 */
export class TestIssuer {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /** Starts it for a platform that people know by `publicUrl`. */
  static async start(publicUrl: string): Promise<TestIssuer> {
    const env = { ...process.env, NODE_OPTIONS: '' };
    const child = fork('dist/tests/support/issuer-process.js', [publicUrl], {
      env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const failed = once(child, 'exit').then(() => Promise.reject(new Error('The issuer did not start.')));
    const [url] = (await Promise.race([once(child, 'message'), failed])) as [string];
    failed.catch(() => undefined); // its end, later, is expected
    return new TestIssuer(url, child);
  }

  /** From now on whoever comes is `subject`, of whom the issuer knows this. */
  async admits(subject: string, person: Person): Promise<void> {
    const done = once(this.child, 'message');
    this.child.send({ subject, person });
    await done;
  }

  /** The platform's setting for it, and for one that nobody answers at. */
  get setting(): string {
    const away = { id: 'away', issuer: 'http://127.0.0.1:1', ...ISSUER_CLIENT, label: 'The Absent' };
    return JSON.stringify([{ id: 'institute', issuer: this.url, ...ISSUER_CLIENT, label: 'The Institute' }, away]);
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
