import { describe, expect, it } from '@jest/globals';
import { newCodeSecret, newRecoveryCodes, stepOf } from './second-factor-codes.js';
import { isOneTimeCode, plainRecoveryCode, refuseTry } from './second-factor.rules.js';

const NOW = new Date('2026-03-01T09:00:00.000Z');
const ago = (ms: number): Date => new Date(NOW.getTime() - ms);

describe('tries of a code', () => {
  it.each([
    [0, null],
    [4, ago(0)],
    [5, ago(15 * 60_000)],
  ])('may go on after %i wrong ones', (failures, failedAt) => expect(refuseTry({ failures, failedAt }, NOW)).toBeNull());

  it('wait 15 minutes after five wrong ones, and are told how long', () => {
    expect(refuseTry({ failures: 5, failedAt: ago(60_000) }, NOW)).toMatchObject({
      code: 'RATE_LIMITED',
      facts: { retryAfter: 840 },
    });
  });
});

describe('a one-time code', () => {
  // RFC 6238, appendix B: the secret "12345678901234567890", the last six of the eight digits given there
  const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [20_000_000_000, '353130', 666_666_666],
  ])('is that of RFC 6238 at %i s', (seconds, code, step) => expect(stepOf(SECRET, code, new Date(seconds * 1000))).toBe(step));

  it('is good one step before and after its own, and no further', () => {
    const at = (seconds: number): number | null => stepOf(SECRET, '287 082', new Date(seconds * 1000));
    expect([at(0), at(29), at(89), at(90)]).toEqual([1, 1, 1, null]);
  });

  it('is told from a recovery code', () => {
    expect(['123456', '123 456'].every(isOneTimeCode)).toBe(true);
    expect(['12345', '1234567', 'ABCD-EFGH-IJKL-MNOP', ''].some(isOneTimeCode)).toBe(false);
  });
});

it('secrets and recovery codes are long, and never the same', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
  expect(plainRecoveryCode(` ${String(codes[0]).toLowerCase().replaceAll('-', ' ')}`)).toBe(String(codes[0]).replaceAll('-', ''));
  expect(newCodeSecret()).toMatch(/^[A-Z2-7]{32}$/);
});
