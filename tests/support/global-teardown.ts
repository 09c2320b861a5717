import type { EmbeddedPostgres } from '#platform/embedded-postgres.js';

/** Stops what `global-setup` started. */
export default async function tearDown(): Promise<void> {
  await (globalThis as { postgres?: EmbeddedPostgres }).postgres?.stop();
}
