import 'reflect-metadata';
import type { Request } from 'autocannon';
import { toCursor } from '#platform/page.js';
import type { Recorded } from '../support/statements.js';
import { type Beside, startBeside } from './beside.js';
import { type Case, CONNECTIONS, measure } from './load.js';
import { SIZE, type World } from './world.js';

const SAMPLES = 40;

const PAGE = `query($id: ID!, $after: String) { round(id: $id) { comments(first: 50, after: $after) {
  nodes { id reference body type position submittedAt author { displayName group organization { id name group } } anchor { eId }
    reactions { agree disagree pass } disposition { outcome response status } }
  pageInfo { hasNextPage endCursor } } } }`;
const SUBMIT = `mutation($input: SubmitCommentInput!) { submitComment(input: $input) { comment { id reference } } }`;
const BODY = 'The threshold leaves open who decides, and how fast. '.repeat(17);

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
    beside: readersBeside,
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

/** Bare node:http and pg with our statements (`bare`), and NestJS with Apollo and TypeORM as they come (`stock`), on the same tables. */
async function readersBeside(world: World, statements: Recorded[], names: string[]): Promise<Beside[]> {
  const placed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(placed);
    if (Buffer.isBuffer(value)) return '$token';
    if (value === world.answeredRound) return '$id';
    return value === String(place(0)) ? '$after' : value;
  };
  const asked = statements.map(({ text, values }) => ({ text, values: values.map(placed) }));
  const wanted = (name: string): boolean => names.length === 0 || names.includes(name);
  const besides: Beside[] = [];
  if (wanted('bare'))
    besides.push(await startBeside('bare node + pg', './bare-server.js', { url: world.url, statements: asked }));
  if (wanted('stock')) besides.push(await startBeside('Nest + TypeORM', './stock-server.js', { url: world.url }));
  return besides;
}

/** What has a world and a course of its own; each is given the rest of the command line. */
const CAMPAIGNS: Record<string, () => Promise<{ run: (args: string[]) => Promise<void> }>> = {
  world: async () => ({ run: (await import('./world.js')).keepWorld }),
  deadline: () => import('./deadline.js'),
  carry: () => import('./carry.js'),
  clusters: () => import('./clusters.js'),
  'sign-in': () => import('./sign-in.js'),
  timing: () => import('./timing.js'),
  export: () => import('./export.js'),
  verify: () => import('./verify.js'),
  editing: () => import('./editing.js'),
  mail: () => import('./mail.js'),
  redis: () => import('./redis.js'),
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
if (subject) await measure(name, subject, args);
await (await campaign?.())?.run(args);
process.exit(process.exitCode ?? 0);
