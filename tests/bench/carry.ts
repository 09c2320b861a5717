import { Ctx } from '#platform/ctx.js';
import { provisionFates } from '#norms/provision-fate.rules.js';
import { CarryService } from '#comments/carry.service.js';
import { carryWorld } from '../support/carry-world.js';
import { revision, REVISIONS } from '../support/revisions.js';
import { startPlatform } from './platform.js';

const PROVISIONS = 450;

/** `npm run bench -- carry [comments …]`: comments carried over a version of 450 provisions, at growing numbers; then the matcher. */
export async function run(args: string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [2500, 5000, 10_000, 20_000];
  const platform = await startPlatform();
  const service = platform.app.get(CarryService, { strict: false });
  console.log(`carry: comments on a version of ${PROVISIONS} provisions carried to the next, fsync on`);
  for (const comments of sizes) {
    const world = await carryWorld(platform.db, { comments, provisions: PROVISIONS });
    await platform.db.pool.query('vacuum analyze');
    const [started, cpu] = [performance.now(), process.cpuUsage().user];
    await service.carry(Ctx.system(platform.db, 'bench'), { action: 'norm_version.published', subjectId: world.second });
    const [seconds, busy] = [(performance.now() - started) / 1000, (process.cpuUsage().user - cpu) / 1e6];
    const rows = await platform.db.read<{ fate: string; n: number }>(
      'select fate, count(*)::int as n from carry where version_id = $1 group by fate order by fate',
      [world.second],
    );
    const carried = rows.reduce((sum, { n }) => sum + n, 0);
    if (carried !== comments) throw new Error(`${carried} of ${comments} were carried.`);
    const each = ((seconds * 1000) / comments).toFixed(2);
    console.log(
      `${String(comments).padStart(6)} comments   ${seconds.toFixed(1).padStart(5)} s   ${busy.toFixed(1)} s of them Node's   ${each} ms each   ${rows.map(({ fate, n }) => `${fate} ${n}`).join(', ')}`,
    );
  }
  await platform.stop();
  matcher();
}

function matcher(): void {
  console.log('\nmatching provisions, processor time');
  for (const [before, after] of REVISIONS) {
    const [old, fresh] = [revision(before), revision(after)];
    for (const share of [0.25, 0.5, 1]) {
      const sides = [old, fresh].map((side) => side.slice(0, Math.ceil(side.length * share)));
      const cpu = process.cpuUsage().user;
      provisionFates(sides[0] ?? [], sides[1] ?? []);
      const ms = (process.cpuUsage().user - cpu) / 1000;
      console.log(`${before} → ${after}   ${String(sides[0]?.length).padStart(4)} provisions   ${ms.toFixed(0).padStart(5)} ms`);
    }
  }
}
