import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '#platform/config.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ATTEMPTS } from '#identity/attempt.rules.js';
import { makeApi } from '../../apps/api/src/api.js';
import { Client, type ApiError } from '../support/client.js';
import { mailsTo } from '../support/mailbox.js';
import { TestPlatform } from '../support/platform.js';

/** `ABUSE_TRIES=10000 npm test -- attempts` is the whole form. */
const TRIES = Number(process.env['ABUSE_TRIES'] ?? 200);
const PASSWORD = 'a long enough test password';

describe('whoever tries too often', () => {
  let platform: TestPlatform;
  let second: NestFastifyApplication;
  let apis: Client[];

  beforeAll(async () => {
    platform = await TestPlatform.start();
    second = await makeApi({
      ...platform.platform,
      config: readConfig({ ...process.env, PORT: '0', DATA_DIR: platform.platform.config.dataDir }),
    });
    await second.listen(0, '127.0.0.1');
    apis = [platform.anyone, new Client(await second.getUrl(), null)];
  });
  afterAll(async () => {
    await second.close();
    await platform.stop();
  });

  const spread = (i: number): Record<string, string> => ({
    'x-forwarded-for': `203.0.113.${i % 250}, 198.51.100.${i % 7}`,
    forwarded: `for=203.0.113.${i % 250}`,
    'user-agent': `browser ${i}`,
  });
  const all = async (n: number, mutation: string, input: (i: number) => object, fields: string): Promise<(ApiError | null)[]> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { ${fields} } }`;
    const errors: (ApiError | null)[] = [];
    for (let from = 0; from < n; from += 20) {
      const batch = Array.from({ length: Math.min(20, n - from) }, (_, k) => from + k);
      const asks = batch.map((i) => (apis[i % apis.length] as Client).ask(query, { input: input(i) }, spread(i)));
      errors.push(...(await Promise.all(asks)).map(({ errors: e }) => e?.[0] ?? null));
    }
    return errors;
  };
  const passed = (errors: (ApiError | null)[]): number => errors.filter((e) => e?.extensions.code !== 'RATE_LIMITED').length;

  it('at one account has ten tries in all, whatever the process, the header and the letters of the address', async () => {
    await platform.person('Target');
    const email = (i: number): string => (i % 2 ? 'target@people.test' : ' Target@PEOPLE.test ');
    const errors = await all(TRIES, 'signIn', (i) => ({ email: email(i), password: `guess number ${i}` }), 'token');
    expect(passed(errors)).toBe(ATTEMPTS.signIn.perSubject);
    const refused = errors.find((e) => e?.extensions.code === 'RATE_LIMITED');
    expect(refused?.extensions.retryAfter).toBeGreaterThan(0);
    expect(refused?.extensions.retryAfter).toBeLessThanOrEqual(ATTEMPTS.signIn.windowSeconds);
  });

  it('may try again when the time has passed that the answer named', async () => {
    const aDay = 24 * 3_600_000; // so that the network's own limit, which the tries before may have reached, is past
    platform.setClock(aDay);
    await platform.person('Patient');
    const guess = { email: 'patient@people.test', password: 'not this one' };
    await all(ATTEMPTS.signIn.perSubject, 'signIn', () => guess, 'token');
    const right = { email: 'patient@people.test', password: PASSWORD };
    const { extensions } = await platform.anyone.refused('signIn', right, 'token');
    expect(extensions.code).toBe('RATE_LIMITED');
    platform.setClock(aDay + (extensions.retryAfter ?? 0) * 1000 + 1000);
    const session = await platform.anyone.call<{ token: string }>('signIn', right, 'token');
    platform.setClock(0);
    expect(session.token).toMatch(/^[\w-]{43}$/);
  });

  it.each([
    ['requestPasswordReset', ATTEMPTS.reset],
    ['requestSignInLink', ATTEMPTS.link],
  ] as const)('with one network has so many tries at %s, however many addresses', async (mutation, limit) => {
    const errors = await all(limit.perNetwork + 60, mutation, (i) => ({ email: `somebody.${i}@people.test` }), 'ok');
    expect(passed(errors)).toBe(limit.perNetwork);
  });

  it('with one address at resets has five, known or not', async () => {
    platform.setClock(7_200_000);
    const errors = await all(12, 'requestPasswordReset', () => ({ email: 'unknown@people.test' }), 'ok');
    const known = await all(12, 'requestPasswordReset', () => ({ email: 'target@people.test' }), 'ok');
    platform.setClock(0);
    expect([passed(errors), passed(known)]).toEqual([ATTEMPTS.reset.perSubject, ATTEMPTS.reset.perSubject]);
  });

  it('at signing up with one address causes three mails in an hour, and is always answered alike', async () => {
    const person = { email: 'again@people.test', password: PASSWORD, displayName: 'Again' };
    const errors = await all(ATTEMPTS.signUp.perSubject, 'signUp', () => person, 'ok');
    expect(errors.every((e) => e === null)).toBe(true);
    expect(await mailsTo(platform, 'again@people.test')).toHaveLength(3);
    expect((await platform.anyone.refused('signUp', person, 'ok')).extensions.code).toBe('RATE_LIMITED');
  });
});
