import { Injectable } from '@nestjs/common';
import type { Ctx } from './ctx.js';
import { FileStore } from './file-store.js';

const GRACE_MS = 24 * 3_600_000; // a file is stored before the row that names it, and a large export some minutes before
const AGAIN_MS = 6 * 3_600_000;

/**
 * Throws away the content of files that nobody keeps any more: of erased accounts, deleted drafts, exports past their time. Content is
 * shared by all rows with the same hash, so each lib that names some says how its own is found. Safe in several workers at once, and
 * beside uploads.
 */
@Injectable()
export class FileSweep {
  private readonly holders: string[] = ['select sha256 from file where sha256 = any($1)'];

  constructor(private readonly store: FileStore) {}

  /** Adds a statement that gives those of the hashes `$1` that a lib still needs. */
  holds(text: string): void {
    this.holders.push(text);
  }

  /** Goes through all that is stored, once. A worker's clock. */
  async pass(ctx: Ctx, now = new Date()): Promise<number> {
    const before = new Date(now.getTime() - GRACE_MS);
    await this.store.tidy(before);
    for await (const hashes of this.store.contents()) {
      const held = new Set<string>();
      for (const text of this.holders)
        for (const { sha256 } of await ctx.db.read<{ sha256: string }>(text, [hashes])) held.add(sha256);
      for (const sha256 of hashes) if (!held.has(sha256)) await this.store.discard(sha256, before);
    }
    return AGAIN_MS;
  }
}
