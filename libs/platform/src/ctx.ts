import DataLoader from 'dataloader';
import { SYSTEM } from './actor.rules.js';
import type { Actor } from './actor.types.js';
import type { Database } from './database.js';
import type { Policy } from './policy.types.js';
import { Refusal, secondFactorFirst } from './refusal.js';

/** Loads many rows by key in one statement; missing keys are absent from the map. */
export type BatchLoad<K, V> = (db: Database, ctx: Ctx, keys: readonly K[]) => Promise<Map<K, V>>;

/** Names the mutation being retried: the same key with the same body gives the first result again (contract, Idempotency-Key). */
export interface Idempotency {
  key: string;
  bodyHash: string;
  /** Counts the writes of this request, so that each write of one document has a result of its own. */
  writes: number;
  /** The first result was given again, so the work, and the questions it asks, did not run: they were answered the first time. */
  isReplay?: boolean;
}

/**
 * What every service method gets first: who acts, in which request, in which language. Time is not here: it is the database's
 * and comes with the transaction (`tx.now`). Loaders live as long as the request.
 */
export class Ctx {
  idempotency: Idempotency | null = null;
  /** Where the request comes from; nowhere for the platform's own acts. */
  client: { address: string | null; userAgent: string | null } = { address: null, userAgent: null };
  /** The permissions that were asked so far; an operation that declared one and never asked it is a fault (`access.ts`). */
  readonly asked = new Set<string>();
  /** Whose request it is: the actor's account, or the one that the request has just signed in. */
  self: string | null;
  /** The database as the actor passes its door: reads are held to what they may see (`Database.seenBy`). */
  readonly db: Database;
  private readonly loaders = new Map<unknown, unknown>();

  constructor(
    db: Database,
    readonly actor: Actor,
    readonly requestId: string,
    readonly locale = 'en',
  ) {
    this.db = actor.kind === 'system' ? db : db.seenBy(actor);
    this.self = actor.accountId;
  }

  /** The platform acting on its own: worker, clocks, command line. */
  static system(db: Database, requestId: string): Ctx {
    return new Ctx(db, SYSTEM, requestId);
  }

  /** The same caller at this moment, with loaders that know nothing yet; null where they have signed out since. */
  afresh(): Promise<Ctx | null> {
    return Promise.resolve(new Ctx(this.db.unwalled, this.actor, this.requestId, this.locale));
  }

  /** One row by key, batched with its neighbours of the same tick; null where there is none. */
  async load<K, V>(batch: BatchLoad<K, V>, key: K): Promise<V | null> {
    return this.loaderOf(batch).load(key);
  }

  /** The signed-in account's id, or UNAUTHENTICATED. */
  requireAccount(): string {
    if (this.actor.accountId === null) throw new Refusal('UNAUTHENTICATED', 'Please sign in first.');
    return this.actor.accountId;
  }

  /** The account's id where a person is signed in; a personal token, which a script holds, is FORBIDDEN. Else UNAUTHENTICATED. */
  requirePerson(): string {
    const accountId = this.requireAccount();
    if (this.actor.scope) throw new Refusal('FORBIDDEN', 'A personal token cannot do this. Sign in to do it yourself.');
    return accountId;
  }

  /** Goes on unless a personal token that may only read asks for a change, which is FORBIDDEN. */
  requireWritable(): void {
    if (this.actor.scope === 'READ')
      throw new Refusal('FORBIDDEN', 'This token may only read. Use one with the scope WRITE, or sign in.');
  }

  /** Goes on where the policy lets the actor do it, else FORBIDDEN. What the actor may not even know of is NOT_FOUND before this. */
  require<Facts>(policy: Policy<Facts>, action: string, facts: Facts): void {
    this.asked.add(action);
    const allows = policy[action];
    if (!allows) throw new Error(`There is no rule for ${action}.`);
    if (allows(this.actor, facts)) return;
    const { withheld } = this.actor;
    if (withheld && allows({ ...this.actor, staff: withheld }, facts)) throw secondFactorFirst();
    throw new Refusal('FORBIDDEN', 'Your roles do not allow this. Ask an administrator if you need to do it.');
  }

  private loaderOf<K, V>(batch: BatchLoad<K, V>): DataLoader<K, V | null> {
    const known = this.loaders.get(batch) as DataLoader<K, V | null> | undefined;
    if (known) return known;
    const loader = new DataLoader<K, V | null>(async (keys) => {
      const rows = await batch(this.db, this, keys);
      return keys.map((key) => rows.get(key) ?? null);
    });
    this.loaders.set(batch, loader);
    return loader;
  }
}
