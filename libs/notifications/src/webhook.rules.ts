import { type BlockList, isIP } from 'node:net';
import { isPublicAddress, isWithin } from '#platform/address.rules.js';
import { badInput, type Refusal } from '#platform/refusal.js';
import type { NotificationKind, Tlp } from '#platform/schema.types.js';
import { retryAfter } from './delivery.rules.js';
import { excerptOf } from './letter.rules.js';

/** So many webhooks an account may have. */
export const MOST_WEBHOOKS = 20;
/** So many calls may wait for one webhook; what happens beyond that is not told to it. */
export const MOST_WAITING = 1000;
/** So often a call is tried before it counts as failed: over more than a day, at most four hours apart. */
export const CALL_TRIES = 12;
const DAY_MS = 24 * 3600 * 1000;
const LOWEST_FREE_PORT = 1024;
const NAMED_AT_HOME = /(^|\.)(localhost|local|internal|lan|intranet|home\.arpa)$/;

/** Where calls may go: `networks` are those that the installation allows although they are not public. */
export interface WebhookReach {
  production: boolean;
  networks: BlockList;
}

/**
 * Null where an address can be called, as far as its text tells; else BAD_USER_INPUT. To what its name leads is looked at when it is
 * called (`WebhookCaller`), and not here: an answer would tell strangers which names the network at home knows.
 */
export function refuseWebhookUrl(text: string, { production, networks }: WebhookReach): Refusal | null {
  const url = new URL(text);
  const refuse = (message: string): Refusal => badInput('url', message);
  if (production && url.protocol !== 'https:')
    return refuse('Calls go by https only. Give an address that begins with https://.');
  if (url.username || url.password) return refuse('Leave name and password out of the address: calls are signed instead.');
  if (url.hash) return refuse('Leave out what follows the #: it is not sent.');
  const port = Number(url.port || 0);
  if (port > 0 && port < LOWEST_FREE_PORT && port !== 80 && port !== 443)
    return refuse('Use the port 443 or 80, or one from 1024 upwards.');
  const host = hostOf(url);
  if (isIP(host) ? isPublicAddress(host) || isWithin(networks, host) : isPublicName(host)) return null;
  return refuse('This address is not public. Give one that can be reached from anywhere on the Internet.');
}

/** The host of an address without the brackets of IPv6 and without a final dot. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

const isPublicName = (host: string): boolean => host.includes('.') && !NAMED_AT_HOME.test(host);

/** Null where at least one kind is named; else BAD_USER_INPUT. */
export const refuseEvents = (events: readonly NotificationKind[]): Refusal | null =>
  events.length > 0 ? null : badInput('events', 'Name at least one kind of news.');

/** News that are everyone's: a webhook for them is called whether or not its owner is otherwise told. */
const OPEN_NEWS: readonly NotificationKind[] = [
  ...(['ROUND_OPENED', 'ROUND_EXTENDED', 'ROUND_CLOSED', 'ROUND_CANCELLED', 'VERSION_PUBLISHED'] as const),
  ...(['MILESTONE_DUE', 'COMMENT_PUBLISHED'] as const),
];

/** Whether a webhook hears of this kind without its owner being among those told; of comments, only what the owner may see. */
export const isOpenNews = (kind: NotificationKind): boolean => OPEN_NEWS.includes(kind);

/** What a call tells; only what a mail may tell too (domain.md, Who sees what). */
export interface CallFacts {
  kind: NotificationKind;
  at: Date;
  title: string;
  url: string;
  normId: string | null;
  roundId: string | null;
  comment: { id: string; reference: string; tlp: Tlp; body: string | null } | null;
}

/** The body of a call: of a comment its reference, and the beginning of its words where it is CLEAR. */
export function bodyOf({ kind, at, comment, ...data }: CallFacts): string {
  const excerpt = comment?.tlp === 'CLEAR' && comment.body ? { excerpt: excerptOf(comment.body) } : {};
  const about = comment ? { comment: { id: comment.id, reference: comment.reference, ...excerpt } } : {};
  return JSON.stringify({ type: kind, timestamp: at.toISOString(), data: { ...data, ...about } });
}

/** What is to be done after a try that failed. */
export interface AfterFailure {
  isLast: boolean;
  retryInSeconds: number;
  /** Whether the webhook has failed for a day, and is called no more. */
  isSpent: boolean;
}

/** A try that failed comes again, later each time; a webhook none of whose calls came through for a day is switched off. */
export const afterFailure = (attempts: number, failingSince: Date, now: Date, chance: number): AfterFailure => ({
  isLast: attempts >= CALL_TRIES,
  retryInSeconds: retryAfter(attempts, chance),
  isSpent: now.getTime() - failingSince.getTime() >= DAY_MS,
});
