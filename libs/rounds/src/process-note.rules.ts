import { badInput, type Refusal } from '#platform/refusal.js';

const LONGEST = 20_000;

/** Null where the text says something and is not too long. */
export const refuseNote = (body: string): Refusal | null =>
  body.trim().length > 0 && body.length <= LONGEST
    ? null
    : badInput('body', `A note has 1 to ${LONGEST.toLocaleString('en')} characters.`);
