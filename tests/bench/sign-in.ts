import { benchSignIn } from './access.js';

/** `npm run bench -- sign-in`. */
export const run = (): Promise<void> => benchSignIn();
