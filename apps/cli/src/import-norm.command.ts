import { readFile } from 'node:fs/promises';
import { Ctx } from '#platform/ctx.js';
import { Database } from '#platform/database.js';
import { newId } from '#platform/ids.js';
import { conflict, found, insist, Refusal } from '#platform/refusal.js';
import type { Tx } from '#platform/tx.js';
import { DraftDesk } from '#norms/draft-desk.js';
import { DraftRefusal } from '#norms/draft.types.js';
import { Norm } from '#norms/norm.entity.js';
import { MilestoneService } from '#norms/milestone.service.js';
import { refuseSlug, slugOf } from '#norms/norm.rules.js';
import { NormService } from '#norms/norm.service.js';
import { NormVersionService } from '#norms/norm-version.service.js';
import type { DraftReading } from '#norms/provision.types.js';
import { ENTITIES } from '../../api/src/libs.js';

/** What `import norm` is told. */
export interface ImportNormOptions {
  title: string;
  slug?: string;
  label?: string;
  locale?: string;
}

/**
 * `import norm`: makes the next WORKING version of the norm with that slug, or the first one of a new norm, from a draft; all of it or
 * nothing. Prints what was made and what the reader left out; 1 and each fault with its line where the draft cannot be read.
 */
export async function importNorm(databaseUrl: string, path: string, options: ImportNormOptions): Promise<number> {
  const reading = await read(path);
  if (!reading) return 1;
  const db = await Database.connect(databaseUrl, ENTITIES, 2);
  try {
    const ctx = Ctx.system(db, 'command line');
    const made = await ctx.db.write(ctx, (tx) => store(tx, reading, options));
    console.log(`${made.slug}: version ${made.number} with ${reading.provisions.length} provisions, WORKING.`);
    for (const warning of reading.warnings) console.log(`  ${warning}`);
    return 0;
  } finally {
    await db.close();
  }
}

async function read(path: string): Promise<DraftReading | null> {
  const bytes = await readFile(path).catch(() => {
    throw new Refusal('BAD_USER_INPUT', `There is no file ${path}, or it cannot be read.`);
  });
  const desk = new DraftDesk();
  try {
    return await desk.read(bytes);
  } catch (error) {
    if (!(error instanceof DraftRefusal)) throw error;
    for (const { message, line } of error.faults) console.error(line === undefined ? message : `Line ${line}: ${message}`);
    return null;
  } finally {
    await desk.close();
  }
}

async function store(
  tx: Tx,
  { provisions, locale: said }: DraftReading,
  { title, slug: wanted, label, locale }: ImportNormOptions,
): Promise<{ slug: string; number: number }> {
  const slug = wanted ?? slugOf(title);
  insist(refuseSlug(slug));
  const known = await tx.one<{ id: string }>('select id from norm where slug = $1', [slug]);
  const norm = known ? await tx.lock(Norm, known.id, 'norm') : await begin(tx, slug, title.trim());
  if (norm.title !== title.trim()) throw conflict(`The norm ${slug} is called "${norm.title}". Give its title, or another slug.`);
  const norms = new NormService();
  const versions = new NormVersionService(norms, new MilestoneService(norms));
  const draft = { label: label ?? 'Imported draft', locale: locale ?? said ?? 'en', provisions };
  const { number } = found(await versions.cut(tx, norm.id, draft), 'version');
  return { slug, number };
}

async function begin(tx: Tx, slug: string, title: string): Promise<Norm> {
  if (title.length === 0 || title.length > 500) throw new Refusal('BAD_USER_INPUT', 'A title has 1 to 500 characters.');
  const row = { id: newId(), slug, title, abstract: null, status: 'DRAFTING' as const, createdAt: tx.now, sunsetOn: null };
  const norm = await tx.insert(Norm, row);
  await tx.tell({ action: 'norm.created', subjectId: norm.id, normId: norm.id, data: { slug, title } });
  return norm;
}
