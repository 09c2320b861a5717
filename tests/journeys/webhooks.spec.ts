import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { NotificationKind } from '#platform/schema.types.js';
import { Client } from '../support/client.js';
import { TestPlatform } from '../support/platform.js';
import { openRound, type OpenRound } from '../support/stories.js';
import { isGenuine, type Received, type ReceiverMode, WebhookReceiver } from '../support/webhook-receiver.js';

const HOUR = 3_600_000;
const PAYLOAD = 'webhook { id url events active lastStatus failures } secret';

interface Made {
  webhook: { id: string; url: string; events: string[]; active: boolean; lastStatus: number | null; failures: number };
  secret: string;
}

describe('webhooks', () => {
  let platform: TestPlatform;
  let receiver: WebhookReceiver;
  let organizer: Client;
  let author: Client;
  let round: OpenRound;
  const log: string[] = [];
  let clock = 0;
  let paths = 0;

  beforeAll(async () => {
    const lines = new Writable({ write: (chunk, _, done) => (log.push(String(chunk)), done()) });
    platform = await TestPlatform.start({ WEBHOOK_PRIVATE_NETWORKS: '127.0.0.1/32' }, lines);
    receiver = await WebhookReceiver.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    author = await platform.person('Au Thor');
    round = await openRound(organizer);
    await platform.drain();
  });
  afterEach(() => receiver.modes.clear());
  afterAll(async () => {
    await platform.stop();
    await receiver.stop();
  });

  /** A webhook of somebody at a path of its own. */
  const hook = async (owner: Client, events: NotificationKind[], mode: ReceiverMode = 'accept', more: object = {}) => {
    const path = `/hook-${++paths}`;
    receiver.modes.set(path, mode);
    const made = await owner.call<Made>('createWebhook', { url: `${receiver.url}${path}`, events, ...more }, PAYLOAD);
    const now = async (): Promise<Made['webhook'] | undefined> =>
      (
        await owner.get<{ webhooks: Made['webhook'][] }>('{ webhooks { id url events active lastStatus failures } }')
      ).webhooks.find(({ id }) => id === made.webhook.id);
    const got = (): Received[] => receiver.at(path);
    return { ...made, path, got, now, mode: (next: ReceiverMode) => receiver.modes.set(path, next) };
  };
  const say = (body: string, more: object = {}): Promise<{ comment: { id: string; reference: string } }> =>
    author.call('submitComment', { roundId: round.id, comment: { type: 'GENERAL', body, ...more } }, 'comment { id reference }');
  const dataOf = ({ body }: Received): Record<string, unknown> => (JSON.parse(body) as { data: Record<string, unknown> }).data;
  /** Moves the clock on and has done what is due then. */
  const later = async (ms: number): Promise<void> => {
    platform.setClock((clock += ms));
    await platform.drain();
  };

  it('are called once for each event that they ask for, signed, and for those of their norm alone where they name one', async () => {
    const owner = await platform.person('Hook Owner');
    const [all, one, other] = [
      await hook(owner, ['ROUND_OPENED', 'VERSION_PUBLISHED']),
      await hook(owner, ['ROUND_OPENED'], 'accept', { normId: round.normId }),
      await hook(owner, ['ROUND_CLOSED']),
    ];
    const opened = await openRound(organizer);
    await platform.drain();
    await platform.drain();
    expect(all.got().map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
      'VERSION_PUBLISHED',
      'ROUND_OPENED',
    ]);
    expect([one.got(), other.got()]).toEqual([[], []]);
    const [, call] = all.got() as [Received, Received];
    const event = await platform.db.readOne<{ id: string; at: Date }>(
      `select id, at from event where action = 'round.opened' and round_id = $1`,
      [opened.id],
    );
    expect(call.headers).toMatchObject({ 'webhook-id': event?.id, 'content-type': 'application/json', 'user-agent': 'Colloquy' });
    expect(Math.abs(Number(call.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
    expect(isGenuine(call, all.secret)).toBe(true);
    expect(isGenuine(call, one.secret)).toBe(false);
    expect(isGenuine({ ...call, body: `${call.body} ` }, all.secret)).toBe(false);
    expect(JSON.parse(call.body)).toMatchObject({
      timestamp: event?.at.toISOString(),
      data: { normId: opened.normId, roundId: opened.id, url: expect.stringContaining(opened.reference) },
    });
    expect(await all.now()).toMatchObject({ active: true, lastStatus: 204, failures: 0 });
    for (const { webhook } of [all, one, other]) await owner.call('deleteWebhook', { webhookId: webhook.id }, 'ok');
    expect(await all.now()).toBeUndefined();
    await openRound(organizer);
    await platform.drain();
    expect(all.got()).toHaveLength(2);
  });

  it('are called again, later each time, under the same id, until the call is taken', async () => {
    const owner = await platform.person('Per Sistent');
    const failing = await hook(owner, ['ROUND_OPENED'], 'fail');
    await openRound(organizer);
    await platform.drain();
    expect(await failing.now()).toMatchObject({ failures: 1, lastStatus: 500, active: true });
    await later(5_000); // 15 s have to pass
    expect(failing.got()).toHaveLength(1);
    failing.mode('drop');
    await later(15_000);
    expect(await failing.now()).toMatchObject({ failures: 2, lastStatus: null });
    failing.mode('accept');
    await later(20_000); // a minute has to pass
    expect(failing.got()).toHaveLength(2);
    await later(60_000);
    await later(HOUR);
    const calls = failing.got();
    expect(calls).toHaveLength(3);
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(calls.map(({ body }) => body)).size).toBe(1);
    expect(calls.every((call) => isGenuine(call, failing.secret))).toBe(true);
    expect(await failing.now()).toMatchObject({ failures: 0, lastStatus: 204 });
    const ledger = await platform.db.read('select status, attempts, body from webhook_call where webhook_id = $1', [
      failing.webhook.id,
    ]);
    expect(ledger).toEqual([{ status: 'delivered', attempts: 3, body: null }]);
  });

  it('wait for no other: one that holds its answers keeps nobody from being called', async () => {
    const owner = await platform.person('Pat Ient');
    const slow = await hook(owner, ['ROUND_OPENED'], 'hold');
    const endless = await hook(owner, ['ROUND_OPENED'], 'endless');
    for (let i = 0; i < 6; i++) await openRound(organizer);
    const quick = await hook(owner, ['ROUND_CLOSED']); // its answers are what the slow one waits for
    await organizer.call('closeRound', { roundId: (await openRound(organizer)).id }, 'round { status }');
    await platform.drain();
    expect([slow.got().length, endless.got().length, quick.got().length]).toEqual([7, 7, 1]);
    expect(receiver.received.indexOf(quick.got()[0] as Received)).toBeLessThan(
      receiver.received.lastIndexOf(slow.got()[6] as Received),
    );
    expect(await slow.now()).toMatchObject({ failures: 0, lastStatus: 204 });
    expect(await endless.now()).toMatchObject({ failures: 0, lastStatus: 200 });
  });

  it('are switched off after a day without a call that was taken, and their owner is told', async () => {
    const owner = await platform.person('Gone Away');
    const dead = await hook(owner, ['ROUND_OPENED'], 'redirect');
    await openRound(organizer);
    await platform.drain();
    await later(23 * HOUR);
    expect(await dead.now()).toMatchObject({ active: true, failures: 2, lastStatus: 302 });
    await openRound(organizer);
    await later(2 * HOUR);
    expect(await dead.now()).toMatchObject({ active: false, lastStatus: 302 });
    const calls = dead.got().length;
    await openRound(organizer);
    await later(24 * HOUR);
    expect(dead.got()).toHaveLength(calls);
    expect(receiver.at('/private')).toEqual([]);
    const left = await platform.db.read(`select 1 from webhook_call where webhook_id = $1 and status = 'queued'`, [
      dead.webhook.id,
    ]);
    expect(left).toEqual([]);
    const { notifications } = await owner.get<{ notifications: { nodes: { kind: string }[] } }>(
      '{ notifications { nodes { kind } } }',
    );
    expect(notifications.nodes.filter(({ kind }) => kind === 'WEBHOOK_DISABLED')).toHaveLength(1);
    platform.setClock((clock = 0));
  });

  it('tell of a comment only to owners who may see it, and in words only where it is CLEAR', async () => {
    const stranger = await hook(await platform.person('Stran Ger'), ['COMMENT_PUBLISHED']);
    const staff = await hook(organizer, ['COMMENT_PUBLISHED']);
    const [clear, green] = [await say('Clear words.'), await say('Green words.', { tlp: 'GREEN' })];
    for (const tlp of ['AMBER', 'AMBER_STRICT', 'RED']) await say(`${tlp} words.`, { tlp });
    await platform.drain();
    expect(stranger.got().map(dataOf)).toMatchObject([{ comment: { id: clear.comment.id, excerpt: 'Clear words.' } }]);
    expect(staff.got().map((call) => (dataOf(call)['comment'] as { reference: string }).reference)).toHaveLength(3);
    expect(staff.got().map(dataOf)).toContainEqual(
      expect.objectContaining({ comment: { id: green.comment.id, reference: green.comment.reference } }),
    );
    expect(receiver.received.map(({ body }) => body).join()).not.toMatch(/(Green|AMBER|AMBER_STRICT|RED) words/);
  });

  it('do not tell what the owner may no longer see when the call is tried again', async () => {
    const reader = await hook(await platform.person('Rea Der'), ['COMMENT_PUBLISHED'], 'fail');
    const { comment } = await say('Words to be withheld.');
    await platform.drain();
    expect(reader.got()).toHaveLength(1);
    await organizer.call(
      'moderateComment',
      { commentId: comment.id, decision: 'WITHHOLD', reason: 'It names a person.' },
      'comment { status }',
    );
    reader.mode('accept');
    await later(HOUR);
    expect(reader.got()).toHaveLength(1);
    const ledger = await platform.db.read('select status, body from webhook_call where webhook_id = $1', [reader.webhook.id]);
    expect(ledger).toEqual([{ status: 'dropped', body: null }]);
  });

  it('are their owner’s alone, and their secret is shown once', async () => {
    const owner = await platform.person('Sec Ret');
    const { webhook, secret } = await hook(owner, ['INVITATION']);
    const key = { 'idempotency-key': 'one-webhook' };
    const input = { url: `${receiver.url}/once`, events: ['INVITATION'] };
    const create = (): Promise<unknown> =>
      owner.get(`mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { ${PAYLOAD} } }`, { input }, key);
    expect(await create()).toEqual(await create());
    expect((await author.refused('deleteWebhook', { webhookId: webhook.id }, 'ok')).extensions.code).toBe('NOT_FOUND');
    expect(await author.get(`{ node(id: "${webhook.id}") { id } webhooks { id } }`)).toEqual({ node: null, webhooks: [] });
    expect(await owner.get(`{ node(id: "${webhook.id}") { id } }`)).toEqual({ node: { id: webhook.id } });
    const { ownData } = await owner.get<{ ownData: { notifications: { webhooks: unknown[] } } }>('{ ownData }');
    expect(ownData.notifications.webhooks).toMatchObject([{ url: webhook.url, events: ['INVITATION'] }, {}]);
    const kept = await platform.db.read(`select encode(sealed_secret, 'escape') as secret from webhook`);
    const results = await platform.db.read('select * from idempotency');
    for (const said of [ownData, kept, results, log])
      expect(JSON.stringify(said)).not.toContain(secret.slice('whsec_'.length, -4));
    expect(log.length).toBeGreaterThan(50);
    await owner.call('eraseAccount', { password: 'a long enough test password' }, 'ok');
    expect(await platform.db.read('select 1 from webhook where id = $1', [webhook.id])).toEqual([]);
  });

  it.each([
    ['http://127.0.0.2/', 'url'],
    ['http://[::1]:8080/', 'url'],
    ['http://[::ffff:7f00:1]/', 'url'],
    ['http://0x7f.2/', 'url'],
    ['http://metadata.internal/', 'url'],
    ['http://localhost./', 'url'],
    ['http://intranet/', 'url'],
    ['http://user:word@example.org/', 'url'],
    ['http://example.org:25/', 'url'],
  ])('cannot be made for %s', async (url, path) => {
    const { extensions } = await author.refused('createWebhook', { url, events: ['ROUND_OPENED'] }, PAYLOAD);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
  });

  it('cannot be made for no event, for a norm that is none, by a token, or beyond twenty', async () => {
    const owner = await platform.person('Ma Ny');
    const url = 'https://example.org/';
    const code = async (input: object, client = owner): Promise<string> =>
      (await client.refused('createWebhook', { url, events: ['ROUND_OPENED'], ...input }, PAYLOAD)).extensions.code;
    expect(await code({ events: [] })).toBe('BAD_USER_INPUT');
    expect(await code({ normId: round.id })).toBe('NOT_FOUND');
    const expiresAt = new Date(Date.now() + 48 * HOUR).toISOString();
    const { token } = await owner.call<{ token: string }>('createApiToken', { name: 'T', scope: 'WRITE', expiresAt }, 'token');
    expect(await code({}, new Client(platform.url, token))).toBe('FORBIDDEN');
    for (let i = 0; i < 20; i++) await owner.call('createWebhook', { url, events: ['ROUND_OPENED'] }, PAYLOAD);
    expect(await code({})).toBe('CONFLICT');
  });
});
