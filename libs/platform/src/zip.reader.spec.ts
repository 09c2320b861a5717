import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { crc32, deflateRawSync } from 'node:zlib';
import { OFFICE_LIMITS, ZipFault, ZipReader } from './zip.reader.js';

interface Part {
  name: string;
  content: Buffer;
  /** What the archive claims, where that is not the truth. */
  claims?: { size?: number; flags?: number; crc?: number };
}

/** An archive as packers write it; every figure in it can be made a lie. */
function archive(parts: Part[], tail = ''): Buffer {
  const [local, central]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, content, claims = {} } of parts) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(claims.flags ?? 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(claims.crc ?? crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims.size ?? content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const head = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, place, Buffer.from(name)]));
    local.push(head);
    offset += head.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, list, end, Buffer.from(tail)]);
}

const part = (name: string, text: string): Part => ({ name, content: Buffer.from(text) });

describe('the reader of archives', () => {
  it('gives each file by its name, and null for one that is not there', async () => {
    const zip = new ZipReader(
      archive([part('a.xml', '<a/>'), part('word/b.xml', 'ü 各 🙂'), part('none', '')], 'a comment behind it'),
    );
    expect(zip.names).toEqual(['a.xml', 'word/b.xml', 'none']);
    expect([await zip.text('a.xml'), await zip.text('word/b.xml'), await zip.text('none')]).toEqual(['<a/>', 'ü 各 🙂', '']);
    expect(await zip.read('c')).toBeNull();
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('a;b;c\n'.repeat(20))],
    ['half an archive', archive([part('a', 'text')]).subarray(0, 60)],
    ['a directory that points elsewhere', Buffer.concat([Buffer.alloc(9), archive([part('a', 'text')])])],
    ['the same name twice', archive([part('a', '1'), part('a', '2')])],
  ])('refuses %s before anything is read', (_what, bytes) => expect(() => new ZipReader(bytes)).toThrow(ZipFault));

  it.each([
    ['a password', { flags: 1 }, /password/],
    ['a wrong checksum', { crc: 7 }, /damaged/],
    ['more than it says', { size: 2 }, /damaged/],
    ['less than it says', { size: 900 }, /damaged/],
    ['4 GB', { size: 0xffffffff }, /more than is read/],
  ])('refuses a file with %s', async (_what, claims, reason) => {
    const zip = new ZipReader(archive([{ ...part('a', 'some text'), claims }]));
    await expect(zip.read('a')).rejects.toThrow(reason);
  });

  it('refuses bombs: by ratio, by what all files add up to, by their number', async () => {
    const bomb = new ZipReader(archive([{ name: 'a', content: Buffer.alloc(8 * 1024 * 1024) }]));
    await expect(bomb.read('a')).rejects.toThrow(/more than is read/);
    const limits = { ...OFFICE_LIMITS, totalBytes: 10, entries: 2 };
    const two = new ZipReader(archive([part('a', '12345678'), part('b', '12345678')]), limits);
    await two.read('a');
    await expect(two.read('b')).rejects.toThrow(/more than is read/);
    expect(() => new ZipReader(archive(['a', 'b', 'c'].map((name) => part(name, ''))), limits)).toThrow(/3 parts/);
  });

  it('never throws anything else, whatever the bytes are', async () => {
    const good = archive([part('a', 'some text'), part('b', 'more')]);
    const spoilt = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(spoilt, async (changes) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          const zip = new ZipReader(bytes);
          for (const name of zip.names) await zip.read(name);
        } catch (error) {
          expect(error).toBeInstanceOf(ZipFault);
        }
      }),
      { numRuns: 500 },
    );
  });
});
