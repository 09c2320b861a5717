import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { isId } from '#platform/ids.js';
import { notFound } from '#platform/refusal.js';
import { SessionService } from '#identity/session.service.js';
import { ExportService } from '#reports/export.service.js';
import { asDownload } from './download.js';
import { RequestCtx } from './request-ctx.js';

/** Finished exports, streamed; the right to one is checked each time it is downloaded. */
@Controller('exports')
export class ExportsController {
  constructor(
    private readonly exports: ExportService,
    private readonly sessions: SessionService,
    private readonly db: Database,
  ) {}

  /** The file of an export, as a download. */
  @Get(':id')
  async download(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!isId(id)) throw notFound('export');
    const file = await this.exports.download(await RequestCtx.of(this.sessions, this.db, request, reply), id);
    await asDownload(reply, file, file.content);
  }
}
