import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '#platform/database.js';
import { isId } from '#platform/ids.js';
import { notFound } from '#platform/refusal.js';
import type { SessionService } from '#identity/session.service.js';
import { type Form, filledIn } from './page-form.js';
import { RequestCtx } from './request-ctx.js';

/** The request of who is signed in; whoever is not is led to the sign-in and back here, and gets null. */
export async function signedIn(
  sessions: SessionService,
  db: Database,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RequestCtx | null> {
  const ctx = await RequestCtx.of(sessions, db, request, reply);
  if (ctx.actor.accountId) return ctx;
  const here = request.method === 'GET' ? request.url : '/account';
  await reply.redirect(`/sign-in?next=${encodeURIComponent(here)}`, 303);
  return null;
}

/** The id under a name of a form; NOT_FOUND where it can name nothing. */
export function idIn(form: Form, name: string): string {
  const id = filledIn(form, name);
  if (!isId(id)) throw notFound(name);
  return id;
}

/** Goes on to a page of the account, which says what was done. */
export async function doneAt(reply: FastifyReply, path: string, done: keyof typeof DONE): Promise<void> {
  await reply.redirect(`${path}?done=${done}`, 303);
}

const DONE = {
  saved: 'It is saved.',
  ended: 'It has ended.',
  password: 'Your password is changed; your other sessions have ended.',
  address: 'A mail with a link is on its way to the new address. Your mails go there once you follow it.',
  off: 'No code is asked for any more.',
  removed: 'It is taken off.',
} as const;

/** What a page of the account says was just done; nothing where nothing was. */
export const doneIn = (done: unknown): string | null =>
  typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done as keyof typeof DONE] : null;
