import type { Config } from '#platform/config.js';
import { startAll, untilStopped } from './start.js';
import { welcome } from './welcome.js';

/** `start`: everything in one go, with the demonstration where the settings ask for it and the database is empty. */
export async function start(config: Config): Promise<void> {
  const stopped = untilStopped();
  const running = await startAll(config);
  console.log(`Colloquy is ready on ${config.publicUrl}`);
  let stopping = false;
  const told = prepare(config, running.databaseUrl).catch((error: Error) => {
    console.error(
      stopping ? 'The demonstration goes on at the next start.' : `The first data could not be loaded: ${error.stack}`,
    );
  });
  const why = await stopped;
  stopping = true;
  console.log(`Stopping (${why}) …`);
  await running.stop();
  await told;
}

/** Makes the first administrator and the demonstration, where they are wanted and not there. */
async function prepare(config: Config, databaseUrl: string): Promise<void> {
  const { makeFirstAdministrator } = await import('./account.command.js');
  await makeFirstAdministrator(config, databaseUrl);
  if (config.demoData) {
    const { seedDemo } = await import('./demo/seed.js');
    await seedDemo(config, databaseUrl);
  }
  console.log(welcome(config));
}
