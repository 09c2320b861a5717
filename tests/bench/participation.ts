import { Ctx } from '#platform/ctx.js';
import { roundsById } from '#rounds/round.queries.js';
import { participationFor } from '#comments/participation.queries.js';
import { makeWorld, SIZE, type World } from './world.js';

const TIMES = 40;
const COPY = `insert into comment (id, round_id, submission_id, account_id, organization_id, stakeholder_group, region, reference, number, place, version_id,
    eid, type, position, change, blocking, body, tlp, attribution, locale, status, created_at, submitted_at)
  select uuidv7(), round_id, $2::uuid, account_id, null, 'INDIVIDUAL', region, $3, $4, place, version_id,
    eid, type, position, change, blocking, body, tlp, attribution, locale, status, now(), now()
  from comment where round_id = $1 and number = 1`;
const SUBMISSION = `insert into submission (id, round_id, account_id, status, created_at, submitted_at, receipt_number, content_hash, salt)
  select uuidv7(), $1, account_id, 'SUBMITTED', now(), now(), $2, content_hash, salt from submission where round_id = $1 limit 1 returning id`;

/**
 * Participation of a round of so many comments (100,000, or the first word of the command line), as its staff and as everybody reads it,
 * and what the counting adds to one comment that comes: the time of its trigger, as PostgreSQL tells it.
 */
export async function run([comments = String(SIZE.comments)]: string[]): Promise<void> {
  const began = Date.now();
  const world = await makeWorld({ ...SIZE, comments: Number(comments) });
  try {
    console.log(`a world of ${comments} comments in ${Math.round((Date.now() - began) / 1000)} s`);
    await measureReading(world);
    await measureCounting(world, Number(comments));
  } finally {
    await world.stop();
  }
}

async function measureReading({ db, answeredRound }: World): Promise<void> {
  const ctx = Ctx.system(db, 'bench');
  const round = await ctx.load(roundsById, answeredRound);
  if (!round) throw new Error('The round is not there.');
  const times: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const from = performance.now();
    const { comments } = await participationFor(ctx, round);
    times.push(performance.now() - from);
    if (comments === 0) throw new Error('Nothing was counted.');
  }
  console.log(`participation: ${told(times)}`);
}

async function measureCounting({ db, answeredRound }: World, comments: number): Promise<void> {
  const times: number[] = [];
  const client = await db.pool.connect();
  try {
    for (let i = 1; i <= TIMES; i++) {
      const made = await client.query<{ id: string }>(SUBMISSION, [answeredRound, `COUNTED-${i}`]);
      const values = [answeredRound, made.rows[0]?.id, `COUNTED-${i}`, comments + i];
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (analyze, costs off) ${COPY}`, values);
      const line = rows.map((row) => row['QUERY PLAN']).find((text) => text.includes('comment_counted_insert'));
      times.push(Number(/time=([\d.]+)/.exec(line ?? '')?.[1] ?? Number.NaN));
    }
  } finally {
    client.release();
  }
  console.log(`the counting of one comment of an individual: ${told(times)}`);
}

function told(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(2);
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, first ${(times[0] ?? Number.NaN).toFixed(2)} ms`;
}
