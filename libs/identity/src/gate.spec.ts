import { describe, expect, it } from '@jest/globals';
import { Gate } from './gate.js';

describe('a gate', () => {
  it('lets two run and three wait, in order, and refuses who comes beyond that', async () => {
    const gate = new Gate(2, 3);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const work = (i: number) => (): Promise<number> =>
      new Promise((resolve) => {
        begun.push(i);
        ends.push(() => resolve(i));
      });
    const runs = [0, 1, 2, 3, 4].map((i) => gate.run(work(i)));
    await expect(gate.run(work(5))).rejects.toMatchObject({ code: 'RATE_LIMITED', facts: { retryAfter: 3 } });
    expect(begun).toEqual([0, 1]);
    for (let i = 0; i < 5; i++) {
      ends[i]?.();
      await runs[i];
      await Promise.resolve();
    }
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    expect(await Promise.all(runs)).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives its place on when a work fails', async () => {
    const gate = new Gate(1, 1);
    await expect(gate.run(() => Promise.reject(new Error('as the test wants it')))).rejects.toThrow('as the test wants it');
    expect(await gate.run(() => Promise.resolve('next'))).toBe('next');
  });
});
