import type { FastifyRequest } from 'fastify';
import { Refusal } from '#platform/refusal.js';

/** Whether something is sent as a form of a page can be; JSON is what only a script sends, which has to ask other sites first (CORS). */
export const isForm = ({ method, headers }: FastifyRequest): boolean =>
  method === 'POST' && !headers['content-type']?.startsWith('application/json');

/**
 * Forms are taken from our own pages alone, so that no other site can act, or sign in, in a reader's name. Browsers say where a form
 * was sent from (Fetch Metadata, or `Origin` of RFC 6454); what says nothing is no browser, and holds no reader's cookie. A mail program
 * that leaves a list (RFC 8058) is let through: the token in its address is all its right.
 */
export function insistOwnForm(request: FastifyRequest, publicUrl: string): void {
  if (!isForm(request) || request.url.startsWith('/unsubscribe/') || isOwn(request, publicUrl)) return;
  throw new Refusal('FORBIDDEN', 'This form was sent from another site. Open the page here and send it again.');
}

function isOwn({ headers, host, protocol }: FastifyRequest, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  return origin === undefined || origin === new URL(publicUrl).origin || origin === `${protocol}://${host}`;
}
