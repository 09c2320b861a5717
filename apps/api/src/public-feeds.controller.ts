import { createHash } from 'node:crypto';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ANONYMOUS } from '#platform/actor.rules.js';
import { Ctx } from '#platform/ctx.js';
import { Database } from '#platform/database.js';
import { found } from '#platform/refusal.js';
import type { Round } from '#rounds/round.entity.js';
import { roundByReference } from '#rounds/round.queries.js';
import { MEDIA_TYPE } from '#reports/annotation.rules.js';
import { AnnotationService } from '#reports/annotation.service.js';
import { CalendarService } from '#notifications/calendar.service.js';
import { FeedService } from '#notifications/feed.service.js';
import { languageFrom } from './reader-language.js';

const ATOM = 'application/atom+xml; charset=utf-8';
const CALENDAR = 'text/calendar; charset=utf-8; method=PUBLISH';

type Asked = { lang?: string; after?: string; page?: string };

/** Feeds, calendars and annotations for whatever follows them: the same for everybody, since they tell what everybody may see. */
@Controller()
export class PublicFeedsController {
  constructor(
    private readonly feeds: FeedService,
    private readonly calendars: CalendarService,
    private readonly annotations: AnnotationService,
    private readonly db: Database,
  ) {}

  /** What opened, was put off, closed and was published. */
  @Get('feed.atom')
  async news(@Query() { lang }: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await give(request, reply, ATOM, await this.feeds.news(this.nobody(request), languageFrom(lang, request)));
  }

  /** The public comments of a round, the newest first. */
  @Get('rounds/:reference/feed.atom')
  async comments(
    @Param('reference') reference: string,
    @Query() { lang, after }: Asked,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = this.nobody(request);
    const round = await roundOf(ctx, reference);
    await give(request, reply, ATOM, await this.feeds.comments(ctx, round, languageFrom(lang, request), textOrNull(after)));
  }

  /** The dates of all rounds and milestones. */
  @Get('calendar.ics')
  async calendar(@Query() { lang }: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await give(request, reply, CALENDAR, await this.calendars.of(this.nobody(request), null, languageFrom(lang, request)));
  }

  /** The dates of one round and of its norm. */
  @Get('rounds/:reference/calendar.ics')
  async roundCalendar(
    @Param('reference') reference: string,
    @Query() { lang }: Asked,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = this.nobody(request);
    const round = await roundOf(ctx, reference);
    await give(request, reply, CALENDAR, await this.calendars.of(ctx, round, languageFrom(lang, request)));
  }

  /** The public comments of a round as a W3C annotation collection; `page=1` its first page, which leads on. */
  @Get('rounds/:reference/annotations.jsonld')
  async annotated(
    @Param('reference') reference: string,
    @Query() { page, after }: Asked,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ctx = this.nobody(request);
    const round = await roundOf(ctx, reference);
    const isPage = page !== undefined || after !== undefined;
    const what = isPage ? this.annotations.page(ctx, round, textOrNull(after)) : this.annotations.collection(ctx, round);
    await give(request, reply, MEDIA_TYPE, JSON.stringify(await what));
  }

  private nobody(request: FastifyRequest): Ctx {
    return new Ctx(this.db, ANONYMOUS, String(request.id));
  }
}

const roundOf = async (ctx: Ctx, reference: string): Promise<Round> => found(await roundByReference(ctx, reference), 'round');
const textOrNull = (given: unknown): string | null => (typeof given === 'string' && given !== '' ? given : null);

/** Answers with the text, or that it has not changed (RFC 9110, 13.1.2). Whoever keeps it asks again: what is withheld is gone at once. */
async function give(request: FastifyRequest, reply: FastifyReply, type: string, text: string): Promise<void> {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  void reply
    .header('etag', etag)
    .header('cache-control', 'public, no-cache')
    .header('vary', 'accept-language')
    .header('x-content-type-options', 'nosniff');
  if (request.headers['if-none-match']?.split(/,\s*/).includes(etag)) return void (await reply.code(304).send());
  await reply.header('content-type', type).send(Buffer.from(text)); // as bytes: to text a charset would be added, which JSON-LD has not
}
