import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inLines, terminated } from './mail-transport.js';

/** What the other side makes of it: RFC 5321, 4.5.2. */
const received = (sent: string): string => sent.slice(0, -3).replace(/^\.(.)/gms, '$1');

describe('a message on the line', () => {
  it.each([
    ['a\r\n', 'a\r\n.\r\n'],
    ['a', 'a\r\n.\r\n'],
    ['a\n.\nb\r.\rc', 'a\r\n..\r\nb\r\n..\r\nc\r\n.\r\n'],
    ['.\r\n..\r\na.b\r\n', '..\r\n...\r\na.b\r\n.\r\n'],
  ])('%j goes as %j', (raw, sent) => {
    expect(terminated(inLines(Buffer.from(raw))).toString()).toBe(sent);
  });

  it('comes out as it went in, and ends nowhere but at its end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('.', '..', 'a', 'é', '\r\n', '\n', '\r', '.\r\n', '\r\n.')), (bits) => {
        const raw = `${bits.join('')}\r\n`;
        const sent = terminated(inLines(Buffer.from(raw))).toString();
        expect(received(sent)).toBe(raw.replace(/\r\n|\r|\n/g, '\r\n'));
        expect(`\r\n${sent}`.indexOf('\r\n.\r\n')).toBe(`\r\n${sent}`.length - 5);
      }),
    );
  });
});
