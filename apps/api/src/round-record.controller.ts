import { Readable } from 'node:stream';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { found } from '#platform/refusal.js';
import { SessionService } from '#identity/session.service.js';
import { recordFile } from '#comments/round-record.file.js';
import { RoundRecordService } from '#comments/round-record.service.js';
import { roundByReference } from '#rounds/round.queries.js';
import { RequestCtx } from './request-ctx.js';

/** The public record of a closed round; 404 while something may still come in time. */
@Controller('rounds')
export class RoundRecordController {
  constructor(
    private readonly records: RoundRecordService,
    private readonly sessions: SessionService,
    private readonly db: Database,
  ) {}

  /** Receipts, hashes, Merkle root and log entries, streamed; what `colloquy verify` checks. */
  @Get(':reference/record.json')
  async record(@Param('reference') reference: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const round = found(await roundByReference(ctx, reference), 'round');
    const record = found(await this.records.record(round), 'record yet');
    await reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('x-content-type-options', 'nosniff')
      .send(Readable.from(recordFile(this.db, round.reference, record)));
  }
}
