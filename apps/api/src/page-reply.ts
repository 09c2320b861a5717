import type { FastifyReply } from 'fastify';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { ReaderOfPage } from '#web/reader.js';
import { RequestCtx } from './request-ctx.js';

/** Pages run no script and load nothing from elsewhere; those that keep themselves up to date run ours, and ask us. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const LIVE_POLICY = `${POLICY}; script-src 'self'; connect-src 'self'`;

/**
 * Answers with a page of ours, as plain HTML; its header says who reads it. A form of it tells our server that it came from here
 * (`same-origin`), and no other site where a link was followed.
 */
export async function sendPage(reply: FastifyReply, status: number, content: ReactNode, isLive = false): Promise<void> {
  const page = createElement(ReaderOfPage.Provider, { value: RequestCtx.readerOf(reply.request) }, content);
  await reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', isLive ? LIVE_POLICY : POLICY)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'same-origin')
    .header('cache-control', 'no-store')
    .send(`<!doctype html>${renderToStaticMarkup(page)}`);
}
