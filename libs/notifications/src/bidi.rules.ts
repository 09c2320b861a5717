import type { Language } from './words.types.js';

const CONTROLS = /[\u202A-\u202E\u2066-\u2069]/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;
const [BEGIN, END] = ['\u2068', '\u2069'];

/**
 * Text that somebody wrote, as it can stand among words of a language without either putting the other out of order: in an isolate
 * (UAX 9, FSI and PDI) where its direction may be another one, and without controls of its own.
 */
export function isolated(text: string, language: Language): string {
  const bare = text.replace(CONTROLS, '');
  return bare && (language === 'ar' || RIGHT_TO_LEFT.test(bare)) ? `${BEGIN}${bare}${END}` : bare;
}
