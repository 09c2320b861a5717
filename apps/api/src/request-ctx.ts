import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx } from '#platform/ctx.js';
import { Database } from '#platform/database.js';
import { badInput } from '#platform/refusal.js';
import { SessionService } from '#identity/session.service.js';
import type { Reader } from '#web/reader.js';
import { isForm } from './own-forms.js';

export const SESSION_COOKIE = 'colloquy_session';

/** Pages that nobody comes back to: those by which one comes in, and what a secret in the address is for. */
const PASSAGES = /^\/(auth\/|sign-|forgot|mail-sent|unsubscribe\/)|[?&]token=/;

/** The `Ctx` of an HTTP request: besides, the request itself, and where a browser keeps its session. */
export class RequestCtx extends Ctx {
  private static readonly behind = new WeakMap<FastifyRequest, RequestCtx>();
  /** What the account calls itself; null where nobody is signed in. */
  name: string | null = null;
  req!: FastifyRequest;
  private reply!: FastifyReply;
  private secure = false;
  private sessions!: SessionService;

  /** Works out who asks: the session cookie or a bearer token, in one statement. FORBIDDEN for a token that may only read and sends a form. */
  static async of(sessions: SessionService, db: Database, request: FastifyRequest, reply: FastifyReply): Promise<RequestCtx> {
    const { actor, locale, name } = await sessions.actorOf(tokenOf(request));
    const ctx = new RequestCtx(db, actor, String(request.id), locale ?? 'en');
    ctx.name = name;
    ctx.req = request;
    ctx.reply = reply;
    ctx.sessions = sessions;
    ctx.client = { address: request.ip, userAgent: userAgentOf(request) };
    ctx.secure = request.protocol === 'https';
    ctx.idempotency = idempotencyOf(request);
    RequestCtx.behind.set(request, ctx);
    if (isForm(request)) ctx.requireWritable();
    return ctx;
  }

  /** Who reads the page that answers this request, for its header; null where nobody asked, or that has just changed. */
  static readerOf(request: FastifyRequest): Reader | null {
    const ctx = RequestCtx.behind.get(request);
    if (!ctx) return null;
    const isOfPassage = request.method !== 'GET' || PASSAGES.test(request.url);
    return { name: ctx.name, here: isOfPassage ? '/' : request.url };
  }

  /** Who asks is worked out anew: a session that has ended, or a token that was revoked, is null. */
  override async afresh(): Promise<Ctx | null> {
    const ctx = await RequestCtx.of(this.sessions, this.db.unwalled, this.req, this.reply);
    return ctx.actor.accountId === this.actor.accountId ? ctx : null;
  }

  /** Gives a browser its session, or takes it away; scripts read it from nowhere (HttpOnly). */
  keepSession(token: string | null, expiresAt: Date | null): void {
    RequestCtx.behind.delete(this.req);
    const options = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: this.secure };
    if (token && expiresAt) void this.reply.setCookie(SESSION_COOKIE, token, { ...options, expires: expiresAt });
    else void this.reply.clearCookie(SESSION_COOKIE, options);
  }
}

function tokenOf(request: FastifyRequest): string | null {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() === 'bearer' && token) return token;
  return request.cookies[SESSION_COOKIE] ?? null;
}

const userAgentOf = (request: FastifyRequest): string | null =>
  request.headers['user-agent']?.replace(/[\p{Cc}\p{Cs}]/gu, '').slice(0, 300) || null;

function idempotencyOf(request: FastifyRequest): Ctx['idempotency'] {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string') return null;
  if (key.length === 0 || key.length > 255) throw badInput('Idempotency-Key', 'An Idempotency-Key has 1 to 255 characters.');
  return {
    key,
    bodyHash: createHash('sha256')
      .update(JSON.stringify(request.body ?? null))
      .digest('hex'),
    writes: 0,
  };
}
