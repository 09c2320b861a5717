import type { Tlp } from '#platform/schema.types.js';

/** The markings that a mail may tell of, from the least to the highest (domain.md, Who sees what). */
const TOLD: readonly Tlp[] = ['CLEAR', 'GREEN', 'AMBER'];

/** The marking of a comment that a mail may name; null where it may not. */
export const markingIn = (tlp: Tlp | null): Tlp | null => (tlp && TOLD.includes(tlp) ? tlp : null);

/** The highest of the markings, which what is made of them carries; null where there is none. */
export const highestOf = (markings: readonly (Tlp | null)[]): Tlp | null =>
  TOLD.findLast((marking) => markings.includes(marking)) ?? null;

/** A marking as TLP 2.0 writes it, before what it stands for. */
export const marked = (marking: Tlp | null, text: string): string => (marking ? `[TLP:${marking}] ${text}` : text);
