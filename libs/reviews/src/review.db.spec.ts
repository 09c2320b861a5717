import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiError, Client } from '../../../tests/support/client.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { type UnderReview, underReview } from '../../../tests/support/review-story.js';

const CONFIRM = `mutation($input: ConfirmDispositionsInput!) { confirmDispositions(input: $input) { dispositions { id } } }`;
const CONCLUDE = `mutation($input: ConcludeReviewCycleInput!) { concludeReviewCycle(input: $input) { reviewCycle { status } } }`;

let platform: TestPlatform;
let first: Client;
let second: Client;
let third: Client;
let people: { organizer: Client; secretariat: Client; author: Client };
let review: UnderReview;

beforeAll(async () => {
  platform = await TestPlatform.start();
  const organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
  const author = await platform.person('Stella Holder');
  first = await platform.person('First Secretary', 'SECRETARIAT');
  second = await platform.person('Second Secretary', 'SECRETARIAT');
  third = await platform.person('Third Secretary', 'SECRETARIAT');
  people = { organizer, secretariat: first, author };
});
afterAll(() => platform.stop());

const propose = async (by: Client, commentIds: string[], answer: object = {}): Promise<string[]> => {
  const input = { reviewCycleId: review.cycleId, commentIds, outcome: 'NOTED', response: '', ...answer };
  type Payload = { dispositions: { id: string }[] };
  return (await by.call<Payload>('proposeDispositions', input, 'dispositions { id }')).dispositions.map(({ id }) => id);
};
const confirm = (by: Client, dispositionIds: string[]): Promise<object> =>
  by.call('confirmDispositions', { dispositionIds }, 'dispositions { status }');
const ids = (): string[] => review.comments.map((comment) => comment.id);
const stored = () =>
  platform.db.read<{ status: string; n: number }>(
    'select status, count(*)::int as n from disposition where cycle_id = $1 group by status order by status',
    [review.cycleId],
  );

describe('four eyes', () => {
  beforeEach(async () => {
    review = await underReview(people, 3);
  });

  it('who proposed a disposition cannot confirm it, and another member of the secretariat can', async () => {
    const proposed = await propose(first, ids());
    const error = await first.refused('confirmDispositions', { dispositionIds: proposed }, 'dispositions { id }');
    expect(error.extensions.code).toBe('FORBIDDEN');
    expect(await stored()).toEqual([{ status: 'PROPOSED', n: 3 }]);
    expect(await confirm(second, proposed)).toEqual({ dispositions: proposed.map(() => ({ status: 'CONFIRMED' })) });
  });

  it('one of their own among others keeps all of them unconfirmed', async () => {
    const [mine, ...theirs] = ids();
    const proposed = [...(await propose(first, [String(mine)])), ...(await propose(second, theirs))];
    const error = await first.refused('confirmDispositions', { dispositionIds: proposed }, 'dispositions { id }');
    expect(error.extensions.code).toBe('FORBIDDEN');
    expect(await stored()).toEqual([{ status: 'PROPOSED', n: 3 }]);
  });

  it('who revised a proposal has made it their own, and what was proposed before is kept', async () => {
    const [disposition] = await propose(first, ids().slice(0, 1));
    await propose(second, ids().slice(0, 1), { outcome: 'DEFERRED', response: 'Later.' });
    const dispositionIds = [String(disposition)];
    const error = await second.refused('confirmDispositions', { dispositionIds }, 'dispositions { id }');
    expect(error.extensions.code).toBe('FORBIDDEN');
    expect(await first.call('confirmDispositions', { dispositionIds }, 'dispositions { outcome history { outcome } }')).toEqual({
      dispositions: [{ outcome: 'DEFERRED', history: [{ outcome: 'NOTED' }, { outcome: 'DEFERRED' }] }],
    });
  });

  it('the database itself holds no disposition that its proposer confirmed', async () => {
    await propose(first, ids());
    const forged = `update disposition set status = 'CONFIRMED', confirmed_by = proposed_by where cycle_id = $1`;
    await expect(platform.db.pool.query(forged, [review.cycleId])).rejects.toMatchObject({ code: '23514' });
  });

  it('of two who confirm at once one wins, and the other is told that it is CONFIRMED', async () => {
    const input = { dispositionIds: await propose(first, ids()) };
    const answers = await Promise.all([second, third].map((client) => client.ask(CONFIRM, { input })));
    const errors = answers.flatMap(({ errors: some }) => some ?? []);
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'CONFLICT', state: 'CONFIRMED' }]);
    const told = await platform.db.read(`select 1 from event where action = 'disposition.confirmed' and subject_id = any($1)`, [
      input.dispositionIds,
    ]);
    expect(told).toHaveLength(3);
  });

  it('a confirmed disposition is not proposed anew', async () => {
    await confirm(second, await propose(first, ids()));
    const input = { reviewCycleId: review.cycleId, commentIds: ids(), outcome: 'ACCEPTED', response: 'After all.' };
    const error = await first.refused('proposeDispositions', input, 'dispositions { id }');
    expect(error.extensions).toMatchObject({ code: 'CONFLICT', state: 'CONFIRMED' });
  });
});

