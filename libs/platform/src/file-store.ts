import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { newId } from './ids.js';

/** What was stored: its size in bytes and the SHA-256 of its content, hex, by which it is found again. */
export interface Stored {
  sha256: string;
  size: number;
}

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
    if (await stat(path).catch(() => null)) return;
    await mkdir(join(this.folder, sha256.slice(0, 2)), { recursive: true });
    await rename(part, path);
  }

  private pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}
