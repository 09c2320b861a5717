import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openNfuRound } from '../../apps/cli/src/demo/nfu-story.js';
import { answerNistComments, openNistRound, submitNistComments } from '../../apps/cli/src/demo/nist-story.js';
import { DEMO_PEOPLE } from '../../apps/cli/src/demo/people.js';
import { TestStage } from '../support/stage.js';

const HOUR = 3_600_000;
const COUNTS = `select (select count(*)::int from norm) as norms, (select count(*)::int from provision) as provisions,
  (select count(*)::int from comment) as comments, (select count(*)::int from submission) as submissions,
  (select count(*)::int from disposition) as dispositions, (select count(*)::int from amendment) as amendments,
  (select count(*)::int from organization) as organizations, (select count(*)::int from file) as files,
  (select count(*)::int from event) as events, (select count(*)::int from mail) as mails`;

describe('a client that repeats its requests under their Idempotency-Keys', () => {
  let stage: TestStage;
  const begunAt = new Date();

  beforeAll(async () => {
    stage = await TestStage.open(DEMO_PEOPLE);
  });
  afterAll(() => stage.end());

  const tell = async (): Promise<unknown> => {
    stage.rewind();
    const open = await openNfuRound(stage, new Date(begunAt.getTime() + 2 * HOUR));
    const times = { opensAt: new Date(begunAt.getTime() + HOUR), closesAt: new Date(begunAt.getTime() + 2 * HOUR) };
    stage.moveClock(0);
    const round = await openNistRound(stage, times);
    stage.moveClock(HOUR + 1000);
    const comments = await submitNistComments(stage, round);
    stage.moveClock(2 * HOUR + 1000);
    await stage.passInstants();
    const answered = await answerNistComments(stage, round, comments);
    await stage.platform.drain();
    return { open, round: round.roundId, comments: comments.map(({ id, reference }) => [id, reference]), answered };
  };

  it('gets the answers of the first time, and nothing is done twice', async () => {
    const first = await tell();
    const counts = await stage.platform.db.readOne(COUNTS);
    expect(await tell()).toEqual(first);
    expect(await stage.platform.db.readOne(COUNTS)).toEqual(counts);
  });
});
