import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { Ctx } from './ctx.js';
import { FileStore } from './file-store.js';
import { newId } from './ids.js';
import { found } from './refusal.js';
import type { Tx } from './tx.js';

/** A file that somebody uploaded or a job made. */
export interface StoredFile {
  id: string;
  ownerId: string;
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
}

const COLUMNS = 'id, owner_id, file_name, media_type, size::float8 as size, sha256';

/** Files and who they belong to; their content lies in the store. */
@Injectable()
export class FileService {
  constructor(private readonly store: FileStore) {}

  /** Keeps an uploaded file for the signed-in account. */
  async upload(ctx: Ctx, file: { fileName: string; mediaType: string; content: AsyncIterable<Uint8Array> }): Promise<StoredFile> {
    const ownerId = ctx.requireAccount();
    const stored = await this.store.put(file.content);
    if (ctx.idempotency) ctx.idempotency.bodyHash = stored.sha256; // what was sent again is known by its content
    const row = { id: newId(), ownerId, fileName: safeName(file.fileName), mediaType: file.mediaType, ...stored };
    return ctx.db.write(ctx, (tx) => this.insert(tx, row));
  }

  /** The account's own file; NOT_FOUND for others, as for one that is not there. */
  async own(ctx: Ctx, id: string): Promise<StoredFile> {
    const row = await ctx.db.readOne<StoredFile>(`select ${COLUMNS} from file where id = $1 and owner_id = $2`, [
      id,
      ctx.requireAccount(),
    ]);
    return found(row, 'file');
  }

  /** The whole content of a file as bytes; for small files alone. */
  async bytes(file: Pick<StoredFile, 'sha256'>): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.store.read(file.sha256)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  /** The content of a file as a stream. */
  stream(file: Pick<StoredFile, 'sha256'>): Readable {
    return this.store.read(file.sha256);
  }

  private async insert(tx: Tx, row: StoredFile): Promise<StoredFile> {
    await tx.query(
      `insert into file (id, owner_id, file_name, media_type, size, sha256, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [row.id, row.ownerId, row.fileName, row.mediaType, row.size, row.sha256, tx.now],
    );
    await tx.tell({ action: 'file.uploaded', subjectId: row.id, data: { size: row.size } });
    return row;
  }
}

/** A name that can stand in a header and on any disk: no path, no control or quoting characters, at most 200 characters. */
function safeName(name: string): string {
  const last = name.split(/[\\/]/).pop() ?? '';
  const clean = last.replace(/[\p{C}"<>:|?*]/gu, '_').trim();
  return clean.slice(0, 200) || 'file';
}
