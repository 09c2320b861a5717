import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ctx } from '#platform/ctx.js';
import type { Client } from '../../../tests/support/client.js';
import { NormVersionService } from './norm-version.service.js';
import { TestPlatform } from '../../../tests/support/platform.js';
import { statementsOf } from '../../../tests/support/statements.js';

interface Translation {
  locale: string;
  present: boolean;
  outOfDate: boolean;
  translatedRevision: number | null;
}
interface Shown {
  eId: string;
  text: string;
  locale: string;
  dir: string;
  translations: Translation[];
}
interface Outline {
  nodes: Record<string, unknown>[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const ENGLISH = '# 1 Scope\n\nThis norm binds every party.\n\n# 2 Restraint\n\n(a) No party goes first.\n\n(b) No party helps.\n';
const ARABIC = '# 1 النطاق\n\nيلزم هذا المعيار كل طرف.\n\n# 2 ضبط النفس\n\n(a) لا يبدأ أي طرف.\n\n(b) لا يساعد أي طرف.\n';
const FIELDS = 'version { id revision locales } warnings';
const SIDE_BY_SIDE = `query($id: ID!, $locale: Locale) { node(id: $id) { ... on NormVersion { locales revision
  translations { locale dir current outOfDate missing }
  provisions(locale: $locale) { eId text locale dir translations { locale present outOfDate translatedRevision } } } } }`;
const OUTLINE = `query($id: ID!, $first: Int, $after: String, $locale: Locale) { normVersion(id: $id) {
  outline(first: $first, after: $after, locale: $locale) { totalCount pageInfo { hasNextPage endCursor }
    nodes { eId parentEId number heading kind locale dir depth children missingIn outOfDateIn } } } }`;

describe('the languages of a version', () => {
  let platform: TestPlatform;
  let editor: Client;
  let normId: string;
  let id: string;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    editor = await platform.person('Edi Tor', 'SECRETARIAT');
    normId = (await editor.call<{ norm: { id: string } }>('createNorm', { title: 'A norm in tongues' }, 'norm { id }')).norm.id;
    const fileId = await editor.upload('draft.md', ENGLISH);
    const made = await editor.call<{ version: { id: string } }>('importNormVersion', { normId, fileId, label: 'Draft' }, FIELDS);
    id = made.version.id;
  });
  afterAll(() => platform.stop());

  const importAs = async (locale: string, text: string, versionId = id): Promise<object> => ({
    normId,
    versionId,
    locale,
    label: 'A translation',
    fileId: await editor.upload('draft.md', text),
  });
  const shown = async (locale: string | null = null) =>
    (
      await editor.get<{
        node: { locales: string[]; revision: number; translations: object[]; provisions: Shown[] };
      }>(SIDE_BY_SIDE, { id, locale })
    ).node;
  const state = async (eId: string, locale: string): Promise<Translation | undefined> =>
    (await shown()).provisions.find((row) => row.eId === eId)?.translations.find((row) => row.locale === locale);
  const upsert = (provision: object, more: object = {}) =>
    editor.call<{ warnings: string[]; version: { revision: number } }>(
      'upsertProvision',
      { versionId: id, provision, ...more },
      FIELDS,
    );
  const run = (sql: string, ...values: unknown[]): Promise<unknown> =>
    platform.db.write(Ctx.system(platform.db, 'test'), (tx) => tx.query(sql, values));

  it('take a whole translation from a file, written in its own direction', async () => {
    const done = await editor.call('importNormVersion', (await importAs('AR', ARABIC)) as never, FIELDS);
    expect(done).toMatchObject({ version: { id, revision: 2, locales: ['en', 'ar'] } });
    const { provisions, translations } = await shown('ar');
    expect(provisions.map(({ locale, dir }) => `${locale} ${dir}`)).toEqual(provisions.map(() => 'ar RTL'));
    expect(provisions.find(({ eId }) => eId === 'sec_1__para_1')?.text).toBe('يلزم هذا المعيار كل طرف.');
    expect(translations).toEqual([{ locale: 'ar', dir: 'RTL', current: provisions.length, outOfDate: 0, missing: 0 }]);
    expect((await shown()).provisions.every(({ locale, dir }) => locale === 'en' && dir === 'LTR')).toBe(true);
  });

  it('refuse one that lacks a provision or has another, naming it, and store nothing', async () => {
    const before = await shown();
    for (const [text, message] of [
      [ARABIC.replace(/\(b\).*\n/, ''), /is missing from the translation/],
      [`${ARABIC}\n# 3 خاتمة\n`, /sec_3 is in the translation and not in the original/],
      [ENGLISH.replace('# 2', '# 4'), /sec_2 is missing/],
    ] as const) {
      const { extensions } = await editor.refused('importNormVersion', (await importAs('fr', text)) as never, FIELDS);
      expect(extensions.code).toBe('BAD_USER_INPUT');
      expect(extensions.fields?.map((field) => field.message).join(' ')).toMatch(message);
    }
    const same = await editor.refused('importNormVersion', (await importAs('en', ENGLISH)) as never, FIELDS);
    expect(same.extensions.fields?.[0]?.path).toBe('locale');
    expect(await shown()).toEqual(before);
  });

  it('are edited provision by provision, in the place of the original', async () => {
    const french = { eId: 'sec_1__para_1', text: 'Cette norme lie chaque partie.' };
    await upsert(french, { locale: 'fr' });
    const { provisions, locales, translations } = await shown('fr-CH');
    expect(locales).toEqual(['en', 'ar', 'fr']);
    expect(provisions.map(({ locale }) => locale)).toEqual(['en', 'fr', 'en', 'en', 'en']);
    expect(translations.at(-1)).toEqual({ locale: 'fr', dir: 'LTR', current: 1, outOfDate: 0, missing: 4 });
    const refused = async (provision: object, more: object = {}): Promise<string | undefined> =>
      (await editor.refused('upsertProvision', { versionId: id, locale: 'fr', provision, ...more } as never, FIELDS)).extensions
        .fields?.[0]?.path;
    expect(await refused({ eId: 'sec_9', text: 'x' })).toBe('provision.eId');
    expect(await refused({ ...french, parentEId: 'sec_2' })).toBe('provision.parentEId');
    expect(await refused(french, { afterEId: 'sec_2' })).toBe('afterEId');
    expect(await refused(french, { locale: 'fr-a' })).toBe('locale');
  });

  it('show which provisions are out of date, until they are translated anew or the change is undone', async () => {
    const words = { eId: 'sec_1__para_1', text: 'This norm binds every party and its agents.', kind: 'SCOPE' };
    const { warnings } = await upsert(words);
    expect(warnings).toEqual(['The translation of sec_1__para_1 into ar, fr is out of date now.']);
    expect(await state('sec_1__para_1', 'ar')).toMatchObject({ present: true, outOfDate: true, translatedRevision: 2 });
    expect(await state('sec_2', 'ar')).toMatchObject({ outOfDate: false });
    expect(await state('sec_2', 'fr')).toEqual({ locale: 'fr', present: false, outOfDate: false, translatedRevision: null });
    expect((await shown()).translations).toEqual([
      { locale: 'ar', dir: 'RTL', current: 4, outOfDate: 1, missing: 0 },
      { locale: 'fr', dir: 'LTR', current: 0, outOfDate: 1, missing: 4 },
    ]);
    await editor.call('undoProvisionChange', { versionId: id }, FIELDS);
    expect(await state('sec_1__para_1', 'ar')).toMatchObject({ outOfDate: false });
    await upsert(words);
    const { version } = await upsert({ eId: 'sec_1__para_1', text: 'يلزم هذا المعيار كل طرف ووكلاءه.' }, { locale: 'ar' });
    expect(await state('sec_1__para_1', 'ar')).toMatchObject({ outOfDate: false, translatedRevision: version.revision });
  });

  it('are not out of date for a move, a kind or a date, and follow where the original goes', async () => {
    const [b] = (await shown()).provisions.slice(-1);
    await upsert(
      { eId: b?.eId, number: '(b)', text: b?.text, kind: 'PROHIBITION', reviewOn: '2031-01-01' },
      { beforeEId: 'sec_1' },
    );
    const arabic = (await shown('ar')).provisions;
    expect(arabic[0]).toMatchObject({ eId: b?.eId, locale: 'ar' });
    expect(await state(b?.eId ?? '', 'ar')).toMatchObject({ outOfDate: false });
    await editor.call('removeProvision', { versionId: id, eId: b?.eId }, FIELDS);
    expect((await shown('ar')).provisions).toHaveLength(4);
    await editor.call('undoProvisionChange', { versionId: id }, FIELDS);
    await editor.call('undoProvisionChange', { versionId: id }, FIELDS);
    expect((await shown('ar')).provisions.at(-1)).toMatchObject({ eId: b?.eId, locale: 'ar' });
  });

  it('of a published version are added whole, once, and never changed', async () => {
    await editor.call('publishNormVersion', { versionId: id }, FIELDS);
    const before = await shown();
    const russian = ENGLISH.replace('This norm binds every party.', 'Эта норма обязывает каждую сторону.');
    const lacking = await editor.refused('importNormVersion', (await importAs('ru', '# 1 Scope\n')) as never, FIELDS);
    expect(lacking.extensions.code).toBe('BAD_USER_INPUT');
    const done = await editor.call<{ version: { revision: number; locales: string[] } }>(
      'importNormVersion',
      (await importAs('ru', russian)) as never,
      FIELDS,
    );
    expect(done.version).toMatchObject({ revision: before.revision, locales: ['en', 'ar', 'fr', 'ru'] });
    expect((await shown()).provisions.map(({ text }) => text)).toEqual(before.provisions.map(({ text }) => text));
    expect((await shown('ru')).provisions[1]).toMatchObject({ locale: 'ru', text: 'Эта норма обязывает каждую сторону.' });
    for (const locale of ['ru', 'ar', 'fr']) {
      const again = await editor.refused('importNormVersion', (await importAs(locale, russian)) as never, FIELDS);
      expect(again.extensions).toMatchObject({ code: 'CONFLICT', state: 'PUBLISHED' });
    }
    const one = { versionId: id, locale: 'de', provision: { eId: 'sec_1', text: 'Wort' } };
    expect((await editor.refused('upsertProvision', one as never, FIELDS)).extensions.code).toBe('CONFLICT');
    const actions = await platform.db.read<{ action: string }>('select action from event where subject_id = $1 order by id', [
      id,
    ]);
    expect(actions.at(-1)).toEqual({ action: 'norm_version.translated' });
  });

  it('of a published version are held by the database: no half language, none beside the original, none in hiding', async () => {
    const copy = (locale: string, columns: string, where: string): string =>
      `insert into provision (version_id, locale, eid, position, parent_eid, text, kind, review_on, sunset_on, text_revision)
       select version_id, '${locale}', ${columns}, 'x', kind, review_on, sunset_on, 1 from provision where version_id = $1 and locale = 'en' ${where}`;
    const same = 'eid, position, parent_eid';
    const listed = `update norm_version set locales = locales || '{de}' where id = $1`;
    const refused = async (...statements: string[]): Promise<void> => {
      const all = platform.db.write(Ctx.system(platform.db, 'test'), async (tx) => {
        for (const statement of statements) await tx.query(statement, [id]);
      });
      await expect(all).rejects.toThrow(/does not change/);
    };
    await refused(copy('de', same, '')); // complete, and not listed
    await refused(copy('de', same, `and eid = 'sec_1'`), listed);
    await refused(copy('de', `'new_' || eid, position, parent_eid`, ''), listed);
    await refused(copy('de', 'eid, position + 1, parent_eid', ''), listed);
    await refused(copy('ru', `eid || 'x', position, parent_eid`, ''));
    await refused(copy('de', same, ''), `update provision set text = 'y' where version_id = $1 and locale = 'de'`, listed);
    await run(copy('de', same, ''), id).catch(() => undefined);
    await platform.db.write(Ctx.system(platform.db, 'test'), async (tx) => {
      await tx.query(copy('de', same, ''), [id]);
      await tx.query(listed, [id]);
    });
    expect((await shown('de')).provisions[0]).toMatchObject({ locale: 'de', text: 'x' });
    await expect(run(`update norm_version set locales = array_remove(locales, 'de') where id = $1`, id)).rejects.toThrow(
      /does not change/,
    );
  });
});

