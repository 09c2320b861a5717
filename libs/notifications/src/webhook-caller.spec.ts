import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { networksOf } from '#platform/address.rules.js';
import { WebhookReceiver } from '../../../tests/support/webhook-receiver.js';
import { type Resolve, WebhookCaller } from './webhook-caller.js';

const LOOPBACK = networksOf(['127.0.0.1/32']);
const NOWHERE = networksOf([]);
const PATIENCE_MS = 300;
const TLS = join(process.cwd(), 'tests/fixtures/tls');
const CERTIFICATE = join(TLS, 'certificate.pem'); // of hooks.example.org

/** Calls a name that leads to this machine, in a process of its own that trusts the tests' certificate. */
const TRUSTING = `
  const { WebhookCaller } = await import(process.argv[1]);
  const { networksOf } = await import(process.argv[2]);
  const caller = new WebhookCaller(networksOf(['127.0.0.1/32']), () => Promise.resolve(['127.0.0.1']));
  console.log(await caller.call(new URL(process.argv[3]), {}, '{}').catch(({ message }) => message));`;

/** Ways to write 127.0.0.1, and what hides it in IPv6. */
function spellings(): string[] {
  const octets = [127, 0, 0, 1];
  const forms = (n: number): string[] => [
    String(n),
    `0x${n.toString(16)}`,
    `0${n.toString(8)}`,
    `0x${n.toString(16).padStart(4, '0')}`,
  ];
  const [a = [], b = [], c = [], d = []] = octets.map(forms);
  const four = a.flatMap((w) => b.flatMap((x) => c.flatMap((y) => d.map((z) => `${w}.${x}.${y}.${z}`))));
  const fewer = [...a.flatMap((w) => d.map((z) => `${w}.${z}`)), ...forms(0x7f000001)];
  const six = [
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
  ];
  const more = ['2002:7f00:1::', '2001:0:7f00:1::', 'fe80::1', '::', '::ffff:0:127.0.0.1'];
  return [
    ...four,
    ...fewer,
    '0',
    '0.0.0.0',
    '127.255.255.254',
    '127.0.0.1.',
    '１２７.０.０.１',
    ...[...six, ...more].map((address) => `[${address}]`),
  ];
}

describe('a call', () => {
  let receiver: WebhookReceiver;
  let port: string;

  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
    port = new URL(receiver.url).port;
  });
  afterAll(() => receiver.stop());

  const caller = (networks = LOOPBACK, resolve?: Resolve): WebhookCaller => new WebhookCaller(networks, resolve, PATIENCE_MS);
  const at = (path: string): URL => new URL(`${receiver.url}${path}`);

  it.each([
    ['accept', 204],
    ['fail', 500],
    ['redirect', 302],
    ['endless', 200],
  ] as const)('that is met with %s gives the status %i, and follows nothing', async (mode, status) => {
    receiver.modes.set(`/${mode}`, mode);
    expect(await caller().call(at(`/${mode}`), { 'x-one': '1' }, '{}')).toBe(status);
    expect(receiver.at(`/${mode}`)).toMatchObject([{ body: '{}', headers: { 'x-one': '1', host: `127.0.0.1:${port}` } }]);
    expect(receiver.at('/private')).toEqual([]);
  });

  it.each([
    ['drop', 'The call broke off (ECONNRESET).'],
    ['hold', 'No answer came in time.'],
  ] as const)('that is met with %s fails: %s', async (mode, message) => {
    receiver.modes.set(`/${mode}`, mode);
    await expect(caller().call(at(`/${mode}`), {}, '{}')).rejects.toThrow(message);
  });

  it('reaches this machine by no spelling of its address', async () => {
    const hosts = spellings();
    expect(hosts.length).toBeGreaterThan(280);
    const before = receiver.received.length;
    for (const host of hosts) {
      const url = `http://${host}:${port}/`;
      if (URL.canParse(url)) await expect(caller(NOWHERE).call(new URL(url), {}, '{}')).rejects.toThrow('not public');
    }
    expect(receiver.received).toHaveLength(before);
  });

  it.each([[['127.0.0.1']], [['1.1.1.1', '127.0.0.1']], [['::ffff:127.0.0.1']], [['2606:4700::1111', '::1']], [[]]])(
    'goes nowhere where the name leads to %j, however public it looks',
    async (addresses) => {
      const before = receiver.received.length;
      const call = caller(NOWHERE, () => Promise.resolve(addresses)).call(new URL(`http://hooks.example.org:${port}/`), {}, '{}');
      await expect(call).rejects.toThrow(addresses.length > 0 ? 'not public' : 'no address');
      expect(receiver.received).toHaveLength(before);
    },
  );

  it('goes to the address that was looked at, whatever the name says a moment later', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    let asked = 0;
    const rebinding = caller(LOOPBACK, () => Promise.resolve(answers[asked++] ?? []));
    const url = new URL(`http://hooks.example.org:${port}/bound`);
    expect(await rebinding.call(url, {}, '{}')).toBe(204);
    expect(receiver.at('/bound')).toMatchObject([{ headers: { host: `hooks.example.org:${port}` } }]);
    await expect(rebinding.call(url, {}, '{}')).rejects.toThrow('not public');
    expect([asked, receiver.at('/bound').length]).toEqual([2, 1]);
  });

  it('does not wait for a name server that dawdles', async () => {
    const call = caller(LOOPBACK, () => new Promise(() => undefined)).call(new URL('http://hooks.example.org/'), {}, '{}');
    await expect(call).rejects.toThrow('No answer came in time.');
  });
});

describe('a call over TLS', () => {
  let server: Server;
  let port: number;

  beforeAll(async () => {
    const read = (file: string): string => readFileSync(join(TLS, file), 'utf8');
    server = createServer({ key: read('key.pem'), cert: read('certificate.pem') }, (_request, response) => {
      response.writeHead(204).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const trusting = async (host: string): Promise<string> => {
    const modules = ['./webhook-caller.js', '../../platform/src/address.rules.js'].map(
      (path) => new URL(path, import.meta.url).href,
    );
    const args = ['--input-type=module', '-e', TRUSTING, ...modules, `https://${host}:${port}/`];
    const env = { ...process.env, NODE_OPTIONS: '', NODE_EXTRA_CA_CERTS: CERTIFICATE };
    return (await promisify(execFile)(process.execPath, args, { env })).stdout.trim();
  };

  it('asks for a certificate of the name, whatever address the name has', async () => {
    expect(await trusting('hooks.example.org')).toBe('204');
    expect(await trusting('other.example.org')).toBe('The call broke off (ERR_TLS_CERT_ALTNAME_INVALID).');
  });

  it('goes to nobody whose certificate no one vouches for', async () => {
    const call = new WebhookCaller(LOOPBACK, () => Promise.resolve(['127.0.0.1'])).call(
      new URL(`https://hooks.example.org:${port}/`),
      {},
      '{}',
    );
    await expect(call).rejects.toThrow('The call broke off (DEPTH_ZERO_SELF_SIGNED_CERT).');
  });
});
