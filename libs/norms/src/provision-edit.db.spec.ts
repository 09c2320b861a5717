import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Ctx } from '#platform/ctx.js';
import type { Client } from '../../../tests/support/client.js';
import { untilSomebodyWaits } from '../../../tests/support/locks.js';
import { TestPlatform } from '../../../tests/support/platform.js';

interface Version {
  version: { id: string; revision: number };
  warnings: string[];
}
interface Shown {
  eId: string;
  parentEId: string | null;
  text: string;
}

const TREE = [
  { eId: 'a', number: '1', heading: 'First', text: '' },
  { eId: 'a1', parentEId: 'a', number: '(a)', text: 'One.' },
  { eId: 'a2', parentEId: 'a', number: '(b)', text: 'Two.' },
  { eId: 'b', number: '2', heading: 'Second', text: 'Three.' },
  { eId: 'b1', parentEId: 'b', number: '(a)', text: 'Four.', reviewOn: '2030-01-01', kind: 'COMMITMENT' },
];
const FIELDS = 'version { id revision } warnings';
const ALL = `query($id: ID!) { node(id: $id) { ... on NormVersion { revision locales lastChange { action eId locale revision }
  provisions { eId parentEId number heading text kind reviewOn sunsetOn locale } } } }`;

describe('editing a WORKING version', () => {
  let platform: TestPlatform;
  let editor: Client;
  let other: Client;
  let normId: string;
  let id: string;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    editor = await platform.person('Edi Tor', 'SECRETARIAT');
    other = await platform.person('Other Editor', 'ORGANIZER');
    const made = await editor.call<{ norm: { id: string } }>('createNorm', { title: 'A norm to edit' }, 'norm { id }');
    normId = made.norm.id;
  });
  beforeEach(async () => {
    const input = { normId, label: 'Draft', provisions: TREE };
    id = (await editor.call<Version>('createNormVersion', input, 'version { id }')).version.id;
  });
  afterAll(() => platform.stop());

  const upsert = (provision: object, more: object = {}, by = editor): Promise<Version> =>
    by.call<Version>('upsertProvision', { versionId: id, provision, ...more }, FIELDS);
  const undo = (by = editor): Promise<Version> => by.call<Version>('undoProvisionChange', { versionId: id }, FIELDS);
  const whole = async (): Promise<{ provisions: Shown[]; revision: number }> =>
    (await editor.get<{ node: { provisions: Shown[]; revision: number } }>(ALL, { id })).node;
  const order = async (): Promise<string> => (await whole()).provisions.map(({ eId }) => eId).join(' ');
  const refusal = async (mutation: string, input: object): Promise<string> => {
    const before = await whole();
    const { extensions } = await editor.refused(mutation, { versionId: id, ...input }, FIELDS);
    expect(await whole()).toEqual(before);
    return `${extensions.code} ${extensions.fields?.[0]?.path ?? extensions.state ?? ''}`.trim();
  };

  it('changes all of a provision that is named, and keeps its place', async () => {
    const b1 = { eId: 'b1', number: '1', heading: 'H', text: 'New.', kind: 'THRESHOLD', sunsetOn: '2031-02-03' };
    expect(await upsert(b1)).toEqual({ version: { id, revision: 2 }, warnings: [] });
    const { provisions } = await whole();
    expect(provisions.at(-1)).toEqual({ ...b1, parentEId: 'b', reviewOn: null, locale: 'en' });
    expect(await order()).toBe('a a1 a2 b b1');
  });

  it('inserts, moves with children, and keeps every eId', async () => {
    await upsert({ eId: 'c', text: 'New.' }, { afterEId: 'a' });
    expect(await order()).toBe('a a1 a2 c b b1');
    await upsert({ eId: 'c1', text: 'New.', parentEId: 'c' });
    await upsert({ eId: 'a', number: '1', heading: 'First', text: '', parentEId: 'c' }, { afterEId: 'c' });
    expect(await order()).toBe('c a a1 a2 c1 b b1');
    await upsert({ eId: 'b', number: '2', heading: 'Second', text: 'Three.' }, { beforeEId: 'c' });
    expect(await order()).toBe('b b1 c a a1 a2 c1');
    expect((await whole()).provisions.find(({ eId }) => eId === 'a2')?.parentEId).toBe('a');
  });

  it('removes a provision with what stands in it, and says so', async () => {
    const { warnings } = await editor.call<Version>('removeProvision', { versionId: id, eId: 'a' }, FIELDS);
    expect(warnings).toEqual(['With a went what stood in it: a1, a2.']);
    expect(await order()).toBe('b b1');
  });

  it('does not count an edit that changes nothing', async () => {
    expect((await upsert({ eId: 'a1', number: '(a)', text: 'One.' })).version.revision).toBe(1);
    expect((await upsert({ eId: 'a1', number: '(a)', text: 'One!' })).version.revision).toBe(2);
  });

  it('warns of what deserves a second look', async () => {
    const { warnings } = await upsert({ eId: 'a2', number: '(a)', text: 'Two.', reviewOn: '2031-01-01', sunsetOn: '2030-01-01' });
    expect(warnings).toEqual([
      'a2 and a1 stand side by side and both have the number (a).',
      'a2 is to be reviewed on 2031-01-01, after it ends on 2030-01-01.',
    ]);
  });

  it('refuses a place that there is not, and changes nothing', async () => {
    const x = { eId: 'x', text: '' };
    expect(await refusal('upsertProvision', { provision: { ...x, parentEId: 'z' } })).toBe('BAD_USER_INPUT provision.parentEId');
    expect(await refusal('upsertProvision', { provision: x, afterEId: 'z' })).toBe('BAD_USER_INPUT afterEId');
    expect(await refusal('upsertProvision', { provision: { ...x, eId: 'a', parentEId: 'a1' } })).toBe(
      'BAD_USER_INPUT provision.parentEId',
    );
    expect(await refusal('upsertProvision', { provision: { ...x, text: 'x'.repeat(200_001) } })).toBe(
      'BAD_USER_INPUT provision.text',
    );
    expect(await refusal('removeProvision', { eId: 'z' })).toBe('NOT_FOUND');
  });

  it('refuses a stale revision, and changes nothing', async () => {
    await upsert({ eId: 'a1', text: 'Changed.' }, { expectedRevision: 1 });
    const stale = { expectedRevision: 1 };
    expect(await refusal('upsertProvision', { provision: { eId: 'a1', text: '' }, ...stale })).toBe('CONFLICT revision 2');
    expect(await refusal('removeProvision', { eId: 'a1', ...stale })).toBe('CONFLICT revision 2');
    expect(await refusal('undoProvisionChange', stale)).toBe('CONFLICT revision 2');
  });

  it('lets one of two editors at once win, and tells the other, every time', async () => {
    for (let revision = 1; revision <= 10; revision++) {
      const tries = [editor, other].map((by, i) =>
        upsert({ eId: 'a1', text: `Round ${revision} by ${i}.` }, { expectedRevision: revision }, by).then(
          () => 'won',
          (error: Error) => /"code":"(\w+)"/.exec(error.message)?.[1],
        ),
      );
      expect((await Promise.all(tries)).sort()).toEqual(['CONFLICT', 'won']);
    }
    expect((await whole()).revision).toBe(11);
  });

  it('loses no edit of two editors who state no revision', async () => {
    const words = Array.from({ length: 12 }, (_, i) => ({ eId: `n${i}`, text: `${i}` }));
    await Promise.all(words.map((provision, i) => upsert(provision, {}, i % 2 ? editor : other)));
    const { provisions, revision } = await whole();
    expect(provisions.map(({ eId }) => eId).sort()).toEqual([...TREE, ...words].map(({ eId }) => eId).sort());
    expect(revision).toBe(1 + words.length);
  });

  it('undoes change after change, back to how the version was made, whatever was done', async () => {
    const name = fc.constantFrom('a', 'a1', 'a2', 'b', 'b1', 'x', 'y');
    const edit = fc.oneof(
      { weight: 4, arbitrary: fc.record({ eId: name, text: fc.constantFrom('p', 'q'), near: name, how: fc.nat(3) }) },
      { weight: 2, arbitrary: fc.record({ remove: name }) },
      {
        weight: 2,
        arbitrary: fc.record({ translate: name, text: fc.constantFrom('T', 'U'), locale: fc.constantFrom('fr', 'ar') }),
      },
      { weight: 1, arbitrary: fc.constant('undo' as const) },
    );
    const apply = async (step: Exclude<Parameters<typeof inputOf>[0], 'undo'>): Promise<void> => {
      const [mutation, input] = inputOf(step);
      await editor.call(mutation, { versionId: id, ...input }, FIELDS).catch((error: Error) => {
        expect(error.message).toMatch(/BAD_USER_INPUT|NOT_FOUND/);
      });
    };
    const inputOf = (
      step: { eId: string; text: string; near: string; how: number } | { remove: string } | { translate: string; text: string; locale: string } | 'undo', // prettier-ignore
    ): [string, object] => {
      if (step === 'undo') return ['undoProvisionChange', {}];
      if ('remove' in step) return ['removeProvision', { eId: step.remove }];
      if ('translate' in step)
        return ['upsertProvision', { locale: step.locale, provision: { eId: step.translate, text: step.text } }];
      const { eId, text, near, how } = step;
      const place = [{}, { afterEId: near }, { beforeEId: near }, {}][how];
      return ['upsertProvision', { provision: { eId, text, ...(how === 3 ? { parentEId: near } : {}) }, ...place }];
    };
    const rows = (): Promise<object[]> =>
      platform.db.read(
        `select p.*, v.locales from provision p join norm_version v on v.id = p.version_id where version_id = $1 order by position, locale`,
        [id],
      );
    const made = JSON.stringify(await rows());
    let undone = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (steps) => {
        const states = [made];
        for (const step of steps) {
          if (step === 'undo') {
            if (states.length > 1) {
              await undo();
              states.pop();
            }
          } else {
            const { revision } = await whole();
            await apply(step);
            if ((await whole()).revision > revision) states.push(JSON.stringify(await rows()));
          }
          expect(JSON.stringify(await rows())).toBe(states.at(-1));
        }
        while (states.length > 1) {
          await undo();
          states.pop();
          undone++;
          expect(JSON.stringify(await rows())).toBe(states.at(-1));
        }
        expect(await refusal('undoProvisionChange', {})).toMatch(/^CONFLICT/);
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 12) },
    );
    expect(undone).toBeGreaterThan(10);
  }, 120_000);

  it('shows the change that would be undone, and logs every change without its words', async () => {
    await upsert({ eId: 'a1', text: 'A secret plan.' });
    await editor.call('removeProvision', { versionId: id, eId: 'b' }, FIELDS);
    expect(await whole()).toMatchObject({ lastChange: { action: 'REMOVED', eId: 'b', locale: null, revision: 3 } });
    expect((await undo()).warnings).toEqual(['Undone: b removed.']);
    expect(await whole()).toMatchObject({ lastChange: { action: 'CHANGED', eId: 'a1', locale: 'en', revision: 2 } });
    const log = await platform.db.read<{ action: string; data: object }>(
      `select action, data from event where subject_id = $1 and action like 'provision.%' order by id`,
      [id],
    );
    expect(log.map(({ action }) => action)).toEqual(['provision.changed', 'provision.removed', 'provision.undone']);
    expect(JSON.stringify(log)).not.toContain('secret');
    expect(log.at(-1)?.data).toMatchObject({ eId: 'b', revision: 4, undid: 3 });
  });

  it('ends with publication: neither the service nor the database changes a word', async () => {
    await upsert({ eId: 'a1', text: 'Final.' });
    await editor.call('publishNormVersion', { versionId: id }, 'version { id }');
    expect(await refusal('upsertProvision', { provision: { eId: 'a1', text: 'Slipped in.' } })).toBe('CONFLICT PUBLISHED');
    expect(await refusal('removeProvision', { eId: 'a1' })).toBe('CONFLICT PUBLISHED');
    expect(await refusal('undoProvisionChange', {})).toBe('CONFLICT PUBLISHED');
    expect(await whole()).toMatchObject({ lastChange: null });
    const run = (sql: string): Promise<unknown> =>
      platform.db.write(Ctx.system(platform.db, 'test'), (tx) => tx.query(sql, [id]));
    for (const sql of [
      `update provision set text = 'Slipped in.' where version_id = $1`,
      `update provision set position = position + 1 where version_id = $1`,
      `update provision set text_revision = 9 where version_id = $1`,
      `update provision set review_on = now() where version_id = $1`,
      `delete from provision where version_id = $1 and eid = 'a1'`,
      `insert into provision (version_id, locale, eid, position, text, kind) values ($1, 'en', 'new', 9, 'Slipped in.', 'OTHER')`,
      `update norm_version set label = 'Other' where id = $1`,
      `update norm_version set locales = '{fr}' where id = $1`,
      `update norm_version set locales = locales || '{fr}' where id = $1`,
      `update norm_version set revision = 9 where id = $1`,
      `update norm_version set published_at = now() where id = $1`,
      `update norm_version set erratum_note = 'x', erratum_of = id where id = $1`,
      `update norm_version set status = 'WORKING', published_at = null where id = $1`,
      `delete from norm_version where id = $1`,
    ])
      await expect([sql, await run(sql).catch((error: Error) => error.message)]).toEqual([
        sql,
        expect.stringMatching(/does not change/),
      ]);
    await expect(platform.db.pool.query('truncate norm_version cascade')).rejects.toThrow(/not truncated/);
  });

  it.each(['publishing', 'writing'])('lets no text slip in at the moment of publication, with %s begun first', async (first) => {
    const statements = {
      publishing: `update norm_version set status = 'PUBLISHED', published_at = now() where id = $1`,
      writing: `update provision set text = 'Late words.' where version_id = $1 and eid = 'a1'`,
    };
    const [one, two] = [await platform.db.pool.connect(), await platform.db.pool.connect()];
    try {
      await one.query('begin');
      await one.query(first === 'writing' ? statements.writing : statements.publishing, [id]);
      const second = two
        .query(first === 'writing' ? statements.publishing : statements.writing, [id])
        .then(() => 'done', (error: Error) => error.message); // prettier-ignore
      await untilSomebodyWaits(platform.db);
      await one.query('commit');
      expect(await second).toBe(first === 'writing' ? 'done' : 'the text of a published version does not change');
    } finally {
      one.release();
      two.release();
    }
    const text = (await whole()).provisions.find(({ eId }) => eId === 'a1')?.text;
    expect(text).toBe(first === 'writing' ? 'Late words.' : 'One.');
  });
});
