import { Refusal } from '#platform/refusal.js';

/** How many tries one address and one network have in a window of so many seconds. */
export interface AttemptLimit {
  kind: string;
  windowSeconds: number;
  perSubject: number;
  perNetwork: number;
}

const QUARTER = 900;
const HOUR = 3600;

/** What can be tried, and how often. An institution may stand behind one network, so networks have more tries than addresses. */
export const ATTEMPTS = {
  signIn: { kind: 'sign-in', windowSeconds: QUARTER, perSubject: 10, perNetwork: 300 },
  signUp: { kind: 'sign-up', windowSeconds: HOUR, perSubject: 10, perNetwork: 200 },
  reset: { kind: 'reset', windowSeconds: HOUR, perSubject: 5, perNetwork: 100 },
  link: { kind: 'link', windowSeconds: HOUR, perSubject: 5, perNetwork: 100 },
  address: { kind: 'address', windowSeconds: HOUR, perSubject: 5, perNetwork: 100 },
  password: { kind: 'password', windowSeconds: QUARTER, perSubject: 10, perNetwork: 300 },
} as const satisfies Record<string, AttemptLimit>;

/** The mails that repeated sign-ups with one address cause in an hour, at most. */
export const SIGN_UP_MAILS_AN_HOUR = 3;

/** RATE_LIMITED where a count has passed its limit, with the seconds until the longest window ends; else null. */
export function refuseAttempts(counts: readonly { tries: number; limit: number; endsIn: number }[]): Refusal | null {
  const over = counts.filter(({ tries, limit }) => tries > limit);
  if (over.length === 0) return null;
  const retryAfter = Math.max(1, ...over.map(({ endsIn }) => Math.ceil(endsIn)));
  return new Refusal('RATE_LIMITED', `That was tried too often. Wait ${inWords(retryAfter)}, then try again.`, { retryAfter });
}

const inWords = (seconds: number): string =>
  seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;

/** The network an address is counted under: an IPv4 address by itself, an IPv6 address by its first 64 bits (RFC 4291, 2.5.4). */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || !address.includes(':')) return mapped ?? address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}
