import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

/** How much an archive of somebody else's may cost. Sizes are bytes once unpacked. */
export interface ZipLimits {
  /** Files in it. */
  entries: number;
  /** One file, unpacked. */
  entryBytes: number;
  /** All that is read from it, unpacked. */
  totalBytes: number;
  /** Unpacked size to packed size of a file, once it is over 1 MB. */
  ratio: number;
}

/** What an office document of at most 10 MB may cost: pictures and long tables fit, a bomb does not. */
export const OFFICE_LIMITS: ZipLimits = {
  entries: 2_000,
  entryBytes: 120 * 1024 * 1024,
  totalBytes: 160 * 1024 * 1024,
  ratio: 300,
};

/** Why an archive is not read, in words for who sent it. */
export class ZipFault extends Error {}

interface Entry {
  method: number;
  flags: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

const inflate = promisify(inflateRaw);
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const ENCRYPTED = 1;
const SMALL = 1024 * 1024;

/**
 * A ZIP archive (APPNOTE 6.3) that somebody sent, read file by file under limits: nothing is unpacked before it is asked for, and
 * no name in it becomes a path. `ZipFault` says what is wrong: not an archive, damaged, encrypted, over a limit.
 */
export class ZipReader {
  private readonly entries = new Map<string, Entry>();
  private unpacked = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly limits: ZipLimits = OFFICE_LIMITS,
  ) {
    this.list();
  }

  /** The names of its files, in the order in which they are listed. */
  get names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** A file's content, its checksum checked; null where the archive has none of that name. */
  async read(name: string): Promise<Buffer | null> {
    const entry = this.entries.get(name);
    if (!entry) return null;
    this.refuse(name, entry);
    const content = await this.unpack(name, entry);
    if (content.length !== entry.size || crc32(content) !== entry.crc) throw damaged(name);
    return content;
  }

  /** A file's content as UTF-8 text, a byte order mark left out; null where there is none of that name. */
  async text(name: string): Promise<string | null> {
    const content = await this.read(name);
    if (!content) return null;
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(content);
    } catch {
      throw new ZipFault(`"${name}" in the file is not UTF-8 text. Save the file again and upload it anew.`);
    }
  }

  private list(): void {
    const end = this.endRecord();
    const count = this.bytes.readUInt16LE(end + 10);
    if (count > this.limits.entries)
      throw new ZipFault(`The file holds ${count} parts; at most ${this.limits.entries} are read.`);
    let at = this.bytes.readUInt32LE(end + 16);
    for (let i = 0; i < count; i++) at = this.listOne(at);
  }

  private listOne(at: number): number {
    if (at + 46 > this.bytes.length || this.bytes.readUInt32LE(at) !== CENTRAL) throw damaged();
    const nameEnd = at + 46 + this.bytes.readUInt16LE(at + 28);
    const name = this.bytes.toString('utf8', at + 46, nameEnd);
    if (this.entries.has(name)) throw new ZipFault(`The file holds "${name}" twice. Save it again and upload it anew.`);
    this.entries.set(name, {
      flags: this.bytes.readUInt16LE(at + 8),
      method: this.bytes.readUInt16LE(at + 10),
      crc: this.bytes.readUInt32LE(at + 16),
      packed: this.bytes.readUInt32LE(at + 20),
      size: this.bytes.readUInt32LE(at + 24),
      offset: this.bytes.readUInt32LE(at + 42),
    });
    return nameEnd + this.bytes.readUInt16LE(at + 30) + this.bytes.readUInt16LE(at + 32);
  }

  /** Where the end record stands: in the last 64 KB, since a comment may follow it. */
  private endRecord(): number {
    const first = Math.max(0, this.bytes.length - 22 - 0xffff);
    for (let at = this.bytes.length - 22; at >= first; at--) if (this.bytes.readUInt32LE(at) === END) return at;
    throw new ZipFault('The file is not a document of the kind that its name says, or it is cut off. Upload the whole file.');
  }

  private refuse(name: string, { flags, method, packed, size }: Entry): void {
    if (flags & ENCRYPTED) throw new ZipFault('The file is protected by a password. Upload it without one.');
    if (method !== 0 && method !== 8) throw new ZipFault(`"${name}" in the file is packed in a way that is not read.`);
    if (packed === 0xffffffff || size === 0xffffffff || size > this.limits.entryBytes) throw tooLarge(name);
    if (size > SMALL && size > packed * this.limits.ratio) throw tooLarge(name);
    this.unpacked += size;
    if (this.unpacked > this.limits.totalBytes) throw tooLarge(name);
  }

  private async unpack(name: string, { method, packed, size, offset }: Entry): Promise<Buffer> {
    if (offset + 30 > this.bytes.length || this.bytes.readUInt32LE(offset) !== LOCAL) throw damaged(name);
    const start = offset + 30 + this.bytes.readUInt16LE(offset + 26) + this.bytes.readUInt16LE(offset + 28);
    const content = this.bytes.subarray(start, start + packed);
    if (content.length !== packed) throw damaged(name);
    if (method === 0) return content;
    if (size === 0) return Buffer.alloc(0);
    try {
      return await inflate(content, { maxOutputLength: size }); // what unpacks to more than it says is stopped there
    } catch {
      throw damaged(name);
    }
  }
}

const damaged = (name?: string): ZipFault =>
  new ZipFault(`The file is damaged${name ? ` at "${name}"` : ''}. Save it again and upload it anew.`);
const tooLarge = (name: string): ZipFault =>
  new ZipFault(`"${name}" unpacks to more than is read. Leave pictures and empty rows out, or split the file.`);
