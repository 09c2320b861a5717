import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ctx } from '#platform/ctx.js';
import { carryWorld, type CarryWorld } from '../../../tests/support/carry-world.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { statementsOf } from '../../../tests/support/statements.js';
import { CarryService } from './carry.service.js';

const COMMENTS = 2500; // more than one batch

describe('carrying comments to a version that is published', () => {
  let platform: TestPlatform;
  let world: CarryWorld;
  let service: CarryService;

  const count = async (text: string): Promise<number> =>
    (await platform.db.readOne<{ n: number }>(`select count(*)::int as n from ${text}`, [world.second]))?.n ?? -1;
  const carry = (): Promise<void> =>
    service.carry(Ctx.system(platform.db, 'test'), { action: 'norm_version.published', subjectId: world.second });
  const ledger = (): Promise<object[]> =>
    platform.db.read('select * from carry where version_id = $1 order by comment_id', [world.second]);

  beforeAll(async () => {
    platform = await TestPlatform.start();
    service = platform.app.get(CarryService, { strict: false });
    world = await carryWorld(platform.db, { comments: COMMENTS, provisions: 450 });
  });
  afterAll(() => platform.stop());

  it('stops half-way without harm, and goes on where it stopped', async () => {
    const broken = new Error('the machine is gone');
    const write = platform.db.write.bind(platform.db);
    let batches = 0;
    const dying = Object.assign(Object.create(platform.db) as typeof platform.db, {
      write: (...args: Parameters<typeof write>) => (++batches > 1 ? Promise.reject(broken) : write(...args)),
    });
    const ctx = Ctx.system(dying, 'test');
    await expect(service.carry(ctx, { action: 'norm_version.published', subjectId: world.second })).rejects.toBe(broken);
    expect(await count('carry where version_id = $1')).toBe(2000);
    expect(await count('carry where version_id = $1 and asked_at is not null')).toBe(0);
    await carry();
    expect(await count('carry where version_id = $1')).toBe(COMMENTS);
  });

  it('has one effect however often it is run, also twice at once', async () => {
    const [before, asked] = [await ledger(), await count(`event where action = 'carry.asked' and data->>'versionId' = $1::text`)];
    expect(asked).toBeGreaterThan(0);
    await Promise.all([carry(), carry()]);
    expect(await ledger()).toEqual(before);
    expect(await count(`event where action = 'carry.asked' and data->>'versionId' = $1::text`)).toBe(asked);
  });

  it('asks for all comments of a submission together, and for none that is not decided', async () => {
    const sums = await platform.db.readOne<{ asked: number; told: number; submissions: number; events: number }>(
      `select (select count(*)::int from carry where version_id = $1 and asked_at is not null) as asked,
         (select sum((data->>'comments')::int)::int from event where action = 'carry.asked' and data->>'versionId' = $1::text) as told,
         (select count(distinct c.submission_id)::int from carry k join comment c on c.id = k.comment_id where k.version_id = $1 and k.asked_at is not null) as submissions,
         (select count(*)::int from event where action = 'carry.asked' and data->>'versionId' = $1::text) as events`,
      [world.second],
    );
    expect(sums).toMatchObject({ told: sums?.asked, events: sums?.submissions });
    expect(await count(`carry where version_id = $1 and fate = 'AMBIGUOUS' and asked_at is not null`)).toBe(0);
    expect(await count(`carry where version_id = $1 and fate <> 'AMBIGUOUS' and asked_at is null`)).toBe(0);
  });

  it('claims the same words only where they are, whatever the fate', async () => {
    const rows = await platform.db.read<{ old: string; fresh: string; fate: string; same: boolean }>(
      `select c.quote->>'exact' as old, k.quote->>'exact' as fresh, k.fate, p.eid = c.eid as same
         from carry k join comment c on c.id = k.comment_id
         join provision p on p.version_id = k.version_id and p.eid = k.eid and p.locale = 'en'
         where k.version_id = $1 and k.quote is not null and position(k.quote->>'exact' in p.text) > 0`,
      [world.second],
    );
    expect(rows).toHaveLength(await count('carry where version_id = $1 and quote is not null'));
    const same = rows.filter(({ fate }) => fate === 'UNCHANGED' || fate === 'MOVED');
    expect(same.length).toBeGreaterThan(100);
    expect(same.filter(({ old, fresh }) => old !== fresh)).toEqual([]);
    expect(same.filter((row) => row.same !== (row.fate === 'UNCHANGED'))).toEqual([]);
  });

  it('is read with a page of comments in one statement more, however long the page', async () => {
    const fields =
      'nodes { id anchor { orphaned } carried { fate similarity anchor { eId exact } candidates { anchor { eId } } } }';
    const query = `query($id: ID!, $first: Int) { round(id: $id) { comments(first: $first) { ${fields} } } }`;
    const of = (first: number): Promise<string[]> =>
      statementsOf(platform.db, () => platform.anyone.get(query, { id: world.roundId, first }));
    const [few, many] = [await of(5), await of(100)];
    expect(many.filter((text) => text.includes('from carry'))).toHaveLength(1);
    expect(many).toHaveLength(few.length);
  });
});
