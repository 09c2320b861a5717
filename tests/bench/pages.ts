import { makeLogger } from '#platform/log.js';
import { readConfig } from '#platform/config.js';
import { toCursor } from '#platform/page.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { makeApi } from '../../apps/api/src/api.js';
import { record } from '../support/statements.js';
import { makeWorld, type World } from './world.js';

const TURNS = 40;
const FIELDS =
  'nodes { id reference body position author { displayName organization { name } } reactions { agree } } pageInfo { endCursor }';
const LIST = `query($id: ID!, $first: Int, $after: String, $filter: CommentFilter, $orderBy: CommentOrder) {
  round(id: $id) { comments(first: $first, after: $after, filter: $filter, orderBy: $orderBy) { ${FIELDS} } } }`;
const SAVE = `mutation($input: SaveCommentInput!) { saveComment(input: $input) { comment { id revision proposedChange { op text } } } }`;

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const at = (numbers: number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? Number.NaN;

type Ask = (query: string, variables: object, token: string) => Promise<Record<string, unknown>>;

async function open(world: World): Promise<{ app: NestFastifyApplication; ask: Ask }> {
  const config = readConfig({ DATABASE_URL: world.url, DATA_DIR: world.dataDir, LOG_LEVEL: 'fatal', PORT: '0' });
  const app = await makeApi({ config, db: world.db, logger: makeLogger('fatal', 'bench') });
  const ask: Ask = async (query, variables, token) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await app.inject({ method: 'POST', url: '/graphql', headers, payload: JSON.stringify({ query, variables }) });
    const { data, errors } = JSON.parse(answer.payload) as { data: Record<string, unknown>; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors).slice(0, 500));
    return data;
  };
  return { app, ask };
}

const FILTERS: Readonly<Record<string, { filter?: object; orderBy?: string }>> = {
  oldest: {},
  newest: { orderBy: 'NEWEST' },
  'by place in the document': { orderBy: 'DOCUMENT' },
  'most agreed': { orderBy: 'MOST_AGREED' },
  'of one group': { filter: { groups: ['INDUSTRY'] } },
  'of one position': { filter: { positions: ['OPPOSE'] } },
  'on one provision': { filter: { eId: 'sec_7' } },
};

/** Page 1 against the last but one: pages of 50 of the large round, in turn, each whole request; the key is read from the database. */
export async function measurePages(): Promise<void> {
  const world = await makeWorld();
  const { app, ask } = await open(world);
  try {
    const total = await world.db.readOne<{ n: number }>('select count(*)::int as n from comment where round_id = $1', [
      world.answeredRound,
    ]);
    console.log(
      `pages: a page of 50 of ${total?.n ?? 0} comments, page 1 and a page near the end, ${TURNS} turns each, ms (median)\n`,
    );
    for (const [name, { filter, orderBy }] of Object.entries(FILTERS)) {
      const deep = await deepKey(world, name);
      const variables = (after: string | null): object => ({ id: world.answeredRound, first: 50, after, filter, orderBy });
      const timed = async (after: string | null): Promise<number> => {
        const begun = performance.now();
        await ask(LIST, variables(after), world.secretariat);
        return performance.now() - begun;
      };
      for (let turn = 0; turn < 5; turn++) await Promise.all([timed(null), timed(deep)]);
      const times: [number[], number[]] = [[], []];
      for (let turn = 0; turn < TURNS; turn++) {
        times[0].push(await timed(null));
        times[1].push(await timed(deep));
      }
      const [first, last] = times.map(median) as [number, number];
      console.log(
        `${name.padEnd(26)} page 1 ${first.toFixed(1).padStart(6)}   deep ${last.toFixed(1).padStart(6)}   ratio ${(last / first).toFixed(2)}`,
      );
    }
  } finally {
    await app.close();
    await world.stop();
  }
}

/** The cursor after which the last hundred of the list come. */
async function deepKey({ db, answeredRound }: World, name: string): Promise<string> {
  const where =
    {
      'of one group': `and stakeholder_group = 'INDUSTRY'`,
      'of one position': `and position = 'OPPOSE'`,
      'on one provision': `and eid = 'sec_7'`,
    }[name] ?? '';
  const order =
    { newest: 'number', 'by place in the document': 'place desc, number desc', 'most agreed': 'agree, number' }[name] ??
    'number desc';
  const row = await db.readOne<{ number: string; place: number; agree: number }>(
    `select number::text as number, place, agree from comment where round_id = $1 ${where} order by ${order} offset 100 limit 1`,
    [answeredRound],
  );
  const number = Number(row?.number);
  if (name === 'by place in the document') return toCursor([row?.place ?? 0, number]);
  return toCursor(name === 'most agreed' ? [row?.agree ?? 0, number] : [number]);
}

