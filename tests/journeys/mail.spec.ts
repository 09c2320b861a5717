import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { simpleParser } from 'mailparser';
import { Ctx } from '#platform/ctx.js';
import type { Client } from '../support/client.js';
import { makeCrowd } from '../support/crowd.js';
import { checkDkim } from '../support/dkim.js';
import { breachesOf } from '../support/mail-form.js';
import { TestPlatform } from '../support/platform.js';
import { SmtpSink, type SinkMode } from '../support/smtp-sink.js';
import { openRound } from '../support/stories.js';

const STATES = `select status, count(*)::int as n from mail where to_email like '%.crowd.test' group by status`;

describe('mails to a crowd, by a mail server that does not always do as it should', () => {
  let sink: SmtpSink;
  let platform: TestPlatform;
  let organizer: Client;
  let keyFile: string;
  let published: string;
  let modeOf: (to: string, attempt: number) => SinkMode = () => 'accept';

  beforeAll(async () => {
    sink = await SmtpSink.start((to, attempt) => modeOf(to, attempt));
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    keyFile = join(await mkdtemp(join(tmpdir(), 'colloquy-dkim-')), 'dkim.pem');
    await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    published = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    platform = await TestPlatform.start({
      ...{ SMTP_URL: sink.url, MAIL_RETRY_SECONDS: '0', PUBLIC_URL: 'https://consult.test' },
      ...{ DKIM_DOMAIN: 'consult.test', DKIM_SELECTOR: 'colloquy', DKIM_KEY_FILE: keyFile },
    });
    organizer = await platform.person('Org Anizer', 'ORGANIZER');
  });
  beforeEach(() => {
    sink.forget();
    modeOf = () => 'accept';
  });
  afterAll(async () => {
    await platform.stop();
    await sink.stop();
    await rm(dirname(keyFile), { recursive: true });
  });

  const visit = (path: string, init: RequestInit = {}): Promise<Response> => fetch(new URL(path, platform.url), init);
  const states = async (): Promise<Record<string, number>> => {
    const rows = await platform.db.read<{ status: string; n: number }>(STATES);
    return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
  };
  /** A round that a new crowd watches, and that is then extended. */
  const tellCrowd = async (size: number, reason = 'More time was asked for'): Promise<void> => {
    await platform.db.pool.query(
      `delete from mail; delete from notification; delete from watch; delete from mail_pace; delete from mail_suppression`,
    );
    await platform.db.pool.query(`delete from account where email like '%.crowd.test'`);
    const round = await openRound(organizer);
    await platform.drain();
    await makeCrowd(platform.db, round.id, size);
    const ctx = Ctx.system(platform.db, 'test');
    const data = { reason };
    await platform.db.write(ctx, (tx) =>
      tx.tell({ action: 'round.extended', subjectId: round.id, normId: round.normId, roundId: round.id, data }),
    );
    await platform.drain();
  };

  it('reach everybody once, each in their language, composed by the rules of mail', async () => {
    await tellCrowd(60);
    expect(await states()).toEqual({ sent: 60 });
    const crowd = [...sink.taken.values()].filter(({ to }) => to.endsWith('.crowd.test'));
    expect(crowd.map(({ times }) => times)).toEqual(Array.from({ length: 60 }, () => 1));
    const russian = crowd.find(({ to }) => to.startsWith('crowd3@'));
    const mail = await simpleParser(Buffer.from(russian?.raw ?? '', 'latin1'));
    expect(mail.subject).toMatch(/^Больше времени для замечаний: /);
    expect(mail.text).toContain('Здравствуйте, Crowd 3!');
    expect(mail.text).toContain('Причина: More time was asked for');
    expect(mail.html).toContain('lang="ru" dir="ltr"');
    const arabic = await simpleParser(Buffer.from(crowd.find(({ to }) => to.startsWith('crowd4@'))?.raw ?? '', 'latin1'));
    expect(arabic.html).toContain('lang="ar" dir="rtl"');
    expect(arabic.html).toContain('Crowd 4');
    const header = (name: string): string =>
      String(mail.headerLines.find(({ key }) => key === name)?.line.replace(/\r?\n\s+/g, ' '));
    expect(header('auto-submitted')).toBe('Auto-Submitted: auto-generated');
    expect(header('list-id')).toBe('List-ID: <round_extended.consult.test>');
    expect(header('list-unsubscribe')).toMatch(/^List-Unsubscribe: <https:\/\/consult\.test\/unsubscribe\/[\w-]{43}>$/);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(header('message-id')).toMatch(/^Message-ID: <[0-9a-f-]{36}@consult\.test>$/);
    expect(header('to')).toMatch(/^To: crowd3@host3\.crowd\.test$/);
  });

  it('have the form of the RFCs in every language, whatever was written, and are signed: by DKIM, with the fields that matter', async () => {
    const reason = [`.dot\n..\n.\nFrom here`, 'ä'.repeat(999), `${'長'.repeat(400)}ا${'ب'.repeat(300)}`, 'a'.repeat(2000)].join(
      '\n',
    );
    await tellCrowd(6, reason);
    const crowd = [...sink.taken.values()].filter(({ to }) => to.endsWith('.crowd.test'));
    expect(crowd).toHaveLength(6);
    for (const { raw } of crowd) {
      expect(breachesOf(raw)).toEqual([]);
      expect((await simpleParser(Buffer.from(raw, 'latin1'))).text).toContain(reason);
      expect(checkDkim(raw, published)).toEqual({
        ...{ domain: 'consult.test', selector: 'colloquy', bodyHolds: true, signatureHolds: true },
        signed: expect.arrayContaining([
          'from',
          'to',
          'subject',
          'date',
          'message-id',
          'list-unsubscribe',
          'list-unsubscribe-post',
        ]),
      });
      const changed = raw.replace(/^(Date: .*)[0-9] \+0000/m, (_, date: string) => `${date}x +0000`);
      expect(checkDkim(changed, published)).toMatchObject({ bodyHolds: true, signatureHolds: false });
      expect(checkDkim(raw.replace('</html>', '</htm>'), published).bodyHolds).toBe(false);
    }
  });

  it('come again after a refusal for now, and stop for good at an address that does not exist', async () => {
    modeOf = (to, attempt) =>
      to.startsWith('crowd1@') ? 'refuse-for-good' : to.startsWith('crowd2@') && attempt < 2 ? 'refuse-now' : 'accept';
    await tellCrowd(10);
    expect(await states()).toEqual({ sent: 9, bounced: 1 });
    expect(await platform.db.read('select email from mail_suppression')).toEqual([{ email: 'crowd1@host1.crowd.test' }]);
  });

  it('go out twice only where the server took one and did not say so, and then as the same message', async () => {
    modeOf = (to, attempt) => (to.startsWith('crowd5@') && attempt === 0 ? 'drop-after-data' : 'accept');
    await tellCrowd(10);
    expect(await states()).toEqual({ sent: 10 });
    const twice = [...sink.taken.values()].filter(({ times }) => times > 1);
    expect(twice.map(({ to, times, unanswered }) => ({ to, times, unanswered }))).toEqual([
      { to: 'crowd5@host5.crowd.test', times: 2, unanswered: 1 },
    ]);
  });

  it('of a slow host hold up nobody else', async () => {
    modeOf = (to) => (to.includes('@host0.') ? 'hold' : 'accept');
    sink.holdUntil = 190; // all the others: who waited for the slow ones would wait for ever
    await tellCrowd(200);
    for (const until = Date.now() + 60_000; (await states())['queued'] && Date.now() < until;) await platform.drain(); // theirs wait for their turn
    expect(await states()).toEqual({ sent: 200 });
    sink.holdUntil = 0;
  });

  it('of a list are left by one click, for that list alone, and by POST alone', async () => {
    await tellCrowd(6);
    const raw = [...sink.taken.values()].find(({ to }) => to.startsWith('crowd1@'))?.raw ?? '';
    const link = /List-Unsubscribe: <https:\/\/consult\.test(\/unsubscribe\/[\w-]+)>/.exec(raw)?.[1] ?? '';
    const wish = (): Promise<unknown[]> => platform.db.read('select kind, delivery from notification_preference');
    const page = await visit(link);
    expect([page.status, await wish()]).toEqual([200, []]);
    const form = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    };
    expect((await visit(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`, form)).status).toBe(404);
    expect(await wish()).toEqual([]);
    for (let i = 0; i < 2; i++) expect((await visit(link, form)).status).toBe(200);
    expect(await wish()).toEqual([{ kind: 'ROUND_EXTENDED', delivery: 'OFF' }]);
  });
});
