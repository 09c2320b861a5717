import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Sends a file so that no browser ever shows it as a page of ours: as a download, with its type taken at its word. */
export async function asDownload(
  reply: FastifyReply,
  file: { fileName: string; mediaType: string; size: number },
  content: Readable,
): Promise<void> {
  await reply
    .header('content-type', file.mediaType)
    .header('content-length', file.size)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', 'sandbox')
    .header('cache-control', 'private, no-store')
    .send(content);
}
