import { badInput, type Refusal } from './refusal.js';

// Line breaks and tabs are text; the other controls are not, and some of them forge what a terminal or a table shows.
const CONTROL = /[^\P{Cc}\t\n\r]/u;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Null where the text can be kept and shown as it is; else BAD_USER_INPUT at `path` with the character and what to do. */
export function refuseCharacters(path: string, text: string): Refusal | null {
  if (text.includes('\u0000')) return badInput(path, 'Text cannot contain the NUL character. Remove it and send again.');
  if (LONE_SURROGATE.test(text)) {
    return badInput(path, 'Half of a character (an unpaired surrogate) stands in this text. Remove it and send again.');
  }
  const control = CONTROL.exec(text)?.[0].codePointAt(0);
  if (control === undefined) return null;
  const name = `U+${control.toString(16).toUpperCase().padStart(4, '0')}`;
  return badInput(path, `The control character ${name} cannot stand in text. Remove it and send again.`);
}

/** Null where the text says something and is at most so long, in UTF-16 units; else BAD_USER_INPUT at `path`. */
export function refuseText(path: string, text: string, longest: number): Refusal | null {
  if (isBlank(text)) return badInput(path, 'Write at least one word here.');
  if (text.length > longest) return badInput(path, `At most ${longest} characters can stand here; these are ${text.length}.`);
  return refuseCharacters(path, text);
}

// White space as Unicode has it, and characters that take no place: zero-width ones, joiners, marks of direction.
const BLANK = /^[\s\p{Z}\p{Cf}\u115F\u1160\u3164\u2800]*$/u;

/** Whether nothing can be seen of the text. */
export const isBlank = (text: string): boolean => BLANK.test(text);
