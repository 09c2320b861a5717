import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RoundStatus } from '#platform/schema.types.js';
import { referenceFor, refuseMove, refuseReference, ROUND, type RoundMove, statusAt } from './round.rules.js';

const T = (minutes: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minutes));
const STATES = Object.keys(ROUND) as RoundStatus[];
const MOVES: RoundMove[] = ['schedule', 'open', 'extend', 'pause', 'close', 'cancel', 'review', 'conclude'];

/** The moves of domain.md, written down here a second time and by hand. */
const LISTED: Record<RoundStatus, RoundMove[]> = {
  DRAFT: ['schedule', 'open', 'cancel'],
  SCHEDULED: ['open', 'cancel'],
  OPEN: ['extend', 'pause', 'close', 'cancel'],
  PAUSED: ['open', 'cancel'],
  CLOSED: ['review'],
  IN_REVIEW: ['conclude'],
  CONCLUDED: [],
  CANCELLED: [],
};

describe('a round moves', () => {
  const cells = STATES.flatMap((status) => MOVES.map((move) => ({ status, move, allowed: LISTED[status].includes(move) })));
  it.each(cells)('$status, $move: $allowed', ({ status, move, allowed }) => {
    const round = { status, opensAt: T(10), closesAt: T(20) };
    const refusal = refuseMove(round, move, { reason: 'because', opensAt: T(10), closesAt: T(30) }, T(5));
    if (allowed) expect(refusal).toBeNull();
    else expect(refusal).toMatchObject({ code: 'CONFLICT', facts: { state: status } });
  });
});

describe('the instants of a round', () => {
  const open = { status: 'OPEN' as const, opensAt: T(0), closesAt: T(20) };

  it('is closed at its closing time, and not a millisecond before', () => {
    expect(statusAt(open, new Date(T(20).getTime() - 1))).toBe('OPEN');
    expect(statusAt(open, T(20))).toBe('CLOSED');
  });

  it('opens at its opening time, and not a millisecond before', () => {
    const scheduled = { ...open, status: 'SCHEDULED' as const, opensAt: T(10) };
    expect(statusAt(scheduled, new Date(T(10).getTime() - 1))).toBe('SCHEDULED');
    expect(statusAt(scheduled, T(10))).toBe('OPEN');
  });

  it('cannot close before it opens, nor in the past', () => {
    const draft = { status: 'DRAFT' as const, opensAt: null, closesAt: null };
    const refused = refuseMove(draft, 'schedule', { opensAt: T(10), closesAt: T(10) }, T(5));
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', facts: { fields: [{ path: 'closesAt' }] } });
    expect(refuseMove(draft, 'schedule', { opensAt: T(1), closesAt: T(4) }, T(5))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('is extended only to a later time, with a reason', () => {
    expect(refuseMove(open, 'extend', { closesAt: T(21), reason: 'more time asked for' }, T(5))).toBeNull();
    expect(refuseMove(open, 'extend', { closesAt: T(20), reason: 'x' }, T(5))).toMatchObject({
      facts: { fields: [{ path: 'closesAt' }] },
    });
    expect(refuseMove(open, 'extend', { closesAt: T(21), reason: ' ' }, T(5))).toMatchObject({
      facts: { fields: [{ path: 'reason' }] },
    });
  });

  it('is never moved once its time is over, whatever was last written down', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MOVES), fc.integer({ min: 20, max: 1000 }), (move, at) => {
        const refusal = refuseMove(open, move, { reason: 'r', closesAt: T(2000) }, T(at));
        expect(refusal === null).toBe(move === 'review');
      }),
    );
  });
});

describe('a reference', () => {
  it('is made from the slug and can stand in a number', () => {
    expect(referenceFor('no-first-use', 1)).toBe('NFU-R1');
    expect(refuseReference(referenceFor('asvs', 3))).toBeNull();
    expect(refuseReference('nfu r1')).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('the grace of a round', () => {
  const closed = { status: 'CLOSED' as const, opensAt: T(0), closesAt: T(20), graceMinutes: 10 };

  it('is over before its review begins', () => {
    expect(refuseMove(closed, 'review', {}, T(29))).toMatchObject({ code: 'CONFLICT' });
    expect(refuseMove(closed, 'review', {}, T(30))).toBeNull();
  });
});
