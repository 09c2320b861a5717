import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '#platform/ids.js';
import { refuseEmail } from '#identity/account.rules.js';
import { contentOf, knowing } from '#notifications/words.rules.js';
import { layOut } from '#notifications/mail.layout.js';
import { TestPlatform } from '../support/platform.js';
import { SmtpSink } from '../support/smtp-sink.js';

const RUNS = Number(process.env['EVIL_MAILS'] ?? 1500);
const HEADERS = ['auto-submitted', 'content-type', 'date', 'from', 'list-id', 'message-id', 'mime-version', 'subject', 'to'];

const BITS = [
  '\r\n',
  '\n',
  '\r',
  '\0',
  'Bcc: e@x.test',
  '=?utf-8?q?a=0d=0aBcc:_e@x.test?=',
  '>',
  '<',
  ',',
  ';',
  '"',
  '\\',
  '(',
  ')',
  ' ',
  'ä',
  '‮',
  '@',
].concat([
  'RCPT TO:<e@x.test>',
  'b@b.test',
  'b',
  '.',
  '..',
  'x'.repeat(70),
  '%',
  '\u{E000}',
  '{{a}}',
  '${a}',
  '<%= a %>',
  '\u2028',
]);
const evil = fc.array(fc.constantFrom(...BITS), { minLength: 1, maxLength: 6 }).map((bits) => bits.join(''));
const address = fc.oneof(
  evil,
  evil.map((text) => `${text}@b.test`),
  evil.map((text) => `b@b.test${text}`),
  fc.nat(1_000_000).map((n) => `fine${n}@b.test`),
);

describe('mails with evil addresses, names and subjects', () => {
  let sink: SmtpSink;
  let platform: TestPlatform;

  beforeAll(async () => {
    sink = await SmtpSink.start(() => 'accept');
    platform = await TestPlatform.start({ SMTP_URL: sink.url, MAIL_RETRY_SECONDS: '0' });
  });
  afterAll(async () => {
    await platform.stop();
    await sink.stop();
  });

  it('go to the stored address or nowhere, with the headers that are meant and no others', async () => {
    const cases = fc.sample(fc.record({ to: address, name: evil, said: evil }), { numRuns: RUNS, seed: 7 });
    const stored = new Map<string, string>();
    for (const { to, name, said } of cases) {
      const content = contentOf('ROUND_OPENED', knowing({ norm: said, round: said, reference: said }), 'en');
      const { subject, text, html } = layOut(content, { language: 'en', url: 'https://x.test/', optional: false });
      const id = newId();
      await platform.db.pool.query(
        `with b as (insert into mail_body (id, words, locale, subject, text, html, created_at) values ($1, 'T', 'en', $2, $3, $4, clock_now()) returning id)
         insert into mail (id, to_email, to_name, body_id, locale, message_id, created_at, next_try_at)
         select b.id, $5, $6, b.id, 'en', '<' || b.id || '@x.test>', clock_now(), clock_now() from b`,
        [id, ...[subject, text, html, to, name].map((part) => part.replaceAll('\0', ' '))],
      );
      stored.set(`<${id}@x.test>`, to.replaceAll('\0', ' '));
    }
    await platform.drain();

    const fine = [...stored].filter(([, to]) => refuseEmail(to) === null);
    expect(fine.length).toBeGreaterThan(RUNS / 8);
    expect(fine.length).toBeLessThan(RUNS / 2);
    expect([...sink.taken].map(([id, { to, times }]) => [id, to, times]).sort()).toEqual(
      fine.map(([id, to]) => [id, to, 1]).sort(),
    );
    for (const { raw, to } of sink.taken.values()) {
      const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
      expect(
        head
          .split('\r\n')
          .map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
          .sort(),
      ).toEqual(HEADERS);
      expect(head).toContain(`\r\nTo: ${to}\r\n`);
      expect(raw).not.toMatch(/[^\r]\n|\r[^\n]/);
    }
    const left = await platform.db.readOne(`select count(*)::int as n from mail where status not in ('sent', 'failed')`);
    expect(left).toEqual({ n: 0 });
  });

  it.each([
    'a@b.test\r\nBcc: e@x.test',
    '=?utf-8?q?a?=@b.test',
    '"a b"@b.test',
    'a@b.test, e@x.test',
    'a@b.test>\r\nRCPT TO:<e@x.test',
  ])('do not get in: %j is refused where an address is given', async (email) => {
    const input = { email, password: 'a long enough password', displayName: 'Eve' };
    expect((await platform.anyone.refused('signUp', input, 'ok')).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'email' }],
    });
  });

  it.each(['Eve\r\nBcc: e@x.test', '=?utf-8?q?Eve=0d=0a?='])('do not get in by a name either: %j', async (displayName) => {
    const input = { email: 'eve@people.test', password: 'a long enough password', displayName };
    expect((await platform.anyone.refused('signUp', input, 'ok')).extensions.fields).toMatchObject([{ path: 'displayName' }]);
  });
});
