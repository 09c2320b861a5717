#!/usr/bin/env node
import 'reflect-metadata';
import { Command, Option } from 'commander';
import { join } from 'node:path';
import { CannotStart, type Config, readConfig } from '#platform/config.js';
import { Refusal } from '#platform/refusal.js';
import type { StaffRole } from '#platform/schema.types.js';
import type { ImportNormOptions } from './import-norm.command.js';
import type { ImportCommentsOptions } from './import-comments.command.js';

const ROLES: StaffRole[] = ['ADMIN', 'ORGANIZER', 'SECRETARIAT', 'REVIEWER', 'OBSERVER'];

const program = new Command('colloquy').description('Multistakeholder consultation on draft norms.').showHelpAfterError();

program
  .command('start', { isDefault: true })
  .description('everything in one go on what the settings name: migrations, API, worker, web')
  .action(() => withConfig(async (config) => (await import('./start.command.js')).start(config)));
program
  .command('api')
  .description('the API alone, for many machines')
  .action(() => withConfig(async () => void (await import('../../api/src/main.js'))));
program
  .command('worker')
  .description('a worker alone, for many machines')
  .action(() => withConfig(async () => void (await import('../../worker/src/main.js'))));
program
  .command('migrate')
  .description('brings the schema up to date and makes the first administrator, where one is named, then ends')
  .action(() =>
    withDatabase(async (config, url) => {
      await (await import('./account.command.js')).makeFirstAdministrator(config, url);
    }),
  );
program
  .command('seed')
  .argument('<what>', 'demo')
  .description('the demonstration, into an empty database')
  .action(() => withDatabase(async (config, url) => (await import('./demo/seed.js')).seedDemo(config, url)));
program
  .command('account')
  .argument('<what>', 'create')
  .requiredOption('--email <address>')
  .addOption(new Option('--role <role>', 'a staff role').choices(ROLES))
  .description('makes an account and prints a one-time sign-in link')
  .action((_what: string, options: { email: string; role?: StaffRole }) =>
    withDatabase(async (config, url) =>
      console.log(await (await import('./account.command.js')).createAccount(config, url, options)),
    ),
  );
program
  .command('verify')
  .argument('<record>', 'a record.json as a closed round publishes it')
  .description("checks a round's public record without a database: every hash, the Merkle root, the audit chain")
  .action(async (path: string) => process.exit(await (await import('./verify.command.js')).verify(path)));
const imports = program.command('import').description('takes drafts and comments from files, as the mutations do');
imports
  .command('norm')
  .argument('<file>', 'a draft as Akoma Ntoso, DOCX, Markdown or plain text')
  .requiredOption('--title <title>', 'the title of the norm')
  .option('--slug <slug>', 'its slug; made from the title where it is left out. A norm that has it gets its next version')
  .option('--label <label>', 'what people are to call the version')
  .option('--locale <locale>', 'the language of the draft; left out: as the draft says, else en')
  .description('makes a WORKING version from a draft, all of it or nothing')
  .action((path: string, options: ImportNormOptions) =>
    withDatabase(async (_config, url) => {
      process.exitCode = await (await import('./import-norm.command.js')).importNorm(url, path, options);
    }),
  );
imports
  .command('comments')
  .argument('<file>', 'a table as DOCX, XLSX or CSV')
  .requiredOption('--round <reference>', 'the round that the comments are for')
  .requiredOption('--as <address>', 'the account whose draft they are added to')
  .option('--organization <name>', 'the organization that the account speaks for')
  .option('--dry-run', 'reads and checks, and stores nothing')
  .addOption(new Option('--unresolved <what>', 'rows whose clause cannot be told').choices(['REFUSE', 'WHOLE_DRAFT']))
  .description('adds the rows of a table as draft comments, all of them or none')
  .action((path: string, options: ImportCommentsOptions) =>
    withDatabase(async (config, url) => {
      process.exitCode = await (await import('./import-comments.command.js')).importComments(config, url, path, options);
    }),
  );
for (const command of ['backup <folder>', 'restore <folder>']) {
  program
    .command(command)
    .allowUnknownOption()
    .description('comes with a later version')
    .action(() => fail(`"${command.split(' ')[0]}" comes with a later version of Colloquy.`, 2));
}

await program.parseAsync();

async function withConfig(work: (config: Config) => Promise<void>): Promise<void> {
  try {
    await work(readConfig(process.env));
  } catch (error) {
    if (error instanceof CannotStart || error instanceof Refusal) fail(error.message, 1);
    fail(error instanceof Error ? (error.stack ?? error.message) : String(error), 1);
  }
}

/** For commands that work on the database: the one that is named, or the embedded one for as long as they run; up to date. */
async function withDatabase(command: (config: Config, databaseUrl: string) => Promise<void>): Promise<void> {
  await withConfig(async (config) => {
    const work = async (_config: Config, url: string): Promise<void> => {
      await (await import('#platform/migrate.js')).migrate(url);
      await command(config, url);
    };
    if (config.databaseUrl) return work(config, config.databaseUrl);
    const { startEmbedded } = await import('#platform/embedded-postgres.js');
    const postgres = await startEmbedded({ dir: join(config.dataDir, 'postgres') });
    try {
      await work(config, postgres.url);
    } finally {
      await postgres.stop();
    }
  });
}

function fail(message: string, code: number): never {
  console.error(message);
  process.exit(code);
}
