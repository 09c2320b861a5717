import 'reflect-metadata';
import autocannon, { type Request, type Result } from 'autocannon';
import { readConfig } from '#platform/config.js';
import { makeLogger } from '#platform/log.js';
import { toCursor } from '#platform/page.js';
import { makeApi } from '../../apps/api/src/api.js';
import { freePort, PlatformProcess } from '../support/processes.js';
import { asScript, limitOf } from './pgbench.js';
import { record, type Recorded } from '../support/statements.js';
import { makeWorld, SIZE, type World } from './world.js';

const CONNECTIONS = 32;
const SECONDS = 5;
const ROUNDS = 5;
const SAMPLES = 40;

const PAGE = `query($id: ID!, $after: String) { round(id: $id) { comments(first: 50, after: $after) {
  nodes { id reference body type position submittedAt author { displayName group organization { id name group } } anchor { eId }
    reactions { agree disagree pass } disposition { outcome response status } }
  pageInfo { hasNextPage endCursor } } } }`;
const SUBMIT = `mutation($input: SubmitCommentInput!) { submitComment(input: $input) { comment { id reference } } }`;
const BODY = 'The threshold leaves open who decides, and how fast. '.repeat(17);

/** One thing to be measured: what is asked, and how PostgreSQL is asked the same. */
interface Case {
  title: string;
  requests: (world: World) => Request[];
  fresh?: (statement: Recorded) => number[];
  check?: (world: World, accepted: number) => Promise<void>;
}

const post = (token: string, query: string, variables: object): Request => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  body: JSON.stringify({ query, variables }),
});
const place = (i: number): number => Math.floor((i * (SIZE.comments - 60)) / SAMPLES);

/** The parameters of the submission that are ids of new rows. */
const freshIn = ({ text }: Recorded): number[] => (text.includes('insert into submission') ? [8, 9, 26] : []);

const CASES: Record<string, Case> = {
  read: {
    title: `a page of 50 comments (author, organisation, provision, counts, disposition) of ${SIZE.comments}`,
    requests: ({ secretariat, answeredRound: id }) =>
      Array.from({ length: SAMPLES }, (_, i) => post(secretariat, PAGE, { id, after: toCursor([place(i)]) })),
  },
  submit: {
    title: 'submitComment, 900 characters: rights, checks, insert, receipt, log and outbox in one commit, fsync on',
    requests: ({ authors, openRound: roundId }) =>
      authors.map((token, i) =>
        post(token, SUBMIT, {
          input: { roundId, comment: { type: 'SUBSTANTIVE', body: BODY, anchor: { eId: `sec_${1 + (i % 12)}` } } },
        }),
      ),
    fresh: freshIn,
    check: expectAccepted,
  },
};

let before = 0;
async function expectAccepted({ db, openRound }: World, accepted: number): Promise<void> {
  const row = await db.readOne<{ n: number }>('select count(*)::int as n from comment where round_id = $1', [openRound]);
  const made = (row?.n ?? 0) - before;
  before = row?.n ?? 0;
  if (made < accepted || made > accepted + 2 * CONNECTIONS) throw new Error(`${accepted} were accepted, ${made} are stored.`);
}

/** What the API sends to the database for each of the requests: asked of the same API in this process. */
async function scriptsOf(world: World, { requests, fresh }: Case): Promise<string[]> {
  const config = readConfig({ DATABASE_URL: world.url, DATA_DIR: world.dataDir, LOG_LEVEL: 'fatal', PORT: '0' });
  const app = await makeApi({ config, db: world.db, logger: makeLogger('fatal', 'bench') });
  const scripts: string[] = [];
  for (const { body, headers } of requests(world)) {
    const statements = await record(world.db, () => app.inject({ method: 'POST', url: '/graphql', headers, payload: body }));
    scripts.push(asScript(statements, fresh));
  }
  return scripts;
}

