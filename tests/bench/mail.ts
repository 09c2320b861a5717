import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';
import nodemailer from 'nodemailer';
import { Ctx } from '#platform/ctx.js';
import { Database } from '#platform/database.js';
import { startEmbedded } from '#platform/embedded-postgres.js';
import { newId } from '#platform/ids.js';
import { migrate } from '#platform/migrate.js';
import { contentOf, knowing } from '#notifications/words.rules.js';
import { layOut } from '#notifications/mail.layout.js';
import { ENTITIES } from '../../apps/api/src/libs.js';
import { makeCrowd } from '../support/crowd.js';
import { sendAmidKills } from '../support/mail-trouble.js';
import { freePort, PlatformProcess } from '../support/processes.js';
import { SmtpSink, troubled } from '../support/smtp-sink.js';
import { cpuOf, cpuOfPostgres } from './cpu.js';

const STATES = `select status, count(*)::int as n from mail group by status order by status`;
const OPEN = `select (exists (select from mail where status in ('queued', 'uncertain'))
  or exists (select from mail where status = 'sending'))::int as n`;
const MAILS = 'select count(*)::int as n from mail';

/**
 * One event to so many recipients by a mail server on this machine: the rate against a plain nodemailer loop over a pool of the same
 * size, the worker's memory, and a public read meanwhile. With `--trouble`, refusals, dropped answers and a worker that is killed.
 */
export async function run(args: string[]): Promise<void> {
  const size = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 100_000);
  if (args.includes('--trouble')) return amidTrouble(size);
  const sink = await Sink.start();
  const stage = await makeStage(sink.url, size);
  try {
    await atFullSpeed(stage, sink, size);
  } finally {
    await stage.stop();
    sink.stop();
  }
}

