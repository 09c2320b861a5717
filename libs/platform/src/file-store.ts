import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { newId } from './ids.js';

/** What was stored: its size in bytes and the SHA-256 of its content, hex, by which it is found again. */
export interface Stored {
  sha256: string;
  size: number;
}

const HASH = /^[0-9a-f]{64}$/;
const ASIDE = '.aside';
const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
const isOlder = async (path: string, before: Date): Promise<boolean> =>
  (await stat(path).catch(() => ({ mtime: before }))).mtime < before;
const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** Files by the hash of their content, in `DATA_DIR/files`. The same content is kept once; no name of a user becomes a path. */
export class FileStore {
  constructor(private readonly folder: string) {}

  /** Takes a stream to its end, and keeps it on the disk (fsync) before it answers. */
  async put(content: AsyncIterable<Uint8Array>): Promise<Stored> {
    await mkdir(this.folder, { recursive: true });
    const part = join(this.folder, `${newId()}.part`);
    try {
      const stored = await this.write(part, content);
      await this.keep(part, stored.sha256);
      return stored;
    } finally {
      await rm(part, { force: true });
    }
  }

  /** The content; the caller has checked that the reader may have it. */
  read(sha256: string): Readable {
    return createReadStream(this.pathOf(sha256));
  }

  /** The hashes of what is kept, a folder at a time, and what unfinished writes left. */
  async *contents(): AsyncGenerator<string[]> {
    for (const name of await namesIn(this.folder))
      if (name.length === 2) yield (await namesIn(join(this.folder, name))).filter((one) => HASH.test(one));
  }

  /**
   * Throws a content away, unless it was put since `before`: who puts what is there already marks it as new, so whichever of the two
   * comes first, what was put stays. Answers whether it is gone.
   */
  async discard(sha256: string, before: Date): Promise<boolean> {
    const path = this.pathOf(sha256);
    if (!(await isOlder(path, before))) return false; // what is new is never moved, not even for a moment
    const aside = `${path}.${newId()}${ASIDE}`;
    if (!(await succeeds(rename(path, aside)))) return false;
    if (!(await isOlder(aside, before))) {
      await rename(aside, path);
      return false;
    }
    await rm(aside, { force: true });
    return true;
  }

  /** Clears up after processes that died: writes cut short before that instant go, and what was set aside is put back. */
  async tidy(before: Date): Promise<void> {
    for (const name of await namesIn(this.folder)) {
      const path = join(this.folder, name);
      if (name.endsWith('.part') && (await isOlder(path, before))) await rm(path, { force: true });
      const left = name.length === 2 ? (await namesIn(path)).filter((one) => one.endsWith(ASIDE)) : [];
      for (const one of left) await this.putBack(join(path, one), before);
    }
  }

  /** What was set aside so long ago that nobody is at it any more is there again under its hash: the next round decides. */
  private async putBack(aside: string, before: Date): Promise<void> {
    const { ctime } = await stat(aside).catch(() => ({ ctime: new Date() }));
    if (ctime < before) await succeeds(rename(aside, this.pathOf(basename(aside).slice(0, 64))));
  }

  private async write(part: string, content: AsyncIterable<Uint8Array>): Promise<Stored> {
    const hash = createHash('sha256');
    const file = await open(part, 'wx');
    let size = 0;
    try {
      for await (const chunk of content) {
        hash.update(chunk);
        size += chunk.length;
        await file.write(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    return { sha256: hash.digest('hex'), size };
  }

  private async keep(part: string, sha256: string): Promise<void> {
    const path = this.pathOf(sha256);
    const now = new Date();
    if (await succeeds(utimes(path, now, now))) return;
    await mkdir(join(this.folder, sha256.slice(0, 2)), { recursive: true });
    await rename(part, path);
  }

  private pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}
