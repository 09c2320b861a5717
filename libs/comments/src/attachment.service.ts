import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { FILE_COLUMNS, type StoredFile } from '#platform/file.service.js';
import { conflict, found, notFound } from '#platform/refusal.js';
import { commentsWithFile } from './comment.queries.js';

/** Files that came with comments: given to whoever sees the comment, once they are safe. */
@Injectable()
export class AttachmentService {
  /** A file of the caller's, or one of a comment that they see; NOT_FOUND for others. CONFLICT until it was called clean, or if it was not. */
  async toDownload(ctx: Ctx, id: string): Promise<StoredFile> {
    const file = found(await ctx.db.readOne<StoredFile>(`select ${FILE_COLUMNS} from file where id = $1`, [id]), 'file');
    const isOwn = file.ownerId === ctx.actor.accountId;
    if (!isOwn && (await commentsWithFile(ctx, id)).length === 0) throw notFound('file');
    if (file.safety === 'SCANNING') throw conflict('The scanner is looking at this file. Try again in a moment.', file.safety);
    if (file.safety === 'INFECTED')
      throw conflict('The scanner found something harmful in this file. It is given to nobody.', file.safety);
    return file;
  }
}