describe('the next version', () => {
  let platform: TestPlatform;
  let editor: Client;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    editor = await platform.person('Edi Tor', 'SECRETARIAT');
  });
  afterAll(() => platform.stop());

  it('takes the translations along: current where nothing changed, out of date where words did or were', async () => {
    const normId = (await editor.call<{ norm: { id: string } }>('createNorm', { title: 'Next' }, 'norm { id }')).norm.id;
    const provisions = ['same', 'changed', 'lagging', 'gone', 'untranslated'].map((eId) => ({ eId, text: eId }));
    const input = { normId, label: 'First', provisions };
    const { version } = await editor.call<{ version: { id: string } }>('createNormVersion', input, 'version { id }');
    const edit = (provision: object, locale?: string): Promise<unknown> =>
      editor.call('upsertProvision', { versionId: version.id, provision, locale }, FIELDS);
    for (const { eId } of provisions.slice(0, 4)) await edit({ eId, text: `fr ${eId}` }, 'fr');
    await edit({ eId: 'lagging', text: 'lagging behind' });
    const next = await platform.db.write(Ctx.system(platform.db, 'test'), async (tx) => {
      const versions = platform.app.get(NormVersionService, { strict: false });
      const text = await versions.textOf(tx, version.id);
      const kept = text.provisions.filter(({ eId }) => eId !== 'gone');
      const words = kept.map((row) => (row.eId === 'changed' ? { ...row, text: 'other words' } : row));
      return versions.cut(tx, normId, { ...text, label: 'Second', provisions: words });
    });
    const { normVersion } = await editor.get<{ normVersion: object }>(
      `query($id: ID!) { normVersion(id: $id) { locales translations { current outOfDate missing }
        provisions(locale: "fr") { eId text locale translations { present outOfDate } } } }`,
      { id: next.id },
    );
    expect(normVersion).toEqual({
      locales: ['en', 'fr'],
      translations: [{ current: 1, outOfDate: 2, missing: 1 }],
      provisions: [
        { eId: 'same', text: 'fr same', locale: 'fr', translations: [{ present: true, outOfDate: false }] },
        { eId: 'changed', text: 'fr changed', locale: 'fr', translations: [{ present: true, outOfDate: true }] },
        { eId: 'lagging', text: 'fr lagging', locale: 'fr', translations: [{ present: true, outOfDate: true }] },
        { eId: 'untranslated', text: 'untranslated', locale: 'en', translations: [{ present: false, outOfDate: false }] },
      ],
    });
  });
});

