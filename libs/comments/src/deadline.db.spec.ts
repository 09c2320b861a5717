import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ctx } from '#platform/ctx.js';
import { RoundClock } from '#rounds/round-clock.service.js';
import type { Client } from '../../../tests/support/client.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { holdRound, untilSomebodyWaits, untilTrue } from '../../../tests/support/locks.js';
import { openRound, type OpenRound } from '../../../tests/support/stories.js';
import { DeadlineRace, type Outcome, WRITERS } from '../../../tests/support/deadline-race.js';
import { type Attempt, handInTwoSteps, submitInOneStep, writeUntilRefused } from '../../../tests/support/writers.js';

/** Closings of each kind without HTTP between, and over HTTP; `npm run bench -- deadline` has 200, or 1,000. */
const RACES = 20;
const ROUNDS = [0, 1, 2];
const OPEN_MS = 250;
const LONGEST_OPEN_MS = 8000;
const PASSED = '(select closes_at <= clock_now() from round where id = $1)';

/** The instants, on the one clock of the machine, between which a closing took effect. */
interface Closing {
  earliest: number;
  latest: number;
}

const count = <T>(rows: T[], which: (row: T) => boolean): number => rows.filter(which).length;

describe('the deadline, while 24 people hand in as fast as they can', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let writers: Client[];

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    writers = await Promise.all(
      Array.from({ length: WRITERS }, (_, i) => platform.person(`Writer ${String.fromCharCode(97 + i)}`)),
    );
  });
  afterAll(() => platform.stop());

  /** Half of the writers submit in one step, half hand in a draft; each goes on until refused, and tries once more at the end. */
  async function race(round: OpenRound, close: (accepted: (n: number) => Promise<void>) => Promise<Closing>) {
    let waiting: { n: number; go: () => void } | null = null;
    let count = 0;
    const onAccepted = (): void => {
      count += 1;
      if (waiting && count >= waiting.n) waiting.go();
    };
    const accepted = (n: number): Promise<void> => new Promise((go) => (waiting = { n, go }));
    const ways = writers.map((client, i) => ({ client, way: i % 2 === 0 ? submitInOneStep : handInTwoSteps }));
    const closed = close(accepted);
    const attempts = await Promise.all(ways.map(({ client, way }) => writeUntilRefused(client, round.id, way, onAccepted)));
    const closing = await closed;
    const after = await Promise.all(ways.map(({ client, way }) => way(client, round.id)));
    return { closing, attempts: [...attempts.flat(), ...after] };
  }

  /** Invariant 1, of everything that was tried and everything that is stored. */
  async function expectTheDeadlineHeld(round: OpenRound, closing: Closing, attempts: Attempt[]): Promise<void> {
    const accepted = attempts.filter((attempt) => attempt.receipt !== null);
    const refused = attempts.filter((attempt) => attempt.receipt === null);
    expect(count(accepted, (attempt) => attempt.sent >= closing.latest)).toBe(0);
    expect(count(refused, (attempt) => attempt.answered < closing.earliest)).toBe(0);
    const stored = await platform.db.read<{ receipt: string; comments: number; told: number; onTime: boolean }>(
      `select s.receipt_number as receipt, s.submitted_at >= r.opens_at and s.submitted_at < r.closes_at and not s.late as on_time,
         (select count(*)::int from comment c where c.submission_id = s.id and c.number is not null) as comments,
         (select count(*)::int from event e where e.subject_id = s.id and e.action = 'submission.submitted') as told
       from submission s join round r on r.id = s.round_id where s.round_id = $1 and s.submitted_at is not null`,
      [round.id],
    );
    expect(accepted.length).toBeGreaterThan(0);
    expect(stored.map((row) => row.receipt).sort()).toEqual(accepted.map((attempt) => attempt.receipt).sort());
    const figures = { onTime: count(stored, (row) => row.onTime), told: count(stored, (row) => row.told === 1) };
    expect({ ...figures, comments: count(stored, (row) => row.comments === 1) }).toEqual({
      onTime: accepted.length,
      told: accepted.length,
      comments: accepted.length,
    });
  }

  describe('asked of the services themselves, so that more are on their way at the instant', () => {
    let race: DeadlineRace;
    beforeAll(async () => {
      race = await DeadlineRace.prepare(platform.db, platform.app);
    });

    const held = (outcomes: Outcome[]): void => {
      expect(outcomes.flatMap(({ faults }) => faults)).toEqual([]);
      expect(Math.min(...outcomes.map(({ accepted }) => accepted))).toBeGreaterThan(0);
    };

    it(`holds in ${RACES} closings by an organizer: what is stored, acknowledged and sealed is one`, async () => {
      const outcomes: Outcome[] = [];
      for (let i = 0; i < RACES; i++) outcomes.push(await race.closedByOrganizer(1 + i));
      held(outcomes);
    });

    it(`holds in ${RACES} closings by the clock, while the worker's clocks write down and seal`, async () => {
      const outcomes: Outcome[] = [];
      for (let i = 0; i < RACES; i++) outcomes.push(await race.closedByClock(60 + 2 * i));
      held(outcomes);
    });
  });

  it.each(ROUNDS)('takes nothing after an organizer closed round %i, and refuses nothing before', async (i) => {
    const round = await openRound(organizer);
    const { closing, attempts } = await race(round, async (accepted) => {
      await accepted(WRITERS + 3 * i);
      const earliest = Date.now();
      await organizer.call('closeRound', { roundId: round.id }, 'round { status }');
      return { earliest, latest: Date.now() };
    });
    await expectTheDeadlineHeld(round, closing, attempts);
  });

  it.each(ROUNDS)('takes nothing from the instant at which round %i closes by itself, and refuses nothing before', async () => {
    for (let openMs = OPEN_MS; ; openMs *= 2) {
      const { round, closing, attempts } = await raceTheClock(openMs);
      const isRace = attempts.some((attempt) => attempt.receipt !== null); // on a busy machine nobody may get there in time
      if (!isRace && openMs < LONGEST_OPEN_MS) continue;
      return expectTheDeadlineHeld(round, closing, attempts);
    }
  });

  async function raceTheClock(openMs: number): Promise<{ round: OpenRound; closing: Closing; attempts: Attempt[] }> {
    const round = await openRound(organizer, { closesInMs: openMs });
    const clock = platform.app.get(RoundClock, { strict: false });
    const raced = await race(round, async () => {
      const closesAt = () =>
        platform.db.readOne<{ closesAt: Date; status: string }>('select * from round where id = $1', [round.id]);
      while ((await closesAt())?.status === 'OPEN') await clock.pass(Ctx.system(platform.db, 'clock'));
      const instant = (await closesAt())?.closesAt.getTime() ?? Number.NaN;
      return { earliest: instant, latest: instant };
    });
    return { round, ...raced };
  }

  it('decides at the instant at which it got hold of the round, not at which it was asked', async () => {
    const round = await openRound(organizer, { closesInMs: OPEN_MS });
    const held = await holdRound(platform.db, round.id, 'update');
    const attempts = Promise.all(writers.slice(0, 2).map((client) => submitInOneStep(client, round.id)));
    await untilSomebodyWaits(platform.db);
    await untilTrue(platform.db, PASSED, [round.id]);
    await held.release();
    expect((await attempts).map((attempt) => attempt.receipt)).toEqual([null, null]);
  });

  it('is not moved by an extension that was asked for in time and got hold of the round too late', async () => {
    const round = await openRound(organizer, { closesInMs: OPEN_MS });
    const held = await holdRound(platform.db, round.id, 'share');
    const later = { closesAt: new Date(Date.now() + 3_600_000).toISOString(), reason: 'More time was asked for.' };
    const answer = organizer.ask('mutation($input: ExtendRoundInput!) { extendRound(input: $input) { round { status } } }', {
      input: { roundId: round.id, ...later },
    });
    await untilSomebodyWaits(platform.db);
    await untilTrue(platform.db, PASSED, [round.id]);
    const [writer] = writers as [Client];
    expect((await submitInOneStep(writer, round.id)).receipt).toBeNull();
    await held.release();
    expect((await answer).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', state: 'CLOSED' });
  });

  it('keeps a draft that came too late, for its author to read', async () => {
    const round = await openRound(organizer);
    const [author] = writers as [Client];
    const { submission } = await author.call<{ submission: { id: string } }>(
      'startSubmission',
      { roundId: round.id },
      'submission { id }',
    );
    const comment = { type: 'GENERAL', body: 'Written in time, sent too late.' };
    await author.call('saveComment', { submissionId: submission.id, comment }, 'comment { id }');
    await organizer.call('closeRound', { roundId: round.id }, 'round { status }');
    const error = await author.refused('submit', { submissionId: submission.id }, 'submission { id }');
    expect(error.extensions).toMatchObject({ code: 'ROUND_NOT_OPEN', state: 'CLOSED' });
    const mine = await author.get(
      'query($id: ID!) { mySubmissions(roundId: $id) { status receipt { number } comments { body } } }',
      {
        id: round.id,
      },
    );
    expect(mine).toEqual({ mySubmissions: [{ status: 'DRAFT', receipt: null, comments: [{ body: comment.body }] }] });
  });
});
