import type { Actor } from './actor.types.js';

/** Who may do what: for each action a pure predicate over the actor and what is known of the thing acted on. */
export type Policy<Facts> = Readonly<Record<string, (actor: Actor, facts: Facts) => boolean>>;
