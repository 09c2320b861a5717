import type { ApiClient } from './api-client.js';

/** Where a story plays: who can be signed in, and what happens between its acts. */
export interface Stage {
  /** The client of a person of the story, signed in. */
  as(email: string): Promise<ApiClient>;
  /** Makes the account of somebody who is not among the demonstration's people, and signs them in. */
  cast(person: { email: string; name: string }): Promise<ApiClient>;
  /** Lets the round's time run out. */
  close(roundId: string): Promise<void>;
  /** Waits until the probe gives something, while jobs run. */
  until<T>(what: string, probe: () => Promise<T | null>): Promise<T>;
}

/** The person of the demonstration with this name before the @. */
export const demo = (local: string): string => `${local}@demo.colloquy.example`;
