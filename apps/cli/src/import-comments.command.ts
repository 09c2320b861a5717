import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Config } from '#platform/config.js';
import { Ctx } from '#platform/ctx.js';
import { Database } from '#platform/database.js';
import { FileService } from '#platform/file.service.js';
import { FileStore } from '#platform/file-store.js';
import { found, Refusal } from '#platform/refusal.js';
import type { UnresolvedReference } from '#platform/schema.types.js';
import { CommentImportService, type ImportResult } from '#comments/comment-import.service.js';
import { SubmissionService } from '#comments/submission.service.js';
import { SessionService } from '#identity/session.service.js';
import { roundByReference } from '#rounds/round.queries.js';
import { ENTITIES } from '../../api/src/libs.js';

/** What `import comments` is told. */
export interface ImportCommentsOptions {
  round: string;
  as: string;
  organization?: string;
  dryRun?: boolean;
  unresolved?: UnresolvedReference;
}

/**
 * `import comments`: takes a table into the draft submission of an account, or of an organization that it belongs to, as the mutation
 * does. Prints what came of it; 0 where all rows were taken, 1 where something has to be put right first.
 */
export async function importComments(
  config: Config,
  databaseUrl: string,
  path: string,
  options: ImportCommentsOptions,
): Promise<number> {
  await access(path).catch(() => {
    throw new Refusal('BAD_USER_INPUT', `There is no file ${path}, or it cannot be read.`);
  });
  const db = await Database.connect(databaseUrl, ENTITIES, 2);
  try {
    return await asAccount(db, options.as, async (ctx) => {
      const files = new FileService(new FileStore(join(config.dataDir, 'files')), config);
      const round = found(await roundByReference(ctx, options.round), `round ${options.round}`);
      const organizationId = await organizationOf(ctx, options.organization);
      const submission = await new SubmissionService().start(ctx, { roundId: round.id, organizationId });
      const content = createReadStream(path);
      const file = await files.upload(ctx, { fileName: basename(path), content });
      const { dryRun = false, unresolved = 'REFUSE' } = options;
      const input = { submissionId: submission.id, fileId: file.id, dryRun, unresolved, keepColumns: false };
      return print(await new CommentImportService(files).importTable(ctx, input), dryRun);
    });
  } finally {
    await db.close();
  }
}

/** Acts as the account of an address, in a session that ends with the command. */
async function asAccount<T>(db: Database, email: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const system = Ctx.system(db, 'command line');
  const account = found(
    await db.readOne<{ id: string }>('select id from account where lower(email) = lower($1)', [email]),
    `account ${email}`,
  );
  const sessions = new SessionService(db);
  const { token } = await db.write(system, (tx) => sessions.begin(tx, account.id));
  const { actor, locale } = await sessions.actorOf(token);
  try {
    return await work(new Ctx(db, actor, 'command line', locale ?? 'en'));
  } finally {
    await db.write(system, (tx) => sessions.end(tx, actor.sessionId ?? ''));
  }
}

async function organizationOf(ctx: Ctx, name: string | undefined): Promise<string | null> {
  if (name === undefined) return null;
  const row = await ctx.db.readOne<{ id: string }>(
    'select id from organization where (id::text = $1 or name = $1) and id = any($2)',
    [name, ctx.actor.memberships.map(({ organizationId }) => organizationId)],
  );
  return found(row, `organization ${name} that the account belongs to`).id;
}

function print({ imported, unchanged, errors, warnings }: ImportResult, dryRun: boolean): number {
  for (const { row, column, message } of [...warnings, ...errors])
    console.error(`row ${row}${column ? `, ${column}` : ''}: ${message}`);
  if (errors.length > 0) {
    console.error(`${errors.length} to put right first; nothing was imported.`);
    return 1;
  }
  console.log(`${imported} ${dryRun ? 'would be' : 'were'} imported, ${unchanged} were there before.`);
  return 0;
}
