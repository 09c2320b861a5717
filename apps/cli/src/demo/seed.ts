import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '#platform/config.js';
import { Ctx } from '#platform/ctx.js';
import { Database } from '#platform/database.js';
import { newId } from '#platform/ids.js';
import { makeLogger } from '#platform/log.js';
import { makeApi } from '../../../api/src/api.js';
import { ENTITIES } from '../../../api/src/libs.js';
import { makeWorker, type Worker } from '../../../worker/src/worker.js';
import { ApiClient } from './api-client.js';
import { signIn } from './cast.js';
import { openNfuRound } from './nfu-story.js';
import { answerNistComments, openNistRound, submitNistComments } from './nist-story.js';
import { DEMO_PEOPLE, type DemoPerson } from './people.js';
import type { Stage } from './stage.js';

const DAY_MS = 24 * 3600 * 1000;
const PATIENCE_MS = 120_000;

const LOCK = 779_003; // one teller at a time, whatever the number of machines that start together
const PROGRESS = `select (select min(at) from event where action = 'demonstration.begun') as begun_at,
  exists (select 1 from event where action = 'demonstration.loaded') as is_loaded, exists (select 1 from norm) as has_norms`;

/**
 * Loads the demonstration into an empty database, once: the story of a real norm from its draft to its second version, and a
 * second norm with a round that is open. It is told through the API, so by the same services, rules and log as everything else.
 * A telling that was cut short is taken up again: what it did already is not done twice.
 */
export async function seedDemo(config: Config, databaseUrl: string): Promise<void> {
  const db = await Database.connect(databaseUrl, ENTITIES, 6);
  const turn = await db.pool.connect();
  try {
    await turn.query('select pg_advisory_lock($1)', [LOCK]);
    const progress = await db.readOne<{ begunAt: Date | null; isLoaded: boolean; hasNorms: boolean }>(PROGRESS);
    if (progress && !progress.isLoaded && (progress.begunAt || !progress.hasNorms)) {
      await tell(config, databaseUrl, db, progress.begunAt ?? (await begin(db)));
    }
  } finally {
    turn.release(true); // with its connection goes the lock
    await db.close();
  }
}

const note = (db: Database, action: string): Promise<Date> =>
  db.write(Ctx.system(db, 'demonstration'), async (tx) => {
    await tx.tell({ action, subjectId: newId() });
    return tx.now;
  });
const begin = (db: Database): Promise<Date> => note(db, 'demonstration.begun');

async function tell(config: Config, databaseUrl: string, db: Database, begunAt: Date): Promise<void> {
  const platform = { config: { ...config, databaseUrl }, db, logger: makeLogger('warn', 'demonstration') };
  const [api, worker] = [await makeApi(platform), await makeWorker(platform)];
  await api.listen(0, '127.0.0.1');
  const stage = new DemoStage(db, await api.getUrl(), worker);
  try {
    await stage.castAll(DEMO_PEOPLE);
    await openNfuRound(stage, new Date(begunAt.getTime() + 30 * DAY_MS));
    const round = await openNistRound(stage, { opensAt: begunAt, closesAt: new Date(begunAt.getTime() + DAY_MS) });
    const comments = await submitNistComments(stage, round);
    await stage.close(round.roundId);
    await stage.summaryOf(round.roundId);
    await answerNistComments(stage, round, comments);
    await worker.drain();
    await note(db, 'demonstration.loaded');
  } finally {
    await worker.stop();
    await api.close();
  }
}

/** The demonstration's stage: accounts are made directly, everything else goes through the API. */
class DemoStage implements Stage {
  private readonly clients = new Map<string, ApiClient>();

  constructor(
    private readonly db: Database,
    private readonly url: string,
    private readonly worker: Worker,
  ) {}

  as(email: string): Promise<ApiClient> {
    const client = this.clients.get(email);
    return client ? Promise.resolve(client) : Promise.reject(new Error(`Nobody of the demonstration has the address ${email}.`));
  }

  /** Commenters of the record have no password that anybody knows: they are not among those who can sign in. */
  cast({ email, name }: { email: string; name: string }): Promise<ApiClient> {
    return this.make({ email, name, password: crypto.randomUUID(), role: 'commenter' });
  }

  async castAll(people: readonly DemoPerson[]): Promise<void> {
    await Promise.all(people.map((person) => this.make(person)));
  }

  async close(roundId: string): Promise<void> {
    const organizer = await this.as(DEMO_PEOPLE.find((person) => person.staffRole === 'ORGANIZER')?.email ?? '');
    await organizer.call('closeRound', { roundId }, 'round { status }', 'RoundTransitionInput');
  }

  async until<T>(what: string, probe: () => Promise<T | null>): Promise<T> {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await wait(100)) {
      await this.worker.drain();
      const value = await probe();
      if (value !== null) return value;
    }
    throw new Error(`The demonstration waited in vain for ${what}.`);
  }

  async summaryOf(roundId: string): Promise<string> {
    const secretariat = await this.as(DEMO_PEOPLE.find((person) => person.staffRole === 'SECRETARIAT')?.email ?? '');
    return this.until('the summary', async () => {
      const { round } = await secretariat.get<{ round: { summaries: { id: string; status: string }[] } }>(
        'query($id: ID!) { round(id: $id) { summaries { id status } } }',
        { id: roundId },
      );
      return round.summaries.find((summary) => summary.status === 'READY')?.id ?? null;
    });
  }

  private async make(person: DemoPerson): Promise<ApiClient> {
    const client = new ApiClient(this.url, await signIn(this.db, person));
    this.clients.set(person.email, client);
    return client;
  }
}
