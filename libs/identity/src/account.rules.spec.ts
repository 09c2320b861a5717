import { describe, expect, it } from '@jest/globals';
import { refuseEmail, refuseName, refusePassword } from './account.rules.js';

describe('a mail address', () => {
  it.each(['a@b.test', 'first.last+tag@sub.example.org'])('is taken: %s', (email) => expect(refuseEmail(email)).toBeNull());

  it.each([
    '',
    'a',
    'a@b',
    'a@b.test\r\nBcc: e@x.test',
    'a@b.test, e@x.test',
    '"a b"@b.test',
    'a..b@c.test',
    '.a@b.test',
    'a.@b.test',
    'a@b.test>',
  ])('is refused, with the field: %j', (email) =>
    expect(refuseEmail(email)).toMatchObject({ code: 'BAD_USER_INPUT', facts: { fields: [{ path: 'email' }] } }),
  );
});

describe('a password', () => {
  it('needs twelve characters, counted as people count', () => {
    expect(refusePassword('🙂'.repeat(11))).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(refusePassword('🙂'.repeat(12))).toBeNull();
  });
});

describe('a name', () => {
  it.each(['   ', 'two\nlines', '=?utf-8?q?x?=', 'x'.repeat(201)])('is refused: %j', (name) =>
    expect(refuseName(name, 'displayName')).toMatchObject({ code: 'BAD_USER_INPUT' }),
  );
  it('may be in any script', () => expect(refuseName('李雷 – Зоя', 'displayName')).toBeNull());
});

describe('an address that hides an encoded word', () => {
  it.each(['=?utf-8?q?a?=@people.test', 'a=?b@people.test'])('is refused: %s', (email) => {
    expect(refuseEmail(email)?.facts.fields).toMatchObject([{ path: 'email' }]);
  });
  it('is told from one with a mere sign in it', () => {
    expect(refuseEmail('a=b?c@people.test')).toBeNull();
  });
});
