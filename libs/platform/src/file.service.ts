import { Inject, Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { Config } from './config.js';
import type { Ctx } from './ctx.js';
import { type Metadata, stripMetadata } from './file-metadata.js';
import { FileStore } from './file-store.js';
import { newId } from './ids.js';
import { mediaTypeOf, nameLies, storedType } from './media-type.rules.js';
import { found, Refusal } from './refusal.js';
import { CONFIG } from './settings.js';
import type { Tx } from './tx.js';

/** A file that somebody uploaded or a job made. */
export interface StoredFile {
  id: string;
  ownerId: string;
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
  /** SCANNING and INFECTED files are given to nobody; UNSCANNED ones were uploaded where there is no scanner. */
  safety: 'SCANNING' | 'CLEAN' | 'UNSCANNED' | 'INFECTED';
  metadata: Metadata;
}

/** A file that is not what its name says: BAD_USER_INPUT, and 415 over HTTP. */
export class UnsupportedFile extends Refusal {
  constructor(message: string) {
    super('BAD_USER_INPUT', message, { fields: [{ path: 'file', message }] });
  }
}

export const FILE_COLUMNS = 'id, owner_id, file_name, media_type, size::float8 as size, sha256, safety, metadata';

/** Files and who they belong to; their content lies in the store. */
@Injectable()
export class FileService {
  constructor(
    private readonly store: FileStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Keeps an uploaded file for the signed-in account, of the type that its content has and without what a picture tells besides. Until
   * a scanner has looked at it, where there is one, nobody gets it. `UnsupportedFile` where it is not what its name says.
   */
  async upload(ctx: Ctx, { fileName, content }: { fileName: string; content: AsyncIterable<Uint8Array> }): Promise<StoredFile> {
    const ownerId = ctx.requireAccount();
    const whole = await bytesOf(content);
    const type = mediaTypeOf(whole);
    const lie = nameLies(type, fileName);
    if (lie) throw new UnsupportedFile(lie);
    const mediaType = storedType(type, fileName);
    const stripped = stripMetadata(whole, mediaType);
    const stored = await this.store.put(once(stripped.content));
    if (ctx.idempotency) ctx.idempotency.bodyHash = stored.sha256; // what was sent again is known by its content
    const safety = this.config.clamdUrl ? 'SCANNING' : 'UNSCANNED';
    const row = {
      id: newId(),
      ownerId,
      fileName: safeName(fileName),
      mediaType,
      ...stored,
      safety,
      metadata: stripped.metadata,
    } as const;
    return ctx.db.write(ctx, (tx) => this.insert(tx, row));
  }

  /** The account's own file; NOT_FOUND for others, as for one that is not there. */
  async own(ctx: Ctx, id: string): Promise<StoredFile> {
    const row = await ctx.db.readOne<StoredFile>(`select ${FILE_COLUMNS} from file where id = $1 and owner_id = $2`, [
      id,
      ctx.requireAccount(),
    ]);
    return found(row, 'file');
  }

  /** The whole content of a file as bytes; for small files alone. */
  async bytes(file: Pick<StoredFile, 'sha256'>): Promise<Buffer> {
    return bytesOf(this.store.read(file.sha256));
  }

  /** The content of a file as a stream. */
  stream(file: Pick<StoredFile, 'sha256'>): Readable {
    return this.store.read(file.sha256);
  }

  private async insert(tx: Tx, row: StoredFile): Promise<StoredFile> {
    await tx.query(
      `insert into file (id, owner_id, file_name, media_type, size, sha256, safety, metadata, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [row.id, row.ownerId, row.fileName, row.mediaType, row.size, row.sha256, row.safety, row.metadata, tx.now],
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

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* once(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}
