/** What a spreadsheet program takes for the beginning of a formula, in half and full width, after blanks it ignores. */
const FORMULA = /^[\s\uFEFF\p{Cc}]*[=+\-@\t\r＝＋－＠]/u;

/** Text that stays text in every spreadsheet program (CWE-1236): what looks like a formula gets an apostrophe before it. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
