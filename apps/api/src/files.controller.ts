import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { FileService } from '#platform/file.service.js';
import { isId } from '#platform/ids.js';
import { badInput, notFound } from '#platform/refusal.js';
import { AttachmentService } from '#comments/attachment.service.js';
import { SessionService } from '#identity/session.service.js';
import { asDownload } from './download.js';
import { whole } from './posted-form.js';
import { RequestCtx } from './request-ctx.js';

/** Largest upload, in bytes. */
export const LARGEST_UPLOAD = 10 * 1024 * 1024;

/** Files travel over HTTP (contract.md): uploaded by whom is signed in, and only ever given back as a download. */
@Controller('files')
export class FilesController {
  constructor(
    private readonly files: FileService,
    private readonly attachments: AttachmentService,
    private readonly sessions: SessionService,
    private readonly db: Database,
  ) {}

  /** Takes one multipart field `file`; 201 with what was stored. */
  @Post()
  async upload(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    ctx.requireAccount();
    ctx.requireWritable();
    const part = request.isMultipart() ? await request.file() : undefined;
    if (part?.fieldname !== 'file') throw badInput('file', 'Send one file in a multipart field with the name "file".');
    const stored = await this.files.upload(ctx, { fileName: part.filename, content: whole(part.file) });
    const { id, fileName, mediaType, size, sha256, safety, metadata } = stored;
    return { id, fileName, mediaType, size, sha256, safety, metadata };
  }

  /** The caller's own file, or one that came with a comment that they may see; never before the scanner called it clean. */
  @Get(':id')
  async download(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!isId(id)) throw notFound('file');
    const file = await this.attachments.toDownload(await RequestCtx.of(this.sessions, this.db, request, reply), id);
    await asDownload(reply, file, this.files.stream(file));
  }
}
