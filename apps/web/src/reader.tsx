import { createContext } from 'react';

/** Who reads a page, as its header says it: nobody that is signed in where `name` is null. */
export interface Reader {
  name: string | null;
  /** The page itself, to come back to after a sign-in. */
  here: string;
}

/** The reader of the page that is being rendered; null on a page that is the same for everybody. */
export const ReaderOfPage = createContext<Reader | null>(null);