describe('the outline of a long version', () => {
  const PARTS = 40;
  const WORDS = 'A text that no outline reads. '.repeat(8);
  let platform: TestPlatform;
  let editor: Client;
  let id: string;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    editor = await platform.person('Edi Tor', 'SECRETARIAT');
    const { norm } = await editor.call<{ norm: { id: string } }>('createNorm', { title: 'A long norm' }, 'norm { id }');
    const provisions = Array.from({ length: PARTS }, (_, part) => [
      { eId: `part_${part}`, number: `Part ${part}`, heading: `Part ${part}`, text: '' },
      ...Array.from({ length: 7 }, (__, art) => [
        { eId: `art_${part}-${art}`, parentEId: `part_${part}`, heading: `Article ${art}`, text: WORDS },
        ...Array.from({ length: 6 }, (___, para) => ({
          eId: `art_${part}-${art}__para_${para}`,
          parentEId: `art_${part}-${art}`,
          number: `(${para})`,
          text: WORDS,
        })),
      ]).flat(),
    ]).flat();
    expect(provisions).toHaveLength(2000);
    const input = { normId: norm.id, label: 'Draft', provisions };
    id = (await editor.call<{ version: { id: string } }>('createNormVersion', input, 'version { id }')).version.id;
    const french = { eId: 'art_0-0', heading: 'Article premier', text: 'Mots.' };
    await editor.call('upsertProvision', { versionId: id, locale: 'fr', provision: french }, FIELDS);
    const english = { eId: 'art_0-0', heading: 'Article one', text: 'Other words.' };
    await editor.call('upsertProvision', { versionId: id, provision: english }, FIELDS);
  });
  afterAll(() => platform.stop());

  const page = async (variables: object): Promise<Outline> =>
    (await editor.get<{ normVersion: { outline: Outline } }>(OUTLINE, { id, first: 100, ...variables })).normVersion.outline;

  it('comes in pages that are the whole, in order, at most 3 statements each, whatever the page', async () => {
    await page({}); // the connection's first statements prepare it
    const names: unknown[] = [];
    let after: string | null = null;
    let pages = 0;
    do {
      let outline: Outline | undefined;
      const statements = await statementsOf(platform.db, async () => (outline = await page({ after })));
      expect(statements.length).toBeLessThanOrEqual(3);
      expect(statements.filter((text) => /provision/.test(text) && /[^_]text\b(?!\[)/.test(text))).toEqual([]);
      expect(outline?.totalCount).toBe(2000);
      names.push(...(outline?.nodes.map(({ eId }) => eId) ?? []));
      after = outline?.pageInfo.hasNextPage ? outline.pageInfo.endCursor : null;
      pages++;
    } while (after);
    const rows = await platform.db.read<{ name: string }>(
      `select eid as name from provision where version_id = $1 and locale = 'en' order by position`,
      [id],
    );
    expect(names).toEqual(rows.map(({ name }) => name));
    expect(pages).toBe(20);
  });

  it('tells where each provision stands, how much stands in it, and which languages lag behind', async () => {
    const { nodes } = await page({ first: 3, locale: 'fr' });
    const lags = { missingIn: ['fr'], outOfDateIn: [] };
    const common = { kind: 'OTHER', dir: 'LTR' };
    expect(nodes).toEqual([
      {
        eId: 'part_0',
        parentEId: null,
        number: 'Part 0',
        heading: 'Part 0',
        locale: 'en',
        depth: 0,
        children: 7,
        ...lags,
        ...common,
      },
      {
        ...{ eId: 'art_0-0', parentEId: 'part_0', number: null, heading: 'Article premier', locale: 'fr', depth: 1, children: 6 },
        ...{ missingIn: [], outOfDateIn: ['fr'], ...common },
      },
      {
        ...{ eId: 'art_0-0__para_0', parentEId: 'art_0-0', number: '(0)', heading: null, locale: 'en', depth: 2, children: 0 },
        ...{ ...lags, ...common },
      },
    ]);
  });
});
