import type { FastifyRequest } from 'fastify';
import { languageOf } from '#notifications/words.rules.js';
import type { Language } from '#notifications/words.types.js';

/** The language asked for in the address, or else by the reader's browser. */
export const languageFrom = (lang: unknown, { headers }: FastifyRequest): Language =>
  languageOf((typeof lang === 'string' && lang) || (headers['accept-language']?.split(',')[0]?.trim() ?? 'en'));
