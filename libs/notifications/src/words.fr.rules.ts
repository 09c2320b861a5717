import { EN } from './words.en.rules.js';
import type { Catalogue } from './words.types.js';

export const FR: Catalogue = EN;
