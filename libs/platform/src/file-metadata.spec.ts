import { describe, expect, it } from '@jest/globals';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { stripMetadata } from './file-metadata.js';

const of = (text: string): Buffer => Buffer.from(text, 'latin1');
const SECRET = 'GPS 48.137 11.575, Canon of Jane Doe';

const segment = (marker: number, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]), data]);
const exif = (turned: number): Buffer =>
  Buffer.concat([
    of('Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0'),
    Buffer.from([turned, 0, 0, 0, 0, 0, 0, 0]),
    of(SECRET),
  ]);
const jpeg = (...segments: Buffer[]): Buffer =>
  Buffer.concat([
    of('\xff\xd8'),
    segment(0xe0, of('JFIF\0\x01\x02\0\0\x01\0\x01\0\0')),
    ...segments,
    of('\xff\xda\0\x08\x01\x01\0\0\x3f\0data\xff\xd9'),
  ]);
const chunk = (name: string, data: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([of(name), data])));
  return Buffer.concat([size, of(name), data, sum]);
};
const png = (...chunks: Buffer[]): Buffer =>
  Buffer.concat([of('\x89PNG\r\n\x1a\n'), chunk('IHDR', Buffer.alloc(13)), ...chunks, chunk('IEND', Buffer.alloc(0))]);
const riff = (name: string, data: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([of(name), size, data, Buffer.alloc(data.length % 2)]);
};
const webp = (...chunks: Buffer[]): Buffer => riff('RIFF', Buffer.concat([of('WEBP'), ...chunks]));

describe('what a file says besides what it shows', () => {
  it.each<[string, string, Buffer]>([
    [
      'a JPEG with Exif, IPTC and a comment',
      'image/jpeg',
      jpeg(segment(0xe1, exif(1)), segment(0xed, of(SECRET)), segment(0xfe, of(SECRET))),
    ],
    [
      'a PNG with texts and Exif',
      'image/png',
      png(chunk('tEXt', of(SECRET)), chunk('eXIf', of(SECRET)), chunk('IDAT', of('pixels'))),
    ],
    ['a PNG with something behind its end', 'image/png', Buffer.concat([png(chunk('IDAT', of('pixels'))), of(SECRET)])],
    [
      'a WebP with Exif and XMP',
      'image/webp',
      webp(
        riff('VP8X', Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
        riff('VP8 ', of('pixel')),
        riff('EXIF', of(SECRET)),
        riff('XMP ', of(SECRET)),
      ),
    ],
  ])('%s loses it', (_what, type, content) => {
    const stripped = stripMetadata(content, type);
    expect(stripped.metadata).toBe('STRIPPED');
    expect(stripped.content.includes(SECRET)).toBe(false);
    expect(stripped.content.includes(type === 'image/jpeg' ? 'data' : 'pixel')).toBe(true);
    expect(stripMetadata(stripped.content, type)).toEqual({ content: stripped.content, metadata: 'NONE' });
  });

  it('a JPEG keeps how it is turned, and that alone', () => {
    const { content } = stripMetadata(jpeg(segment(0xe1, exif(6))), 'image/jpeg');
    expect(content.includes(SECRET)).toBe(false);
    expect(content.subarray(2, 4)).toEqual(Buffer.from([0xff, 0xe1]));
    const again = stripMetadata(content, 'image/jpeg');
    expect(again.content).toEqual(content);
  });

  it('a WebP is whole again: its sizes and flags are right', () => {
    const plain = webp(riff('VP8X', Buffer.from([0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0])), riff('VP8 ', of('pixel')));
    const rich = webp(
      riff('VP8X', Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
      riff('VP8 ', of('pixel')),
      riff('EXIF', of('x')),
    );
    expect(stripMetadata(rich, 'image/webp').content).toEqual(plain);
  });

  it('of a PDF is told', () => {
    expect(stripMetadata(of('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj'), 'application/pdf').metadata).toBe('NONE');
    expect(stripMetadata(of('%PDF-1.7\ntrailer<</Info 3 0 R>>'), 'application/pdf').metadata).toBe('PRESENT');
  });

  it('of what is cut off anywhere is not guessed, and nothing breaks', () => {
    const samples = [jpeg(segment(0xe1, exif(6))), png(chunk('tEXt', of(SECRET))), webp(riff('EXIF', of(SECRET)))];
    const types = ['image/jpeg', 'image/png', 'image/webp'];
    fc.assert(
      fc.property(fc.nat(2), fc.nat(), fc.uint8Array({ maxLength: 8 }), (which, at, noise) => {
        const sample = samples[which]!;
        const cut = Buffer.concat([sample.subarray(0, 12 + (at % (sample.length - 12))), noise]);
        expect(stripMetadata(cut, types[which]!).content.length).toBeLessThanOrEqual(cut.length + 36);
      }),
    );
  });
});
