/** The settings, by which services ask for them. */
export const CONFIG = Symbol('config');
/** The log, by which services ask for it. */
export const LOGGER = Symbol('logger');
