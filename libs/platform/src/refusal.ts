import type { ErrorCode } from './schema.types.js';

/** What a caller did not get and why: `fields` names each faulty input, `state` the state that forbids, `retryAfter` seconds. */
export interface RefusalFacts {
  fields?: { path: string; message: string }[];
  state?: string;
  retryAfter?: number;
}

/**
 * An expected "no": a rule returns it, a service throws it, one formatter (`graphql-errors.ts`) turns it into the contract's
 * `extensions.code`. Its message is shown to people and says what to do next.
 */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly facts: RefusalFacts = {},
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

/** Throws the refusal where a rule gave one; the one place where a rule's answer becomes an exception. */
export function insist(refusal: Refusal | null | undefined): void {
  if (refusal) throw refusal;
}

/** BAD_USER_INPUT about one input field. `path` is the field's place in the input, for example `closesAt`. */
export const badInput = (path: string, message: string): Refusal =>
  new Refusal('BAD_USER_INPUT', message, { fields: [{ path, message }] });

/** NOT_FOUND: for what is absent and for what the viewer may not know of, in the same words. */
export const notFound = (what: string): Refusal => new Refusal('NOT_FOUND', `There is no such ${what}, or you may not see it.`);

/** CONFLICT with the state that forbids the move. */
export const conflict = (message: string, state?: string): Refusal =>
  new Refusal('CONFLICT', message, state === undefined ? {} : { state });

/** FORBIDDEN to staff whose roles do not count yet; it says what to do. */
export const secondFactorFirst = (): Refusal =>
  new Refusal(
    'FORBIDDEN',
    'Your staff roles count only in a session with a second factor. Set one up by `beginSecondFactor`, or sign in with its code or a passkey.',
    { state: 'SECOND_FACTOR_MISSING' },
  );

/** The loaded thing, or NOT_FOUND. */
export function found<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw notFound(what);
  return value;
}
