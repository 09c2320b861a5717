import { benchTiming } from './access.js';

/** `npm run bench -- timing [tries]`. */
export const run = ([tries]: string[]): Promise<void> => benchTiming(Number(tries ?? 1000));
