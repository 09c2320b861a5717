import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Controller, Get, Inject, type OnModuleDestroy, Post, Req, Res } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Database } from '#platform/database.js';
import { errorFormatter } from '#platform/graphql-errors.js';
import { LOGGER } from '#platform/platform.module.js';
import { badInput, Refusal } from '#platform/refusal.js';
import { SessionService } from '#identity/session.service.js';
import { type Answers, type LiveRequest, subscribe } from './live.js';
import { RequestCtx } from './request-ctx.js';

type Asked = FastifyRequest<{ Querystring: Record<string, string | undefined>; Body: Partial<LiveRequest> | undefined }>;

const HEARTBEAT_MS = 12_000; // below the idle limits of common proxies
const MOST_OF_ONE = 20; // streams of one account, or of one address that is not signed in
const MOST = 2_000; // streams of this process

const HEAD = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  connection: 'keep-alive',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
};

/**
 * Subscriptions over Server-Sent Events, one connection for each, in the words of the GraphQL over SSE protocol's distinct connections
 * mode: `next` with an answer, and `complete` at the end. A stream is no queue: who was away asks for the list, then subscribes again.
 */
@Controller('graphql/stream')
export class LiveController implements OnModuleDestroy {
  private readonly open = new Map<Answers, string>();

  constructor(
    private readonly schema: GraphQLSchemaHost,
    private readonly sessions: SessionService,
    private readonly db: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** For `EventSource`: `query`, and where needed `variables` as JSON and `operationName`, in the address. */
  @Get()
  async get(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { query = '', variables, operationName = null } = request.query;
    await this.stream(request, reply, { query, operationName, variables: variablesOf(variables) });
  }

  /** The same with a body, for clients that can. */
  @Post()
  async post(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { query, variables, operationName } = request.body ?? {};
    if (typeof query !== 'string') throw badInput('query', 'Send {"query": "subscription …", "variables": {…}}.');
    await this.stream(request, reply, { query, operationName: operationName ?? null, variables: variables ?? {} });
  }

  onModuleDestroy(): void {
    for (const answers of this.open.keys()) void answers.return();
  }

  private async stream(request: FastifyRequest, reply: FastifyReply, asked: LiveRequest): Promise<void> {
    const ctx = await RequestCtx.of(this.sessions, this.db, request, reply);
    const who = ctx.actor.accountId ?? request.ip;
    this.refuseTooMany(who);
    const answers = await subscribe(this.schema.schema, ctx, asked, errorFormatter(this.logger));
    if (!('next' in answers))
      return void (await reply.code(statusOf(answers)).type('application/json; charset=utf-8').send(answers));
    this.open.set(answers, who);
    reply.hijack();
    await send(reply.raw, answers).finally(() => this.open.delete(answers));
  }

  private refuseTooMany(who: string): void {
    const own = [...this.open.values()].filter((one) => one === who).length;
    if (own < MOST_OF_ONE && this.open.size < MOST) return;
    throw new Refusal('RATE_LIMITED', 'Too many streams are open. Close one, or ask for the list now and then.');
  }
}

function variablesOf(text: string | undefined): Record<string, unknown> {
  if (text === undefined || text === '') return {};
  try {
    const variables = JSON.parse(text) as unknown;
    if (typeof variables === 'object' && variables !== null && !Array.isArray(variables))
      return variables as Record<string, unknown>;
  } catch {
    // refused below, like anything that is no object
  }
  throw badInput('variables', 'The variables are not a JSON object.');
}

/** A document that could not be run is a bad request; a refusal by the field is an answer. */
const statusOf = ({ errors }: { errors?: readonly { path?: unknown }[] }): number =>
  errors?.some(({ path }) => path === undefined) ? 400 : 200;

/** Writes answers as they come, no faster than they are read, until they end or the reader goes. */
async function send(raw: ServerResponse, answers: Answers): Promise<void> {
  const isGone = (): boolean => raw.destroyed || raw.writableEnded;
  raw.once('close', () => void answers.return());
  raw.writeHead(200, HEAD);
  raw.write(':\n\n'); // some browsers wait for a first byte
  const heart = setInterval(() => raw.writableNeedDrain || raw.write(':\n\n'), HEARTBEAT_MS);
  try {
    for (;;) {
      const { done, value } = await answers.next();
      if (done || isGone()) break;
      const isTaken = raw.write(`event: next\ndata: ${JSON.stringify(value)}\n\n`);
      if (!isTaken) await Promise.race([once(raw, 'drain'), once(raw, 'close')]);
    }
    if (!isGone()) raw.end('event: complete\ndata:\n\n');
  } finally {
    clearInterval(heart);
    raw.end();
  }
}