/** What saving a draft costs the database: the time of all statements of a save, one after another on a quiet connection. */
export async function measureDraft(): Promise<void> {
  const world = await makeWorld();
  const { app, ask } = await open(world);
  try {
    const [token = ''] = world.authors;
    const started = await ask(
      'mutation($id: ID!) { startSubmission(input: { roundId: $id }) { submission { id } } }',
      { id: world.openRound },
      token,
    );
    const { submission } = started['startSubmission'] as { submission: { id: string } };
    const comment = { type: 'SUBSTANTIVE', body: 'The threshold leaves open who decides. '.repeat(23), anchor: { eId: 'sec_3' } };
    const first = await ask(SAVE, { input: { submissionId: submission.id, comment } }, token);
    const { id: commentId } = (first['saveComment'] as { comment: { id: string } }).comment;
    const input = { submissionId: submission.id, commentId, comment };
    const statements = await record(world.db, () => ask(SAVE, { input }, token));
    const save = (body: string): Promise<unknown> => ask(SAVE, { input: { ...input, comment: { ...comment, body } } }, token);
    const send = await formOf(world, app, { token, commentId });
    const byForm = await record(world.db, () => send(comment.body));
    const [api, form] = [timer(world, save), timer(world, send)];
    for (let turn = 0; turn < 500; turn++) {
      await api.run(`${turn} ${comment.body}`);
      await form.run(`${turn} ${comment.body}`);
    }
    console.log('draft: 900 characters saved 500 times by the API and 500 times by the form, in turn');
    console.log(`saveComment, ${statements.length} statements with the session's: ${api.told()}`);
    console.log(`the form, ${byForm.length} statements with the session's: ${form.told()}`);
  } finally {
    await app.close();
    await world.stop();
  }
}

/** Times some work again and again: whole, and what of it was waiting for the database. */
function timer(world: World, work: (body: string) => Promise<unknown>): { run(body: string): Promise<void>; told(): string } {
  const whole: number[] = [];
  const inDatabase: number[] = [];
  const run = async (body: string): Promise<void> => {
    const before = await spent(world);
    const begun = performance.now();
    await work(body);
    whole.push(performance.now() - begun);
    inDatabase.push((await spent(world)) - before);
  };
  const both = (numbers: number[]): string => `p50 ${median(numbers).toFixed(2)} ms, p99 ${at(numbers, 0.99).toFixed(2)} ms`;
  return { run, told: () => `whole ${both(whole)}; in the database ${both(inDatabase)}` };
}

/** Saves a comment as the script of its form does, whatever its revision. */
async function formOf(
  world: World,
  app: NestFastifyApplication,
  { token, commentId }: { token: string; commentId: string },
): Promise<(body: string) => Promise<void>> {
  const round = await world.db.readOne<{ reference: string }>('select reference from round where id = $1', [world.openRound]);
  const chosen = { type: 'SUBSTANTIVE', position: 'NEUTRAL', change: 'NONE', tlp: 'CLEAR', attribution: 'NAMED', locale: 'en' };
  return async (body) => {
    const fields = new FormData();
    for (const [name, value] of Object.entries({ id: commentId, on: 'sec_3', body, ...chosen })) fields.append(name, value);
    const sent = new Response(fields);
    const headers = {
      'content-type': sent.headers.get('content-type') ?? '',
      accept: 'application/json',
      authorization: `Bearer ${token}`,
    };
    const payload = await sent.text();
    const answer = await app.inject({ method: 'POST', url: `/rounds/${round?.reference}/comment/edit`, headers, payload });
    if (answer.statusCode !== 200) throw new Error(answer.payload.slice(0, 500));
  };
}

let waited = 0;
const watched = new WeakSet<object>();

/** Milliseconds that statements have waited for their answers so far, on the connections of the API. */
async function spent({ db }: World): Promise<number> {
  if (!watched.has(db.pool)) {
    watched.add(db.pool);
    db.pool.on('acquire', (client) => {
      if (watched.has(client)) return;
      watched.add(client);
      const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
      Object.assign(client, {
        query: (...args: unknown[]) => {
          const begun = performance.now();
          const answer = query(...args);
          if (answer instanceof Promise) void answer.finally(() => (waited += performance.now() - begun)).catch(() => undefined);
          return answer;
        },
      });
    });
  }
  await Promise.resolve();
  return waited;
}
