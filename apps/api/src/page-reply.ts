import type { FastifyReply } from 'fastify';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** Pages run no script and load nothing from elsewhere; those that keep themselves up to date run ours, and ask us. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const LIVE_POLICY = `${POLICY}; script-src 'self'; connect-src 'self'`;

/** Answers with a page of ours, as plain HTML. */
export async function sendPage(reply: FastifyReply, status: number, content: ReactNode, isLive = false): Promise<void> {
  await reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', isLive ? LIVE_POLICY : POLICY)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .send(`<!doctype html>${renderToStaticMarkup(content)}`);
}
