import { type ChildProcess, spawn } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon, { type Result } from 'autocannon';
import { freePort, PlatformProcess } from '../support/processes.js';
import { makeWorld, SIZE, type World } from './world.js';

const RATE = 40; // submissions a second
const PATIENCE_S = 180;
const SUBMIT = `mutation($input: SubmitCommentInput!) { submitComment(input: $input) { comment { id } } }`;
const SUBMITTED = 'select count(*)::int as n from submission where round_id = $1 and submitted_at is not null';
const SENT = `select count(*)::int as n, count(distinct event_id)::int as events from mail where status = 'sent'`;
const OWED = 'select count(*)::int as n from job_pending';

/** A Redis of its own, without anything on the disk, that can be ended and started again on the same port. */
class Redis {
  private child: ChildProcess | null = null;

  constructor(private readonly port: number) {}

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.child = spawn('redis-server', ['--port', String(this.port), '--save', '', '--appendonly', 'no', '--daemonize', 'no'], {
      stdio: 'ignore',
    });
    for (let n = 0; n < 200; n++) if ((await this.say('PING')).includes('PONG')) return;
    throw new Error('The Redis did not start.');
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Sends one command; gives what comes back, or nothing where there is no Redis. */
  async say(command: string): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      socket.write(`${command}\r\n`);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      return answer.toString();
    } catch {
      await wait(50); // not there yet
      return '';
    } finally {
      socket.destroy();
    }
  }
}

/**
 * `npm run bench -- redis [seconds]`: submissions while the Redis is there, while it is gone for so long (60), and while it is emptied
 * twice; afterwards every submission has its one mail.
 */
export async function run([seconds = '60']: string[]): Promise<void> {
  const redis = new Redis(await freePort());
  const sink = fork('dist/tests/support/smtp-sink-process.js', [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [smtpUrl] = (await once(sink, 'message')) as [string];
  const world = await makeWorld({ ...SIZE, comments: 1000, answered: 100 });
  const port = await freePort();
  const env = { DATABASE_URL: world.url, DATA_DIR: world.dataDir, LOG_LEVEL: 'fatal', SMTP_URL: smtpUrl, REDIS_URL: redis.url };
  const api = new PlatformProcess('api', { ...env, PORT: String(port) });
  const worker = new PlatformProcess('worker', { ...env, PORT: '0' });
  try {
    await redis.start();
    await Promise.all([api.start(), worker.start()]);
    await tell(world, redis, `http://127.0.0.1:${port}`, Number(seconds));
  } finally {
    await Promise.all([api.stop(), worker.stop()]);
    await redis.stop();
    await world.stop();
    sink.kill();
  }
}

async function tell(world: World, redis: Redis, url: string, seconds: number): Promise<void> {
  await submit(world, url, 5);
  report('with the Redis there', await submit(world, url, 15));
  await allSent(world);
  await redis.stop();
  report(`with the Redis gone for ${seconds} s`, await submit(world, url, seconds));
  await redis.start();
  console.log(`everything sent ${await allSent(world)} s after it came back`);
  const emptied = submit(world, url, 15);
  for (const after of [5, 5]) {
    await wait(after * 1000);
    await redis.say('FLUSHALL');
  }
  report('while it is emptied twice', await emptied);
  console.log(`everything sent ${await allSent(world)} s later`);
}

const submit = ({ authors, openRound: roundId }: World, url: string, seconds: number): Promise<Result> =>
  autocannon({
    url,
    connections: 8,
    overallRate: RATE,
    duration: seconds,
    requests: authors.map((token, i) => ({
      method: 'POST' as const,
      path: '/graphql',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: SUBMIT,
        variables: {
          input: {
            roundId,
            comment: { type: 'GENERAL', body: 'It is not told who decides.', anchor: { eId: `sec_${1 + (i % 12)}` } },
          },
        },
      }),
    })),
  });

const report = (what: string, { latency, '2xx': taken, errors, non2xx }: Result): void =>
  console.log(`submissions ${what}: ${taken} taken, ${errors + non2xx} failed, p50 ${latency.p50} ms, p99 ${latency.p99} ms`);

/** Waits until each submission has its mail and nothing is owed; gives the seconds that it took. A mail too many fails at once. */
async function allSent({ db, openRound }: World): Promise<number> {
  const began = performance.now();
  const count = async (text: string, values: unknown[] = []) =>
    (await db.readOne<{ n: number; events: number }>(text, values)) ?? { n: 0, events: 0 };
  for (;;) {
    const [submitted, sent, owed] = [await count(SUBMITTED, [openRound]), await count(SENT), await count(OWED)];
    if (sent.n > sent.events) throw new Error(`${sent.n} mails were sent of ${sent.events} events.`);
    const seconds = Math.round((performance.now() - began) / 1000);
    if (sent.n === submitted.n && owed.n === 0) return seconds;
    if (seconds > PATIENCE_S) throw new Error(`${submitted.n} submissions, ${sent.n} mails sent, ${owed.n} jobs owed.`);
    await wait(250);
  }
}
