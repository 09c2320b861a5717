import { describe, expect, it } from '@jest/globals';
import { isPublicAddress, networksOf } from '#platform/address.rules.js';
import { signedHeaders } from './webhook-signature.rules.js';
import { afterFailure, bodyOf, CALL_TRIES, refuseWebhookUrl } from './webhook.rules.js';

const HOUR = 3_600_000;

describe('the signature of a call', () => {
  it('is that of the example of Standard Webhooks', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const headers = signedHeaders(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1614265330_000), '{"test": 2432232314}');
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    expect(headers['webhook-timestamp']).toBe('1614265330');
  });
});

describe('a public address', () => {
  const special = [
    ...[
      '0.0.0.0',
      '0.255.255.255',
      '10.0.0.0',
      '10.255.255.255',
      '100.64.0.0',
      '100.127.255.255',
      '127.0.0.1',
      '127.255.255.255',
    ],
    ...[
      '169.254.0.0',
      '169.254.169.254',
      '169.254.255.255',
      '172.16.0.0',
      '172.31.255.255',
      '192.0.0.1',
      '192.0.0.255',
      '192.0.2.1',
    ],
    ...['192.88.99.1', '192.168.0.0', '192.168.255.255', '198.18.0.0', '198.19.255.255', '198.51.100.1', '203.0.113.1'],
    ...['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::8.8.8.8'],
    ...['64:ff9b:1::1', '100::1', '2001::1', '2001:0:7f00:1::', '2001:10::1', '2001:20::1', '2001:db8::1', '2002:7f00:1::1'],
    ...[
      '2002:a00:1::',
      '3fff::1',
      '5f00::1',
      'fc00::1',
      'fd12:3456::1',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
      'ff02::1',
      'ff0e::1',
    ],
    ...['', 'localhost', '127.1', '0x7f000001', '2130706433', '1.2.3', '1.2.3.4.5', '[::1]', '2606:4700::1111%1'],
  ];
  const open = [
    ...['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0'],
    ...['169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255', '192.169.0.0', '198.17.255.255'],
    ...['198.20.0.0', '223.255.255.255', '2001:200::1', '2001:4860:4860::8888', '2003::1', '2606:4700::1111', '2a00:1450::1'],
  ];
  it.each(special)('is not %j', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(open)('is %j', (address) => expect(isPublicAddress(address)).toBe(true));
});

describe('the address of a webhook', () => {
  const refused = (url: string, production = false, networks: string[] = []): boolean =>
    refuseWebhookUrl(url, { production, networks: networksOf(networks) }) !== null;

  it('is https in production', () => {
    expect(refused('http://example.org/x', true)).toBe(true);
    expect([refused('https://example.org/x', true), refused('http://example.org/x')]).toEqual([false, false]);
  });

  it('may be in a network that the installation allows, and in no other that is not public', () => {
    expect(refused('http://10.1.2.3/', false, ['10.1.0.0/16'])).toBe(false);
    expect(refused('http://10.2.2.3/', false, ['10.1.0.0/16'])).toBe(true);
    expect(refused('http://[fd00::1]/', false, ['fd00::/8'])).toBe(false);
    expect(refused('http://[::ffff:10.1.2.3]/', false, ['10.1.0.0/16'])).toBe(true);
  });
});

describe('a call that failed', () => {
  const since = new Date('2026-03-01T00:00:00Z');
  const at = (ms: number): Date => new Date(since.getTime() + ms);

  it('comes again over more than a day, and not more than four hours apart', () => {
    const waits = Array.from({ length: CALL_TRIES - 1 }, (_, i) => afterFailure(i + 1, since, since, 0.5).retryInSeconds);
    expect(waits.every((wait, i) => i === 0 || wait >= (waits[i - 1] ?? 0))).toBe(true);
    expect(Math.max(...waits)).toBeLessThanOrEqual(4.5 * 3600);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(24 * 3600);
    expect([CALL_TRIES - 1, CALL_TRIES].map((n) => afterFailure(n, since, since, 0).isLast)).toEqual([false, true]);
  });

  it('switches the webhook off when none came through for a day', () => {
    expect([24 * HOUR - 1, 24 * HOUR].map((ms) => afterFailure(1, since, at(ms), 0).isSpent)).toEqual([false, true]);
  });
});

describe('the body of a call', () => {
  it.each([
    ['CLEAR', 'The words.'],
    ['GREEN', undefined],
    ['AMBER', undefined],
  ] as const)('has of a %s comment the excerpt %j', (tlp, excerpt) => {
    const facts = {
      kind: 'COMMENT_PUBLISHED' as const,
      at: new Date(0),
      title: 'A title',
      url: 'https://x.test/',
      normId: 'n',
      roundId: 'r',
    };
    const body = JSON.parse(bodyOf({ ...facts, comment: { id: 'c', reference: 'R-1', tlp, body: 'The words.' } })) as object;
    const data = {
      title: 'A title',
      url: 'https://x.test/',
      normId: 'n',
      roundId: 'r',
      comment: { id: 'c', reference: 'R-1', excerpt },
    };
    expect(body).toEqual({ type: 'COMMENT_PUBLISHED', timestamp: '1970-01-01T00:00:00.000Z', data });
  });
});
