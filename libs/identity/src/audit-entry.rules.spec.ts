import { describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '#platform/actor.rules.js';
import type { Actor } from '#platform/actor.types.js';
import type { StaffRole } from '#platform/schema.types.js';
import { knowsActor } from './audit-entry.rules.js';

const staff = (role: StaffRole, normId: string | null = null): Actor => ({
  ...ANONYMOUS,
  kind: 'account',
  accountId: 'me',
  staff: [{ role, normId }],
});
const entry = (action: string, actorId = 'somebody') => ({ action, actorId, normId: 'norm' });

describe('who did what the log tells of', () => {
  it.each(['submission.submitted', 'submission.started', 'comment.saved', 'comment.withdrawn'])(
    'is for the secretariat of the norm where participants act: %s',
    (action) => {
      for (const viewer of [staff('SECRETARIAT'), staff('SECRETARIAT', 'norm')])
        expect(knowsActor(viewer, entry(action))).toBe(true);
      for (const role of ['ADMIN', 'ORGANIZER', 'REVIEWER', 'OBSERVER'] as const)
        expect(knowsActor(staff(role), entry(action))).toBe(false);
      expect(knowsActor(staff('SECRETARIAT', 'another norm'), entry(action))).toBe(false);
      expect(knowsActor(staff('OBSERVER'), entry(action, 'me'))).toBe(true);
    },
  );

  it('is for staff where staff act, and for nobody else', () => {
    expect(knowsActor(staff('OBSERVER'), entry('round.opened'))).toBe(true);
    expect(knowsActor(ANONYMOUS, entry('round.opened'))).toBe(false);
    expect(knowsActor(ANONYMOUS, { action: 'round.closed', actorId: null, normId: 'norm' })).toBe(false);
  });
});
