import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** A webhook's secret as its owner is shown it: 32 bytes, in base64 behind `whsec_` (Standard Webhooks, Signature scheme). */
export const secretOf = (key: Buffer): string => `${PREFIX}${key.toString('base64')}`;

/**
 * The headers of a call (Standard Webhooks 1.0.0): the event's id, which is the same on each try; the time of this try in seconds; and
 * HMAC-SHA256 over `id.time.body`, so that neither an old call nor another body can be passed off.
 */
export function signedHeaders(secret: string, eventId: string, at: Date, body: string): Record<string, string> {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${eventId}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': eventId, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}
