import { describe, expect, it } from '@jest/globals';
import type { CommentStatus, FlagKind } from '#platform/schema.types.js';
import { refuseDecision, refuseReason, setsAside } from './moderation.rules.js';

const STATUSES: readonly CommentStatus[] = ['DRAFT', 'PENDING_MODERATION', 'PUBLISHED', 'WITHHELD', 'WITHDRAWN'];
const KINDS: readonly FlagKind[] = ['ABUSE', 'SPAM', 'OFF_TOPIC', 'PRIVATE_DATA', 'FALSE_ATTRIBUTION', 'OTHER'];

describe('what a moderator may decide', () => {
  const allowed = (decision: 'PUBLISH' | 'WITHHOLD', isFlagged: boolean): CommentStatus[] =>
    STATUSES.filter((status) => refuseDecision({ reference: 'R1-0001', status, isFlagged }, decision) === null);

  it.each([
    ['PUBLISH', false, ['PENDING_MODERATION', 'WITHHELD']],
    ['PUBLISH', true, ['PENDING_MODERATION', 'PUBLISHED', 'WITHHELD']],
    ['WITHHOLD', false, ['PENDING_MODERATION', 'PUBLISHED']],
    ['WITHHOLD', true, ['PENDING_MODERATION', 'PUBLISHED', 'WITHHELD']],
  ] as const)('%s, a flag waiting: %s', (decision, isFlagged, from) => expect(allowed(decision, isFlagged)).toEqual(from));

  it('tells the state that forbids it', () => {
    const refusal = refuseDecision({ reference: 'R1-0001', status: 'WITHDRAWN', isFlagged: true }, 'PUBLISH');
    expect(refusal).toMatchObject({ code: 'CONFLICT', facts: { state: 'WITHDRAWN' } });
  });

  it.each([null, undefined, '', ' \n'])('owes a reason for what it hides: %j', (reason) => {
    expect(refuseReason('WITHHOLD', reason)).toMatchObject({ facts: { fields: [{ path: 'reason' }] } });
    expect(refuseReason('PUBLISH', reason)).toBeNull();
  });
});

describe('a flag that sets a comment aside at once', () => {
  const fresh = { status: 'PUBLISHED' as const, wasPublishedByModerator: false, reportedByCaller: 0 };
  it('is of one kind', () => expect(KINDS.filter((kind) => setsAside(kind, fresh))).toEqual(['FALSE_ATTRIBUTION']));
  it('finds the comment published', () =>
    expect(STATUSES.filter((status) => setsAside('FALSE_ATTRIBUTION', { ...fresh, status }))).toEqual(['PUBLISHED']));
  it('does not undo what a moderator decided', () =>
    expect(setsAside('FALSE_ATTRIBUTION', { ...fresh, wasPublishedByModerator: true })).toBe(false));
  it('is one of at most three by the same account', () =>
    expect([0, 1, 2, 3].map((reportedByCaller) => setsAside('FALSE_ATTRIBUTION', { ...fresh, reportedByCaller }))).toEqual([
      true,
      true,
      true,
      false,
    ]));
});
