import { describe, expect, it } from '@jest/globals';
import { networkOf, refuseAttempts } from './attempt.rules.js';

describe('the network that tries are counted under', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('tries', () => {
  it('are taken up to the limit, and refused beyond it for as long as the window lasts', () => {
    const count = { limit: 3, endsIn: 59.2 };
    expect(refuseAttempts([{ ...count, tries: 3 }])).toBeNull();
    const refusal = refuseAttempts([
      { ...count, tries: 4 },
      { limit: 1, endsIn: 10, tries: 1 },
    ]);
    expect(refusal).toMatchObject({ code: 'RATE_LIMITED', facts: { retryAfter: 60 } });
  });
});