class Sink {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<Sink> {
    const env = { ...process.env, NODE_OPTIONS: '' };
    const child = fork('dist/tests/support/smtp-sink-process.js', { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const [url] = (await once(child, 'message')) as [string];
    return new Sink(child, url);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  stop(): void {
    this.child.kill();
  }
}

/** Mails a second of the obvious program: each mail composed and sent, as fast as the pool takes them. */
async function plainLoop(url: string, size: number): Promise<number> {
  const transport = nodemailer.createTransport({ url, pool: true, maxConnections: 8, maxMessages: Infinity } as never);
  const facts = knowing({
    norm: 'A norm',
    round: 'A round',
    reference: 'A-R1',
    closesAt: '1 December 2026',
    reason: 'More time',
  });
  const { subject, text, html } = layOut(contentOf('ROUND_EXTENDED', facts, 'en'), {
    language: 'en',
    url: 'https://x.test/',
    optional: true,
  });
  const headers = { 'Auto-Submitted': 'auto-generated', 'List-Unsubscribe': '<https://x.test/unsubscribe/x>' };
  const one = (n: number): Promise<unknown> =>
    transport.sendMail({
      from: { name: 'Colloquy', address: 'no-reply@x.test' },
      to: { name: `Crowd ${n}`, address: `c${n}@x.test` },
      subject,
      text,
      html,
      headers,
    });
  await Promise.all(Array.from({ length: 200 }, (_, n) => one(n)));
  const began = performance.now();
  for (let n = 0; n < size; n += 200) await Promise.all(Array.from({ length: 200 }, (_, i) => one(n + i)));
  const rate = size / ((performance.now() - began) / 1000);
  transport.close();
  return rate;
}

interface MailStage {
  db: Database;
  worker: PlatformProcess;
  api: PlatformProcess;
  apiUrl: string;
  postmaster: number;
  tell(): Promise<void>;
  stop(): Promise<void>;
}

async function makeStage(smtpUrl: string, size: number): Promise<MailStage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'colloquy-bench-'));
  const postgres = await startEmbedded({ dir: join(dataDir, 'postgres') });
  await migrate(postgres.url);
  const db = await Database.connect(postgres.url, ENTITIES, 4);
  const postmaster = await countOf(db, `select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::int as n`);
  const port = await freePort();
  const env = { DATABASE_URL: postgres.url, DATA_DIR: dataDir, LOG_LEVEL: 'error', SMTP_URL: smtpUrl, MAIL_RETRY_SECONDS: '1' };
  const [worker, api] = [
    new PlatformProcess('worker', { ...env, PORT: '0' }),
    new PlatformProcess('api', { ...env, PORT: String(port) }),
  ];
  const normId = newId();
  await db.pool.query(`insert into norm (id, slug, title, created_at) values ($1, 'a-norm', 'A norm', clock_now())`, [normId]);
  await makeCrowd(db, normId, size, 50);
  await Promise.all([worker.start(), api.start()]);
  const tell = (): Promise<void> =>
    db.write(Ctx.system(db, 'bench'), (tx) => tx.tell({ action: 'norm_version.published', subjectId: newId(), normId }));
  const stop = async (): Promise<void> => {
    await Promise.all([worker.stop(), api.stop()]);
    await db.close();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { db, worker, api, apiUrl: `http://127.0.0.1:${port}`, postmaster, tell, stop };
}

const countOf = async (db: Database, sql: string): Promise<number> => (await db.readOne<{ n: number }>(sql))?.n ?? 0;

/** Until all are in the outbox, and then until none is left there; asked so that it costs the database next to nothing. */
async function untilOver(db: Database, size: number): Promise<void> {
  while ((await countOf(db, MAILS)) < size) await wait(1000);
  while ((await countOf(db, OPEN)) > 0) await wait(100);
}

/** A public read at a steady pace, and its 99th percentile in ms. */
async function readP99(url: string, seconds: number): Promise<number> {
  const body = JSON.stringify({ query: '{ norms(first: 20) { nodes { id title status } } }' });
  const headers = { 'content-type': 'application/json' };
  const requests = [{ method: 'POST' as const, path: '/graphql', headers, body }];
  const result = await autocannon({ url, connections: 4, overallRate: 50, duration: seconds, requests });
  return result.latency.p99;
}

/** Processor time so far, ms, of everything that a mail passes through. */
async function cpu({ worker, api, postmaster }: MailStage, sink: Sink): Promise<Record<string, number>> {
  const [ofWorker, ofDatabase, ofSink, ofApi] = await Promise.all([
    cpuOf(worker.pid),
    cpuOfPostgres(postmaster),
    cpuOf(sink.pid),
    cpuOf(api.pid),
  ]);
  return { worker: ofWorker, database: ofDatabase, 'mail server': ofSink, api: ofApi, bench: process.cpuUsage().user / 1000 };
}

async function atFullSpeed(stage: MailStage, sink: Sink, size: number): Promise<void> {
  const { db, worker, apiUrl, tell } = stage;
  const plain = [await plainLoop(sink.url, Math.min(size, 10_000))];
  await readP99(apiUrl, 2);
  const idle = await readP99(apiUrl, 10);
  const [began, before] = [performance.now(), await cpu(stage, sink)];
  await tell();
  const sizes: number[] = [];
  const sampling = setInterval(() => void residentMb(worker.pid).then((mb) => sizes.push(mb)), 250);
  const during = readP99(apiUrl, 10);
  await untilOver(db, size);
  clearInterval(sampling);
  const seconds = (performance.now() - began) / 1000;
  const rate = size / seconds;
  const after = await cpu(stage, sink);
  const reading = await during;
  plain.push(await plainLoop(sink.url, Math.min(size, 10_000)));
  const base = plain.reduce((sum, each) => sum + each, 0) / plain.length;
  console.log(
    `a plain sendMail loop over a pool of 8 connections, mails a second before and after: ${plain.map(Math.round).join(', ')}`,
  );
  const each = Object.entries(after).map(([name, ms]) => `${name} ${Math.round(((ms - (before[name] ?? 0)) * 1000) / size)}`);
  const third = Math.floor(sizes.length / 3);
  console.log(
    `${size.toLocaleString('en')} recipients of one event: ${seconds.toFixed(1)} s, ${Math.round(rate).toLocaleString('en')} mails a second, ${(rate / base).toFixed(2)} of the plain loop`,
  );
  console.log(
    `memory of the worker, MB: ${sizes[third]} after a third, ${sizes[2 * third]} after two, at most ${Math.max(...sizes)}`,
  );
  console.log(`processor time for each mail, µs: ${each.join(', ')}`);
  console.log(`p99 of a public read, ms: ${idle} before, ${reading} meanwhile`);
  console.log(`states: ${JSON.stringify(await db.read(STATES))}`);
}

const KILLS = 20;

async function amidTrouble(size: number): Promise<void> {
  const sink = await SmtpSink.start(troubled({ now: 10, forGood: 2, dropped: 1 }), false);
  const stage = await makeStage(sink.url, size);
  try {
    const began = performance.now();
    await stage.tell();
    const { states, messages, doubled, unanswered, unnoted } = await sendAmidKills({ ...stage, sink }, size, KILLS);
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`${size.toLocaleString('en')} recipients, ${KILLS} kills, ${seconds} s: ${JSON.stringify(states)}`);
    console.log(`taken: ${messages} messages, ${doubled} of them once more, each under its Message-ID`);
    console.log(`answers that were lost: ${unanswered} of the mail server, ${unnoted} of workers killed before they noted them`);
  } finally {
    await stage.stop();
    await sink.stop();
  }
}

async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
