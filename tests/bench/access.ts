import autocannon, { type Request, type Result } from 'autocannon';
import { Client } from '../support/client.js';
import { freePort, PlatformProcess } from '../support/processes.js';
import { makeWorld, SIZE, type World } from './world.js';

const SECONDS = 10;
const QUERY = '{ rounds(first: 10) { nodes { id reference title status } } }';

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** An API as a process of its own behind a proxy, so that each request can come from an address of its own. */
async function withApi(work: (url: string, world: World) => Promise<void>): Promise<void> {
  const world = await makeWorld({ ...SIZE, comments: 1000, answered: 100 });
  const port = await freePort();
  const env = { DATABASE_URL: world.url, DATA_DIR: world.dataDir, LOG_LEVEL: 'fatal', PORT: String(port), TRUST_PROXY: 'true' };
  const api = new PlatformProcess('api', env);
  try {
    await api.start();
    await work(`http://127.0.0.1:${port}`, world);
  } finally {
    await api.stop();
    await world.stop();
  }
}

const post = (query: string, variables: object, from: string): Request => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
  body: JSON.stringify({ query, variables }),
});
/** An address of its own for each try, so that no limit of a network stands in for what is measured. */
const addressOf = (i: number): string => `2001:db8:${(i >> 8).toString(16)}:${(i & 255).toString(16)}::1`;

/** The p99 of a public read with nothing else going on, and under 200 sign-ins a second. */
export async function benchSignIn(): Promise<void> {
  await withApi(async (url) => {
    const read = (): Promise<Result> =>
      autocannon({ url, connections: 4, overallRate: 50, duration: SECONDS, requests: [post(QUERY, {}, addressOf(0))] });
    const signIns = Array.from({ length: 2000 }, (_, i) =>
      post(
        'mutation($i: SignInInput!) { signIn(input: $i) { token } }',
        { i: { email: `person.${i}@bench.test`, password: 'a guess' } },
        addressOf(i),
      ),
    );
    await read();
    const idle = await read();
    const load = autocannon({ url, connections: 64, overallRate: 200, duration: SECONDS + 2, requests: signIns });
    const busy = await read();
    const { '2xx': answered, duration } = await load;
    console.log(`a public read, 50 a second: idle p50 ${idle.latency.p50} ms, p99 ${idle.latency.p99} ms`);
    console.log(
      `under 200 sign-ins a second (${Math.round(answered / duration)} answered): p50 ${busy.latency.p50} ms, p99 ${busy.latency.p99} ms`,
    );
  });
}

type Ask = (i: number) => [query: string, input: object];

/** The medians of so many tries each with known and with unknown addresses, taken in turn, and how far apart they are. */
export async function benchTiming(tries: number): Promise<void> {
  await withApi(async (url, { db, authors }) => {
    const approver = new Client(url, authors[0] ?? '');
    const input = { name: 'Timed works', group: 'INDUSTRY', region: 'GLOBAL' };
    const { organization } = await approver.call<{ organization: { id: string } }>(
      'registerOrganization',
      input,
      'organization { id }',
    );
    const ok = (name: string, type: string): string => `mutation($i: ${type}!) { ${name}(input: $i) { ok } }`;
    const email = (i: number): string => `${i % 2 ? 'person' : 'nobody'}.${i}@bench.test`;
    const asks: Record<string, Ask> = {
      requestPasswordReset: (i) => [ok('requestPasswordReset', 'RequestPasswordResetInput'), { email: email(i) }],
      requestSignInLink: (i) => [ok('requestSignInLink', 'RequestSignInLinkInput'), { email: email(i) }],
      inviteMember: (i) => [
        ok('inviteMember', 'InviteMemberInput'),
        { organizationId: organization.id, email: email(i), role: 'CONTRIBUTOR' },
      ],
      signUp: (i) => [
        ok('signUp', 'SignUpInput'),
        { email: email(i), password: 'a long enough password', displayName: 'Somebody' },
      ],
    };
    for (const [name, ask] of Object.entries(asks)) {
      const took: [number[], number[]] = [[], []];
      const bytes = new Set<string>();
      for (let i = 1; i <= 2 * tries; i++) {
        const [query, i_] = ask(i);
        const began = performance.now();
        const headers = {
          'content-type': 'application/json',
          'x-forwarded-for': addressOf(i),
          authorization: `Bearer ${approver.token}`,
        };
        const answer = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ query, variables: { i: i_ } }),
        });
        bytes.add(`${answer.status} ${await answer.text()}`);
        took[i % 2 ? 0 : 1].push(performance.now() - began);
        if (i % 50 === 0) await db.pool.query('delete from invitation'); // a hundred may be open; a refusal is not what is measured
      }
      await db.pool.query('truncate attempt_count');
      const [known, unknown] = [median(took[0]), median(took[1])];
      const apart = Math.abs(known - unknown);
      console.log(
        `${name}: known ${known.toFixed(2)} ms, unknown ${unknown.toFixed(2)} ms, ${apart.toFixed(2)} ms apart, ${bytes.size} kind of answer`,
      );
    }
  });
}
