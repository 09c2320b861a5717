import type { Ctx } from '#platform/ctx.js';
import type { Database } from '#platform/database.js';
import { notAttachable } from '#platform/media-type.rules.js';
import { badInput } from '#platform/refusal.js';
import type { CommentInput } from '#platform/schema.types.js';
import type { Tx } from '#platform/tx.js';

/** A file that came with a comment. */
export interface Attachment {
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
  safety: string;
  metadata: string;
}

const FILES = `select f.id, f.file_name, f.media_type, f.size::float8 as size, f.sha256, f.safety, f.metadata from file f where f.id = any($1)`;

/** Files by id, for whoever sees the comment that they came with. */
export async function attachmentsById(db: Database, _ctx: Ctx, ids: readonly string[]): Promise<Map<string, Attachment>> {
  const rows = await db.read<Attachment>(FILES, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The files' SHA-256 in the order of the comment, for its receipt. BAD_USER_INPUT for a file that the caller did not upload. */
export async function attachmentHashes(
  ctx: Ctx,
  { attachmentIds = [] }: CommentInput,
  commentId: string | null,
): Promise<string[]> {
  const ids = attachmentIds ?? [];
  if (ids.length === 0) return [];
  const rows = await ctx.db.read<Attachment>(
    `select f.id, f.file_name, f.media_type, f.sha256, f.safety from file f where f.id = any($1)
       and (f.owner_id = $2 or exists (select 1 from comment c where c.id = $3 and c.attachment_ids @> array[f.id]))`,
    [ids, ctx.requireAccount(), commentId],
  );
  return ids.map((id, i) => {
    const file = rows.find((row) => row.id === id);
    if (!file)
      throw badInput(
        `comment.attachmentIds.${i}`,
        'You did not upload this file. Upload it by POST /files, and name the id that gives.',
      );
    const unfit =
      file.safety === 'INFECTED'
        ? 'The scanner found something harmful in this file.'
        : notAttachable(file.mediaType, file.fileName);
    if (unfit) throw badInput(`comment.attachmentIds.${i}`, unfit);
    return file.sha256;
  });
}

/** The SHA-256 of each file that comes with the comments. */
export async function hashesByFile(tx: Tx, comments: readonly CommentInput[]): Promise<Map<string, string>> {
  const ids = comments.flatMap(({ attachmentIds }) => attachmentIds ?? []);
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; sha256: string }>('select id, sha256 from file where id = any($1)', [ids]);
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
}
