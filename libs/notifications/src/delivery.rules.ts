import type { Delivery, NotificationKind } from '#platform/schema.types.js';
import { isZone } from '#identity/time-zone.rules.js';

/** Mails that belong to the procedure itself: nobody can do without them, and nobody waits for them. */
export const REQUIRED: readonly NotificationKind[] = [
  'SUBMISSION_RECEIVED',
  'RESULTS_PUBLISHED',
  'APPEAL_DECIDED',
  'COMMENT_WITHHELD',
  'INVITATION',
];

/** News that can come by the hundred: at most one mail in five minutes tells of them, and what came meanwhile comes together. */
export const PACED: readonly NotificationKind[] = [
  'COMMENT_PUBLISHED',
  'REPLY_RECEIVED',
  'MODERATION_WAITING',
  'COMMENT_ASSIGNED',
  'FLAG_DECIDED',
];
const MINUTE_MS = 60_000;
export const PACE_MS = 5 * MINUTE_MS;
const DIGEST_HOUR = 7;
const MONDAY = 1;

/** What somebody gets who set nothing: news of comments once a day, everything else at once. */
export const defaultDelivery = (kind: NotificationKind): Delivery =>
  kind === 'COMMENT_PUBLISHED' || kind === 'MODERATION_WAITING' ? 'DAILY' : 'IMMEDIATE';

/** How soon a mail follows, whatever was set. */
export const deliveryOf = (kind: NotificationKind, wish: Delivery | null): Delivery =>
  REQUIRED.includes(kind) ? 'IMMEDIATE' : (wish ?? defaultDelivery(kind));

/**
 * When a mail is due: at once where it is required or the last one is long enough ago; at 07:00 in the recipient's time zone for
 * a digest, on Mondays for a weekly one; never (null) where none is wanted.
 */
export function dueAt(delivery: Delivery, now: Date, zone: string, notBefore: Date | null): Date | null {
  switch (delivery) {
    case 'OFF':
      return null;
    case 'IMMEDIATE':
      return notBefore && notBefore > now ? notBefore : now;
    case 'DAILY':
      return nextSeven(now, zone, () => true);
    case 'WEEKLY':
      return nextSeven(now, zone, (weekday) => weekday === MONDAY);
  }
}

/** The next 07:00 on a wanted weekday (0 is Sunday) in the zone; an hour that a change of clocks skips is the one after it. */
function nextSeven(now: Date, zone: string, wanted: (weekday: number) => boolean): Date {
  const today = wallClock(now, zone);
  for (let days = 0; ; days++) {
    const day = new Date(Date.UTC(today.year, today.month - 1, today.day + days, DIGEST_HOUR));
    if (!wanted(day.getUTCDay())) continue;
    const instant = instantOf(day, zone);
    if (instant > now) return instant;
  }
}

interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: isZone(zone) ? zone : 'UTC',
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

function wallClock(at: Date, zone: string): WallClock {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: string): number => parts[name] ?? 0;
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

/** The instant at which clocks in the zone show `wall` (given as if it were UTC). */
function instantOf(wall: Date, zone: string): Date {
  const offsetAt = (at: Date): number => {
    const { year, month, day, hour, minute } = wallClock(at, zone);
    return Date.UTC(year, month - 1, day, hour, minute) - at.getTime();
  };
  const guess = new Date(wall.getTime() - offsetAt(wall));
  return new Date(wall.getTime() - offsetAt(guess));
}

const FIRST_RETRY_S = 15;
const LONGEST_RETRY_S = 4 * 3600;
/** So often a mail is tried before it counts as failed: over more than a day. */
export const MAIL_TRIES = 14;

/** Seconds until a mail that failed for now is tried again: four times longer each time, spread by a fifth, at most four hours. */
export const retryAfter = (attempts: number, chance: number, first = FIRST_RETRY_S): number =>
  Math.min(first * 4 ** Math.max(0, attempts - 1), LONGEST_RETRY_S) * (0.9 + 0.2 * chance);

/** What an attempt came to; without one, a mail that its address does not get. */
export type MailStatus = 'sent' | 'queued' | 'failed' | 'bounced' | 'uncertain' | 'suppressed';

/** What went wrong with an attempt: the server's answer where there was one, and how far it had come. */
export interface MailTrouble {
  responseCode?: number | undefined;
  code?: string | undefined;
  command?: string | undefined;
  /** Whether the message itself was on its way, or only its envelope; by the command where this is not known. */
  handedOver?: boolean;
}

const GREETINGS = new Set(['CONN', 'EHLO', 'HELO', 'LHLO']);
const BEFORE_THE_MESSAGE = new Set([...GREETINGS, 'MAIL FROM', 'RCPT TO']);
const BEFORE_ANY_MAIL = new Set(['EDNS', 'ECONNREFUSED', 'EAUTH', 'ETLS', 'EPROXY']);

/**
 * What is to be made of a failed attempt (RFC 5321, 4.2.1): 5xx to the recipient is a bounce, to the mail a failure; 4xx and what
 * failed before the message was handed over comes again; a message without an answer is uncertain.
 */
export function statusAfter({ responseCode, code, command = '', handedOver }: MailTrouble): MailStatus {
  if ((code && BEFORE_ANY_MAIL.has(code)) || (GREETINGS.has(command) && !handedOver)) return 'queued';
  if (responseCode && responseCode >= 500) return command === 'RCPT TO' ? 'bounced' : 'failed';
  if (responseCode) return 'queued';
  return (handedOver ?? !BEFORE_THE_MESSAGE.has(command)) ? 'uncertain' : 'queued';
}
