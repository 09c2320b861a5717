import { describe, expect, it } from '@jest/globals';
import { refuseAppeal, refuseSector, refuseVetting, SECTORS, type Vetting } from './organization.rules.js';

const vetting = (patch: Partial<Vetting> = {}): Vetting => ({
  vetting: 'PENDING',
  vettedBy: null,
  appealedAt: null,
  appealDecidedAt: null,
  ...patch,
});
const AT = new Date(0);

describe('the sectors', () => {
  const points = (annex: string): number[] =>
    SECTORS.filter((sector) => sector.annex === annex).flatMap((sector) => sector.points);

  it('are all of Annexes I and II of NIS2, each once', () => {
    expect(points('I')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(points('II')).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(new Set(SECTORS.map(({ code }) => code)).size).toBe(SECTORS.length);
  });

  it.each(['ENERGY', 'FINANCE', 'HEALTH', 'TRANSPORT', 'WATER', 'DIGITAL_INFRASTRUCTURE', 'PUBLIC_ADMINISTRATION', 'SPACE'])(
    'have %s',
    (sector) => expect(refuseSector(sector)).toBeNull(),
  );

  it('have no other', () => {
    expect(refuseSector(null)).toBeNull();
    expect(refuseSector('energy')).toMatchObject({ code: 'BAD_USER_INPUT', facts: { fields: [{ path: 'sector' }] } });
  });
});

describe('vetting', () => {
  const staff = { accountId: 'staff', isMember: false };

  it('owes a reason for a rejection, and none for the rest', () => {
    expect(refuseVetting(vetting(), staff, 'REJECTED', ' ')).toMatchObject({ facts: { fields: [{ path: 'reason' }] } });
    expect(refuseVetting(vetting(), staff, 'REJECTED', 'No trace of it.')).toBeNull();
    expect(refuseVetting(vetting(), staff, 'VERIFIED', null)).toBeNull();
  });

  it('is not for members', () =>
    expect(refuseVetting(vetting(), { ...staff, isMember: true }, 'VERIFIED', null)).toMatchObject({ code: 'FORBIDDEN' }));

  it('on an appeal is for somebody else than who rejected, with a reason, and says yes or no', () => {
    const appealed = vetting({ vetting: 'REJECTED', vettedBy: 'staff', appealedAt: AT });
    const other = { ...staff, accountId: 'other' };
    expect(refuseVetting(appealed, staff, 'VERIFIED', 'Yes.')).toMatchObject({ code: 'FORBIDDEN' });
    expect(refuseVetting(appealed, other, 'PENDING', 'Hm.')).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(refuseVetting(appealed, other, 'VERIFIED', null)).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(refuseVetting(appealed, other, 'VERIFIED', 'Yes.')).toBeNull();
    expect(refuseVetting({ ...appealed, appealDecidedAt: AT }, staff, 'VERIFIED', 'Yes.')).toBeNull();
  });
});

describe('an appeal', () => {
  const rejected = vetting({ vetting: 'REJECTED', vettedBy: 'staff' });

  it('needs a rejection, and grounds', () => {
    expect(refuseAppeal(rejected, 'We are real.')).toBeNull();
    expect(refuseAppeal(rejected, '  ')).toMatchObject({ code: 'BAD_USER_INPUT' });
    for (const status of ['PENDING', 'VERIFIED'] as const)
      expect(refuseAppeal(vetting({ vetting: status }), 'x')).toMatchObject({ code: 'CONFLICT', facts: { state: status } });
  });

  it('can be made once', () =>
    expect(refuseAppeal({ ...rejected, appealedAt: AT, appealDecidedAt: AT }, 'Again.')).toMatchObject({ code: 'CONFLICT' }));
});
