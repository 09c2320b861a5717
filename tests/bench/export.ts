import { Ctx } from '#platform/ctx.js';
import type { ExportFormat } from '#platform/schema.types.js';
import { COMMENT_EXPORTS } from '#reports/comment-export.js';
import type { Export } from '#reports/export.types.js';
import type { Database } from '#platform/database.js';
import { tableRows } from '#reports/comment-table.js';
import { makeWorld } from './world.js';

const FORMATS: readonly ExportFormat[] = ['CSV', 'JSON', 'XLSX', 'DOCX'];

/** Writes the secretariat's table of the large round in each format: time, size, and the most memory there was on the way. */
export async function run(): Promise<void> {
  const world = await makeWorld();
  try {
    for (const format of FORMATS) {
      console.log(await copied(world.db, world.answeredRound));
      console.log(await written(Ctx.system(world.db, 'bench'), world.answeredRound, format));
    }
  } finally {
    await world.stop();
  }
}

/** The measure: PostgreSQL alone writes the same rows as CSV. */
async function copied(db: Database, roundId: string): Promise<string> {
  const { text } = tableRows(Ctx.system(db, 'bench'), { roundIds: [roundId], tier: 'SECRETARIAT', filter: null });
  const started = performance.now();
  await db.pool.query(`copy (${text.replace('$1', `array['${roundId}']`)}) to '/dev/null' csv`);
  return `COPY of the same statement: ${seconds(performance.now() - started)} s`;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

async function written(ctx: Ctx, roundId: string, format: ExportFormat): Promise<string> {
  const writer = COMMENT_EXPORTS[0]?.writers[format];
  if (!writer) throw new Error(`No writer for ${format}.`);
  const about = { roundId, reviewCycleId: null, summaryId: null, versionId: null, filter: null, locale: 'en' };
  const row = { kind: 'COMMENTS', format, tier: 'SECRETARIAT', ...about, createdAt: new Date(0) } as Export;
  const counted = { rows: 0 };
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  global.gc?.();
  const before = process.memoryUsage.rss();
  let [bytes, most] = [0, before];
  for await (const chunk of writer(ctx, row, counted)) {
    bytes += chunk.length;
    most = Math.max(most, process.memoryUsage.rss());
  }
  const used = process.cpuUsage(cpu);
  const MB = 1024 * 1024;
  return `${format}: ${counted.rows} rows, ${seconds(performance.now() - started)} s (${seconds((used.user + used.system) / 1000)} s of processor), ${Math.round(bytes / MB)} MB, RSS ${Math.round(before / MB)} MB before, at most ${Math.round(most / MB)} MB`;
}
