import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReactNode } from 'react';
import { Refusal } from '#platform/refusal.js';
import type { FormProblem } from '#web/sign-in.page.js';
import { pageWords } from '#web/words.js';
import { localPath } from './next-path.js';
import { sendPage } from './page-reply.js';

/** A form as it was sent. */
export type Form = FastifyRequest<{ Body: Readonly<Record<string, string>> | undefined }>;

const NEXT = 'colloquy_next';
const NEXT_S = 48 * 3600; // as long as the link of a sign-up
const STATUS: Readonly<Partial<Record<string, number>>> = { RATE_LIMITED: 429, UNAUTHENTICATED: 401, NOT_FOUND: 404 };

/** What was filled in under a name; nothing where it is missing. */
export const filledIn = ({ body }: Form, name: string): string => body?.[name] ?? '';

/** What a refusal of a form says in the reader's language, beside its field where it has one. */
export function problemOf({ code, message, facts }: Refusal, lang: string): FormProblem {
  const words = pageWords(lang);
  if (code === 'UNAUTHENTICATED') return { field: 'password', text: words.doNotFit };
  if (code === 'SECOND_FACTOR_REQUIRED') return { field: 'code', text: words.wrongCode };
  if (code === 'RATE_LIMITED')
    return { field: '', text: words.tooOften.replace('{minutes}', String(Math.ceil((facts.retryAfter ?? 60) / 60))) };
  const [{ path = '', message: said = message } = {}] = facts.fields ?? [];
  const own: Readonly<Record<string, string>> = {
    email: words.badEmail,
    password: words.badPassword,
    displayName: words.badName,
  };
  return { field: path, text: (lang === 'en' ? undefined : own[path]) ?? said };
}

/** Does what a form asks; where it is refused, the form is there again with what was given and what was wrong. */
export async function orAgain(
  reply: FastifyReply,
  lang: string,
  work: () => Promise<unknown>,
  again: (problem: FormProblem, refusal: Refusal) => ReactNode,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.facts.retryAfter) void reply.header('retry-after', String(error.facts.retryAfter));
    await sendPage(reply, STATUS[error.code] ?? 400, again(problemOf(error, lang), error));
  }
}

/** Lets the browser remember where to go on once a link of a mail, or an institution, has brought its reader back. */
export function rememberNext(request: FastifyRequest, reply: FastifyReply, next: string): void {
  const options = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: request.protocol === 'https' };
  if (next === '/') void reply.clearCookie(NEXT, options);
  else void reply.setCookie(NEXT, next, { ...options, maxAge: NEXT_S });
}

/** Where the browser was to go on, this once. */
export function takeNext(request: FastifyRequest, reply: FastifyReply): string {
  const next = localPath(request.cookies[NEXT]);
  if (next !== '/') rememberNext(request, reply, '/');
  return next;
}
