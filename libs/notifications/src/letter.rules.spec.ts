import { describe, expect, it } from '@jest/globals';
import { type AnsweredComment, answerIn } from './letter.rules.js';
import { headerLine, layOut } from './mail.layout.js';
import { wordsIn } from './words.rules.js';

const comment: AnsweredComment = {
  reference: 'NFU-R1-0007',
  tlp: 'CLEAR',
  body: 'The words',
  outcome: 'ACCEPTED',
  response: 'Thank you.',
  changed: ['art_3'],
};
const answerLine = (of: AnsweredComment): string | null => answerIn(wordsIn('en'), of);

describe('the letter with the answers', () => {
  it('tells an open comment in words: outcome, reason, what it changed', () => {
    expect(answerLine(comment)).toBe('NFU-R1-0007: accepted\n“The words”\nThank you.\nChanged: art_3');
  });

  it.each(['GREEN', 'AMBER'] as const)('tells of a comment marked %s by its reference alone', (tlp) => {
    const line = answerLine({ ...comment, tlp });
    expect(line).toContain('NFU-R1-0007');
    expect(line).not.toMatch(/words|Thank|accepted|art_3/);
  });

  it.each(['AMBER_STRICT', 'RED'] as const)('does not tell of a comment marked %s', (tlp) =>
    expect(answerLine({ ...comment, tlp })).toBeNull(),
  );
});

describe('a mail', () => {
  const evil = '<script>alert(1)</script>" onload="x';

  it('escapes whatever people wrote', () => {
    const content = { subject: evil, paragraphs: [evil], label: evil, footer: evil, unsubscribe: evil };
    const { html } = layOut(content, { language: 'en', url: evil, optional: true });
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('" onload="');
  });

  it('has a subject of one line that is no encoded word', () => {
    expect(headerLine('Hello\r\nBcc: e@x.test')).toBe('Hello Bcc: e@x.test');
    expect(headerLine('=?utf-8?q?a=0d=0aBcc?=')).not.toContain('=?');
  });
});
