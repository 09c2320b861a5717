import type { SignedIn } from './session.service.js';

/** Puts the session's token where a browser keeps it; other clients take it from the answer. */
export interface SessionCookie {
  keepSession: (token: string | null, expiresAt: Date | null) => void;
}

/** The session that has begun, given to the browser too. */
export function kept(cookie: SessionCookie, signedIn: SignedIn): SignedIn {
  cookie.keepSession(signedIn.token, signedIn.expiresAt);
  return signedIn;
}
