import type { Language } from '#notifications/words.types.js';
import { languageOf } from '#notifications/words.rules.js';
import { AR } from './words.ar.js';
import { EN } from './words.en.js';
import { ES } from './words.es.js';
import { FR } from './words.fr.js';
import { RU } from './words.ru.js';
import type { PageWords } from './words.types.js';
import { ZH } from './words.zh.js';

const WORDS: Readonly<Record<Language, PageWords>> = { ar: AR, en: EN, es: ES, fr: FR, ru: RU, zh: ZH };

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ar: 'العربية',
  en: 'English',
  es: 'Español',
  fr: 'Français',
  ru: 'Русский',
  zh: '中文',
};

/** The words of pages in the language of this tag (BCP 47), or in English. */
export const pageWords = (lang: string): PageWords => WORDS[languageOf(lang)];
