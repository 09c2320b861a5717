import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#platform/database.js';
import { found } from '#platform/refusal.js';
import { SessionService } from '#identity/session.service.js';
import { milestonesByNorm } from '#norms/milestone.queries.js';
import type { Norm } from '#norms/norm.entity.js';
import { NormService } from '#norms/norm.service.js';
import { provisionsByVersion, versionsByNorm } from '#norms/norm-version.queries.js';
import { inLocale, servedLocale } from '#norms/translation.queries.js';
import { listRounds } from '#rounds/round.queries.js';
import { WatchService } from '#notifications/watch.service.js';
import { NormPage } from '#web/norm.page.js';
import { NormChangesPage } from '#web/norm-changes.page.js';
import { NormTextPage } from '#web/norm-text.page.js';
import { NormsPage } from '#web/norms.page.js';
import { changesView, versionOf } from './norm-views.js';
import { type Form, filledIn } from './page-form.js';
import { sendPage } from './page-reply.js';
import { standingOf } from './provision-standing.js';
import { RequestCtx } from './request-ctx.js';

type Asked = Readonly<Record<'search' | 'after' | 'version' | 'lang' | 'from' | 'to' | 'page', string | undefined>>;

/** Norms to be read: their life, their text, and what changed in it; as far as the reader may see them. */
@Controller('norms')
export class NormPagesController {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly norms: NormService,
    private readonly watches: WatchService,
  ) {}

  /** The list of norms. */
  @Get()
  async list(@Query() { search = '', after }: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const { nodes, pageInfo } = await this.norms.list(ctx, { search: search || null, after: after ?? null });
    const asked = new URLSearchParams({ ...(search ? { search } : {}), after: pageInfo.endCursor ?? '' });
    const next = pageInfo.hasNextPage ? `/norms?${asked.toString()}` : null;
    await sendPage(reply, 200, <NormsPage norms={nodes} search={search} next={next} />);
  }

  /** One norm with its versions, rounds and dates. */
  @Get(':slug')
  async norm(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const norm = await this.find(ctx, slug);
    const versions = (await ctx.load(versionsByNorm, norm.id)) ?? [];
    const milestones = (await ctx.load(milestonesByNorm, norm.id)) ?? [];
    const { nodes: rounds } = await listRounds(ctx, { normId: norm.id, first: 100 });
    const watched = await this.watches.isWatched(ctx, norm.id);
    await sendPage(reply, 200, <NormPage norm={{ ...norm, versions, rounds, milestones, watched }} />);
  }

  /** Begins or ends being told of a norm. */
  @Post(':slug/watch')
  async watch(@Param('slug') slug: string, @Req() request: Form, @Res() reply: FastifyReply): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const norm = await this.find(ctx, slug);
    if (filledIn(request, 'watch') === 'no') await this.watches.unwatch(ctx, norm.id);
    else await this.watches.watch(ctx, norm.id);
    await reply.redirect(`/norms/${norm.slug}`, 303);
  }

  /** A version's text, the newest one's where none is named. */
  @Get(':slug/text')
  async text(
    @Param('slug') slug: string,
    @Query() { version: number, lang }: Asked,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const { title, id } = await this.find(ctx, slug);
    const version = await versionOf(ctx, id, number);
    const rows = inLocale(version.locales, (await ctx.load(provisionsByVersion, version.id)) ?? [], lang);
    const standing = standingOf(rows);
    const provisions = rows.map((row) => ({ ...row, depth: standing.get(row.eId)?.depth ?? 0 }));
    const locale = servedLocale(version.locales, lang);
    await sendPage(reply, 200, <NormTextPage norm={{ ...version, slug, title, locale, provisions }} />);
  }

  /** What changed between two versions. */
  @Get(':slug/changes')
  async changes(
    @Param('slug') slug: string,
    @Query() { from, to, page }: Asked,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const norm = await this.find(ctx, slug);
    const newer = await versionOf(ctx, norm.id, to);
    const older = await versionOf(ctx, norm.id, from ?? String(newer.number - 1));
    const view = await changesView(ctx, norm, { older, newer, page: Number(page) || 1 });
    await sendPage(reply, 200, <NormChangesPage view={view} />);
  }

  private async find(ctx: RequestCtx, slug: string): Promise<Norm> {
    return found(await this.norms.find(ctx, { slug }), 'norm');
  }
}
