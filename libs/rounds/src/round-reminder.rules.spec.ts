import { describe, expect, it } from '@jest/globals';
import { reminderDue } from './round-reminder.rules.js';

const H = (hours: number): Date => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000);

describe('the reminder before a closing', () => {
  const long = { closesAt: H(1000), settledAt: H(0), told: [] as number[] };

  it.each<[number, number[], number | null]>([
    [831, [], null],
    [832, [], 168],
    [832, [168], null],
    [951, [168], null],
    [952, [168], 48],
    [997, [168, 48], 3],
    [997, [168, 48, 3], null],
    [1000, [168, 48], null],
  ])('at hour %i of 1000, %j being told, is %j', (hour, told, due) => expect(reminderDue({ ...long, told }, H(hour))).toBe(due));

  it('is one alone where no worker ran for long: the nearest', () => {
    expect(reminderDue(long, H(998))).toBe(3);
    expect(reminderDue({ ...long, told: [3] }, H(998))).toBeNull();
  });

  it('is left out where the closing time was settled after its instant', () => {
    expect(reminderDue({ closesAt: H(48), settledAt: H(0), told: [] }, H(1))).toBeNull();
    expect(reminderDue({ closesAt: H(49), settledAt: H(0), told: [] }, H(1))).toBe(48);
    expect(reminderDue({ closesAt: H(1001), settledAt: H(998), told: [] }, H(998))).toBeNull();
  });
});