describe('the gate', () => {
  beforeEach(async () => {
    review = await underReview(people, 7);
  });

  /** Concluding is refused, and changes nothing. */
  const refused = async (): Promise<ApiError> => {
    const error = await first.refused('concludeReviewCycle', { reviewCycleId: review.cycleId }, 'reviewCycle { id }');
    expect(error.extensions.code).toBe('CONFLICT');
    const state = await platform.db.readOne(
      `select k.concluded_at, r.status, (select count(*)::int from event e where e.action = 'review.concluded' and e.subject_id = k.id) as told
       from review_cycle k, round r where k.id = $1 and r.id = $2`,
      [review.cycleId, review.roundId],
    );
    expect(state).toEqual({ concludedAt: null, status: 'IN_REVIEW', told: 0 });
    return error;
  };
  const amend = (commentIds: string[], text: string): Promise<object> => {
    const change = { op: 'REPLACE', eId: 'sec_2__para_1', text };
    return first.call('createAmendment', { reviewCycleId: review.cycleId, commentIds, ...change }, 'amendment { id }');
  };
  const conclude = () => first.ask<object>(CONCLUDE, { input: { reviewCycleId: review.cycleId } });

  it('is shut while comments have no answer, and says which and how many', async () => {
    await confirm(second, await propose(first, ids().slice(0, 1)));
    const { message } = await refused();
    const unanswered = review.comments.slice(1).map((comment) => comment.reference);
    expect(message).toContain(unanswered.slice(0, 5).join(', '));
    expect(message).toContain('1 more');
    expect(message).not.toContain(review.comments[0]?.reference);
  });

  it('is shut while an answer is not confirmed, and names the comment', async () => {
    const proposed = await propose(first, ids());
    await confirm(second, proposed.slice(1));
    const open = await platform.db.readOne<{ reference: string }>(
      'select c.reference from disposition d join comment c on c.id = d.comment_id where d.id = $1',
      [proposed[0]],
    );
    expect((await refused()).message).toContain(open?.reference);
  });

  it('is shut while an accepted comment has neither an amendment nor a reason for none', async () => {
    await confirm(second, await propose(first, ids(), { outcome: 'ACCEPTED' }));
    await amend(ids().slice(1), 'No party uses it first.');
    const { message } = await refused();
    expect(message).toContain(review.comments[0]?.reference);
    expect(message).not.toContain(review.comments[1]?.reference);
  });

  it('is shut while two amendments contradict each other, and names the provision', async () => {
    await confirm(second, await propose(first, ids(), { outcome: 'ACCEPTED' }));
    await amend(ids(), 'No party uses it first.');
    await amend(ids(), 'Any party may use it first.');
    expect((await refused()).message).toContain('sec_2__para_1');
  });

  it('is shut while the amendments are in no draft, and opens when they are', async () => {
    await confirm(second, await propose(first, ids(), { outcome: 'ACCEPTED' }));
    await amend(ids(), 'No party uses it first.');
    await refused();
    await first.call('draftNextVersion', { reviewCycleId: review.cycleId, label: 'Second draft' }, 'version { id }');
    expect((await conclude()).errors).toBeUndefined();
  });

  it('opens without an amendment where each accepted comment says why there is none', async () => {
    await confirm(second, await propose(first, ids(), { outcome: 'ACCEPTED', response: 'The text says so already.' }));
    expect((await conclude()).errors).toBeUndefined();
  });

  it('lets one of two conclude who come at once', async () => {
    await confirm(second, await propose(first, ids()));
    const answers = await Promise.all([conclude(), conclude()]);
    const errors = answers.flatMap(({ errors: some }) => some ?? []);
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'CONFLICT', state: 'CONCLUDED' }]);
    expect(answers.filter(({ data }) => data)).toHaveLength(1);
  });

  it.each(['ACCEPTED_WITH_MODIFICATION', 'NOT_ACCEPTED', 'OUT_OF_SCOPE', 'DEFERRED', 'DUPLICATE'])(
    'owes the commenter a reason for %s',
    async (outcome) => {
      const input = { reviewCycleId: review.cycleId, commentIds: ids(), outcome, response: ' ' };
      const error = await first.refused('proposeDispositions', input, 'dispositions { id }');
      expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'response' }] });
      expect(await stored()).toEqual([]);
    },
  );
});
