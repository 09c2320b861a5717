import { Controller, Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { found } from '#platform/refusal.js';
import { SessionService } from '#identity/session.service.js';
import { NormService } from '#norms/norm.service.js';
import { versionsByNorm } from '#norms/norm-version.queries.js';
import { NormTextService } from '#reports/norm-text.service.js';
import { RequestCtx } from './request-ctx.js';

const FILE = /^([1-9]\d{0,8})\.akn\.xml$/;

/** The text of versions at addresses that last (contract.md). */
@Controller('norms')
export class NormTextController {
  constructor(
    private readonly norms: NormService,
    private readonly texts: NormTextService,
    private readonly sessions: SessionService,
    private readonly db: Database,
  ) {}

  /** A version as Akoma Ntoso 3.0, in the language asked for or its authoritative one; as far as the viewer may see the version. */
  @Get(':slug/versions/:file')
  async akn(
    @Param() { slug, file }: { slug: string; file: string },
    @Query('lang') lang: string | undefined,
    @Headers('if-none-match') known: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const norm = found(await this.norms.find(ctx, { slug }), 'norm');
    const number = Number(FILE.exec(file)?.[1]);
    const versions = (await ctx.load(versionsByNorm, norm.id)) ?? [];
    const version = found(
      versions.find((one) => one.number === number),
      'version',
    );
    const locale = typeof lang === 'string' && version.locales.includes(lang) ? lang : (version.locales[0] ?? 'en');
    const etag = `"${version.id}-${version.revision}-${locale}"`;
    void reply
      .header('etag', etag)
      .header('cache-control', version.status === 'WORKING' ? 'private, no-store' : 'public, max-age=3600')
      .header('x-content-type-options', 'nosniff');
    if (known === etag) return void (await reply.code(304).send());
    const xml = await this.texts.akn(ctx, version.id, locale);
    await reply.header('content-type', 'application/akn+xml; charset=utf-8').header('content-language', locale).send(xml);
  }
}
