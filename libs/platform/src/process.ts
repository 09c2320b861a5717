import type { Logger } from 'pino';

const GRACE_MS = 20_000;

/**
 * Tells a supervisor that the process is ready, and ends it in order when it is told to (SIGTERM, SIGINT) or when the
 * supervisor is gone: what is at work is finished first, for at most 20 seconds.
 */
export function runUntilStopped(logger: Logger, stop: () => Promise<void>): void {
  let stopping = false;
  const end = (why: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ error: String(error) }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(signal));
  process.on('disconnect', () => end('the supervisor is gone'));
  process.send?.({ type: 'ready' });
}
