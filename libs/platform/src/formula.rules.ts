/** What a spreadsheet program takes for the beginning of a formula, in half and full width, after blanks it ignores. */
const FORMULA = /^'*[\s\uFEFF\p{Cc}]*[=+\-@\t\r＝＋－＠]/u;

/**
 * Text that stays text in every spreadsheet program (CWE-1236): what looks like a formula gets an apostrophe before it, and so does
 * what has one already, so that `unguarded` finds the text again.
 */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The text that was guarded. */
export const unguarded = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);
