import { Ctx } from '#platform/ctx.js';
import { NormService } from '#norms/norm.service.js';
import type { NormVersion } from '#norms/norm-version.entity.js';
import { NormVersionService } from '#norms/norm-version.service.js';
import { outlineOf } from '#norms/outline.queries.js';
import { ProvisionEditService } from '#norms/provision-edit.service.js';
import { TranslationService } from '#norms/translation.service.js';
import { startPlatform } from './platform.js';

const CHAPTERS = 100;
const ARTICLES = 19;
const WORDS = 'No party uses a capability first, nor does it help one who does. '.repeat(6);

/** `npm run bench -- editing [times]`: edits of a version of 2,000 provisions in three languages, and a page of its outline. */
export async function run(args: string[]): Promise<void> {
  const times = Number(args[0] ?? 20);
  const platform = await startPlatform();
  const service = <T>(type: new (...given: never[]) => T): T => platform.app.get(type, { strict: false });
  const [edits, ctx] = [service(ProvisionEditService), Ctx.system(platform.db, 'bench')];
  const version = await longVersion(ctx, service);
  const versionId = version.id;
  await platform.db.pool.query('vacuum analyze');
  const upsert = (provision: { eId: string; text: string }, more = {}): Promise<object> =>
    edits.upsert(ctx, { versionId, provision: { kind: 'OTHER', ...provision }, ...more });
  const cases: Record<string, (i: number) => Promise<unknown>> = {
    'a page of 100 of the outline': () => outlineOf(Ctx.system(platform.db, 'bench'), version, { first: 100 }),
    'words of a provision changed': (i) => upsert({ eId: `art_1-${1 + (i % ARTICLES)}`, text: `${WORDS} ${i}` }),
    'a provision added before all others': (i) => upsert({ eId: `new_${i}`, text: WORDS }, { beforeEId: 'chp_0' }),
    'a chapter of 19 moved to the end': (i) => upsert({ eId: `chp_${i}`, text: '' }, { afterEId: `chp_${CHAPTERS - 1}` }),
    'a chapter of 19 removed': (i) => edits.remove(ctx, { versionId, eId: `chp_${i + 40}` }),
    'the last change undone': () => edits.undo(ctx, { versionId }),
  };
  console.log(`editing: 2,000 provisions in ${version.locales.length} languages, fsync on, ${times} times each`);
  for (const [what, work] of Object.entries(cases)) {
    const ms: number[] = [];
    for (let i = 0; i < times; i++) {
      const started = performance.now();
      await work(i);
      ms.push(performance.now() - started);
    }
    ms.sort((a, b) => a - b);
    const at = (share: number): string =>
      (ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? 0).toFixed(0).padStart(5);
    console.log(`${what.padEnd(38)} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms`);
  }
  await platform.stop();
}

async function longVersion(ctx: Ctx, service: <T>(type: new (...given: never[]) => T) => T): Promise<NormVersion> {
  const norm = await service(NormService).create(ctx, { title: 'A long norm' });
  const provisions = Array.from({ length: CHAPTERS }, (_, chapter) => [
    { eId: `chp_${chapter}`, number: `Chapter ${chapter}`, text: '' },
    ...Array.from({ length: ARTICLES }, (__, article) => ({
      eId: `art_${chapter}-${article}`,
      parentEId: `chp_${chapter}`,
      number: `Article ${article}`,
      text: WORDS,
    })),
  ]).flat();
  let version = await service(NormVersionService).create(ctx, { normId: norm.id, label: 'Draft', provisions });
  const drafts = provisions.map((row) => ({ heading: null, parentEId: null, kind: 'OTHER' as const, ...row }));
  for (const locale of ['fr', 'ar'])
    version = await ctx.db.write(ctx, (tx) =>
      service(TranslationService).add(tx, { normId: norm.id, versionId: version.id }, locale, drafts),
    );
  return version;
}