async function load(url: string, requests: Request[], duration: number): Promise<Result> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration, requests });
  if (result.non2xx || result.errors) throw new Error(`${result.non2xx} refused, ${result.errors} broken.`);
  return result;
}

/** Every request is right: asked one by one before the rounds, so that looking into the answers is not part of the load. */
async function expectRight(url: string, requests: Request[]): Promise<void> {
  for (const { method, path, headers, body } of requests) {
    const answer = await (await fetch(`${url}${path}`, { method, headers, body })).text();
    if (!answer.startsWith('{"data"') || answer.includes('"errors":[')) throw new Error(answer.slice(0, 500));
  }
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const shown = (rate: number): string => Math.round(rate).toLocaleString('en').padStart(7);

async function measure(name: string, subject: Case): Promise<void> {
  const world = await makeWorld();
  const port = await freePort();
  const api = new PlatformProcess('api', {
    DATABASE_URL: world.url,
    DATA_DIR: world.dataDir,
    LOG_LEVEL: 'fatal',
    PORT: String(port),
  });
  try {
    const scripts = await scriptsOf(world, subject);
    await api.start();
    const requests = subject.requests(world);
    await expectRight(`http://127.0.0.1:${port}`, requests);
    await load(`http://127.0.0.1:${port}`, requests, 2);
    await subject.check?.(world, 0).catch(() => undefined); // counts what is there before the first round
    console.log(
      `${name}: ${subject.title}\n${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s, in turn with pgbench -M prepared, 8 clients\n`,
    );
    const rates: { api: number; limit: number | null }[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      const result = await load(`http://127.0.0.1:${port}`, requests, SECONDS);
      await subject.check?.(world, result['2xx']);
      const limit = await limitOf(world.url, scripts, SECONDS);
      await subject.check?.(world, 0).catch(() => undefined); // pgbench has added its own
      const rate = result['2xx'] / result.duration;
      rates.push({ api: rate, limit });
      const { p50, p99 } = result.latency;
      const beside =
        limit === null ? 'pgbench is not installed' : `PostgreSQL ${shown(limit)} req/s   ratio ${(rate / limit).toFixed(2)}`;
      console.log(`API ${shown(rate)} req/s   p50 ${String(p50).padStart(3)} ms   p99 ${String(p99).padStart(3)} ms   ${beside}`);
    }
    const api_ = median(rates.map((rate) => rate.api));
    const ratios = rates.flatMap((rate) => (rate.limit ? [rate.api / rate.limit] : []));
    console.log(
      `\nmedian: ${shown(api_).trim()} req/s${ratios.length ? `, ${median(ratios).toFixed(2)} of PostgreSQL's own limit` : ''}`,
    );
  } finally {
    await api.stop();
    await world.stop();
  }
}

/** What has a world and a course of its own; each is given the rest of the command line. */
const CAMPAIGNS: Record<string, () => Promise<{ run: (args: string[]) => Promise<void> }>> = {
  deadline: () => import('./deadline.js'),
  carry: () => import('./carry.js'),
  clusters: () => import('./clusters.js'),
  'sign-in': () => import('./sign-in.js'),
  timing: () => import('./timing.js'),
  export: () => import('./export.js'),
  editing: () => import('./editing.js'),
  mail: () => import('./mail.js'),
  participation: () => import('./participation.js'),
  pages: async () => ({ run: (await import('./pages.js')).measurePages }),
  draft: async () => ({ run: (await import('./pages.js')).measureDraft }),
};

const [name = '', ...args] = process.argv.slice(2);
const subject = CASES[name];
const campaign = CAMPAIGNS[name];
if (!subject && !campaign) {
  console.error(`npm run bench -- ${[...Object.keys(CASES), ...Object.keys(CAMPAIGNS)].join('|')}`);
  process.exit(2);
}
if (subject) await measure(name, subject);
await (await campaign?.())?.run(args);
process.exit(process.exitCode ?? 0);
