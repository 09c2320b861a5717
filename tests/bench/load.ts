import autocannon, { type Request, type Result } from 'autocannon';
import { readConfig } from '#platform/config.js';
import { makeLogger } from '#platform/log.js';
import { makeApi } from '../../apps/api/src/api.js';
import { freePort, PlatformProcess } from '../support/processes.js';
import { record, type Recorded } from '../support/statements.js';
import { type Beside, processorTime } from './beside.js';
import { asScript, limitOf } from './pgbench.js';
import { makeWorld, type World } from './world.js';

export const CONNECTIONS = 32;
/** A shorter run by the environment, while something is being improved: `BENCH_SECONDS=3 BENCH_ROUNDS=3`. */
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 5);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);

/** One thing to be measured: what is asked, how PostgreSQL is asked the same, and what else is asked the same in turn. */
export interface Case {
  title: string;
  requests: (world: World) => Request[];
  fresh?: (statement: Recorded) => number[];
  check?: (world: World, accepted: number) => Promise<void>;
  beside?: (world: World, statements: Recorded[], names: string[]) => Promise<Beside[]>;
}

/** What the API sends to the database for each of the requests: asked of the same API in this process. */
async function statementsOf(world: World, requests: Request[]): Promise<Recorded[][]> {
  const config = readConfig({ DATABASE_URL: world.url, DATA_DIR: world.dataDir, LOG_LEVEL: 'fatal', PORT: '0' });
  const app = await makeApi({ config, db: world.db, logger: makeLogger('fatal', 'bench') });
  const recorded: Recorded[][] = [];
  for (const { body, headers } of requests)
    recorded.push(await record(world.db, () => app.inject({ method: 'POST', url: '/graphql', headers, payload: body })));
  return recorded;
}

interface Figures {
  rate: number;
  p50: number;
  p99: number;
  /** Processor time of the server for each request, in microseconds. */
  work: number;
}

async function load(url: string, requests: Request[], pid: number | undefined, duration: number): Promise<Result & Figures> {
  const before = processorTime(pid);
  const result = await autocannon({ url, connections: CONNECTIONS, duration, requests });
  if (result.non2xx || result.errors) throw new Error(`${result.non2xx} refused, ${result.errors} broken.`);
  const answered = result['2xx'];
  const work = (processorTime(pid) - before) / answered;
  return { ...result, rate: answered / result.duration, p50: result.latency.p50, p99: result.latency.p99, work };
}

/** The answers to the requests, asked one by one before the rounds, so that looking into them is not part of the load. */
async function answersOf(url: string, requests: Request[]): Promise<string[]> {
  const answers: string[] = [];
  for (const { method, path, headers, body } of requests) {
    const answer = await (await fetch(`${url}${path}`, { method, headers, body })).text();
    if (!answer.startsWith('{"data"') || answer.includes('"errors":[')) throw new Error(answer.slice(0, 500));
    answers.push(answer);
  }
  return answers;
}

/** What is measured beside the API says the same, object by object. */
async function expectSame(beside: Beside, requests: Request[], answers: string[]): Promise<void> {
  for (const [i, answer] of (await answersOf(beside.url, beside.requests ?? requests)).entries())
    if (!beside.requests && JSON.stringify(JSON.parse(answer)) !== JSON.stringify(JSON.parse(answers[i] ?? '')))
      throw new Error(`${beside.name} gives another answer than the API:\n${answer.slice(0, 500)}\n${answers[i]?.slice(0, 500)}`);
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const shown = (rate: number): string => Math.round(rate).toLocaleString('en').padStart(7);
const line = (name: string, { rate, p50, p99, work }: Figures): string =>
  `${name.padEnd(14)}${shown(rate)} req/s   p50 ${String(p50).padStart(3)} ms   p99 ${String(p99).padStart(3)} ms   ${shown(work)} µs of its processor each`;

/** Runs the case in rounds: the API, then each that is beside it, then pgbench where no names were given, and tells rates and their ratios. */
export async function measure(name: string, subject: Case, names: string[]): Promise<void> {
  const world = await makeWorld();
  const port = await freePort();
  const env = { DATABASE_URL: world.url, DATA_DIR: world.dataDir, LOG_LEVEL: 'fatal', PORT: String(port) };
  const api = new PlatformProcess('api', env);
  const url = `http://127.0.0.1:${port}`;
  const requests = subject.requests(world);
  let besides: Beside[] = [];
  try {
    const statements = await statementsOf(world, requests);
    besides = (await subject.beside?.(world, statements[0] ?? [], names)) ?? [];
    await api.start();
    const answers = await answersOf(url, requests);
    for (const beside of besides) await expectSame(beside, requests, answers);
    console.log(`${name}: ${subject.title}, ${statements[0]?.length} statements`);
    console.log(
      `${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s each, in turn; pgbench -M prepared with 8 clients, where it is installed\n`,
    );
    await warm([{ url, requests }, ...besides.map((beside) => ({ url: beside.url, requests: beside.requests ?? requests }))]);
    await subject.check?.(world, 0).catch(() => undefined); // counts what is there before the first round
    const scripts = statements.map((each) => asScript(each, subject.fresh));
    const ratios = new Map<string, number[]>();
    const rates: number[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      const ours = await load(url, requests, api.pid, SECONDS);
      await subject.check?.(world, ours['2xx']);
      rates.push(ours.rate);
      console.log(line('API', ours));
      const note = (name: string, rate: number): void => void ratios.set(name, [...(ratios.get(name) ?? []), ours.rate / rate]);
      for (const beside of besides) {
        const theirs = await load(beside.url, beside.requests ?? requests, beside.pid, SECONDS);
        console.log(line(beside.name, theirs));
        note(beside.name, theirs.rate);
      }
      const limit = names.length > 0 ? null : await limitOf(world.url, scripts, SECONDS);
      await subject.check?.(world, 0).catch(() => undefined); // pgbench has added its own
      console.log(limit === null ? 'pgbench: not asked\n' : `${'pgbench'.padEnd(14)}${shown(limit)} req/s\n`);
      if (limit !== null) note('pgbench', limit);
    }
    console.log(`median: API ${shown(median(rates)).trim()} req/s`);
    for (const [name, each] of ratios) console.log(`${median(each).toFixed(2)} of ${name}`);
  } finally {
    for (const beside of besides) await beside.stop();
    await api.stop();
    await world.stop();
  }
}

async function warm(servers: { url: string; requests: Request[] }[]): Promise<void> {
  for (const { url, requests } of servers) await load(url, requests, undefined, 2);
}
