import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mediaTypeOf, nameLies, notAttachable, storedType } from './media-type.rules.js';

const of = (text: string): Buffer => Buffer.from(text, 'latin1');
const zip = (name: string): Buffer =>
  of(`PK\x03\x04${'\0'.repeat(26)}${name}content PK\x01\x02${'\0'.repeat(42)}${name}PK\x05\x06`);
const odt = of(`PK\x03\x04${'\0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.textPK\x01\x02`);

const SAMPLES: readonly [string, Buffer, string, boolean][] = [
  ['a.pdf', of('%PDF-1.7\n%\xe2\xe3'), 'application/pdf', true],
  ['a.png', of('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'image/png', true],
  ['a.jpeg', of('\xff\xd8\xff\xe0\0\x10JFIF'), 'image/jpeg', true],
  ['a.gif', of('GIF89a\0\0'), 'image/gif', true],
  ['a.webp', of('RIFF\0\0\0\0WEBPVP8 '), 'image/webp', true],
  ['a.docx', zip('word/document.xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', true],
  ['a.xlsx', zip('xl/workbook.xml'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', true],
  ['a.odt', odt, 'application/vnd.oasis.opendocument.text', true],
  ['a.md', of('# Words\n\ttabbed\r\n'), 'text/markdown', true],
  ['a.csv', of('a;b\xe9\n'), 'text/csv', true],
  ['a.zip', zip('anything'), 'application/zip', false],
  ['a.docm', zip('word/document.xml word/vbaProject.bin'), 'application/vnd.ms-office.macros', false],
  ['a.svg', of('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'image/svg+xml', false],
  ['a.html', of('\n<!DOCTYPE html><script>1</script>'), 'text/html', false],
  ['a.exe', of('MZ\x90\0'), 'application/x-executable', false],
  ['a.xml', of('<akomaNtoso/>'), 'application/xml', false],
];

describe('what a file is', () => {
  it.each(SAMPLES)('%s by its content', (fileName, content, type, attachable) => {
    expect(storedType(mediaTypeOf(content), fileName)).toBe(type);
    expect(nameLies(mediaTypeOf(content), fileName)).toBeNull();
    expect(notAttachable(type, fileName) === null).toBe(attachable);
  });

  it('is refused under the name of another kind, wherever one of the two is shown or run', () => {
    for (const [fileName, content] of SAMPLES.slice(0, 5))
      for (const other of ['a.txt', 'a.docx', 'a', 'a.pdf.exe', ...SAMPLES.slice(0, 5).map(([name]) => name)])
        if (other !== fileName) expect(nameLies(mediaTypeOf(content), other)).toMatch(/Its content is/);
    for (const [, content] of SAMPLES.slice(5)) expect(nameLies(mediaTypeOf(content), 'picture.png')).toMatch(/Its content is/);
  });

  it('does not come with a comment under any other name', () => {
    for (const [fileName, , type] of SAMPLES.filter(([, , , attachable]) => attachable))
      for (const [other] of SAMPLES) if (other !== fileName) expect(notAttachable(type, other)).not.toBeNull();
  });

  it('of any bytes is told without an error, and never a picture or a PDF by chance', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const content = Buffer.from([0, ...bytes]);
        expect(mediaTypeOf(content)).toBeNull();
        expect(nameLies(null, 'x.png')).not.toBeNull();
      }),
    );
  });
});
