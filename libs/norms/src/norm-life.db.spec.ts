import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiError, Client } from '../../../tests/support/client.js';
import { TestPlatform } from '../../../tests/support/platform.js';

const DAY = 86_400_000;
const NORM = 'norm { id status sunsetOn milestones { id kind title dueOn doneAt eIds fromText endsNorm } }';
const VERSION = 'version { id status }';
const TEXT = [
  { eId: 'art_1', number: 'Article 1', text: 'No party goes first.', kind: 'PROHIBITION' },
  { eId: 'art_2', number: 'Article 2', text: 'This norm is reviewed.', kind: 'REVIEW_CLAUSE' },
  { eId: 'art_3', number: 'Article 3', text: 'This norm ends.', kind: 'SUNSET_CLAUSE' },
];

interface Norm {
  id: string;
  status: string;
  sunsetOn: string | null;
  milestones: { id: string; kind: string; title: string; dueOn: string; doneAt: string | null; fromText: boolean }[];
}

describe('the life of a norm', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let made = 0;

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    await platform.db.pool.query(`update session set expires_at = expires_at + interval '10 years'`); // the story takes years
  });
  afterAll(() => platform.stop());

  /** The day that is so many days from the real one. */
  const day = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
  /** Moves the clock to an instant of that day. */
  const moveTo = (days: number, time = '12:00:00'): void => platform.setClock(Date.parse(`${day(days)}T${time}Z`) - Date.now());
  const call = <T>(mutation: string, input: object, fields: string): Promise<T> =>
    organizer.call<T>(mutation, input as never, fields);
  const refused = async (mutation: string, input: object, fields: string): Promise<ApiError['extensions']> =>
    (await organizer.refused(mutation, input as never, fields)).extensions;

  async function published(text: object[] = TEXT): Promise<{ normId: string; versionId: string }> {
    const { norm } = await call<{ norm: { id: string } }>('createNorm', { title: `A norm that lives ${++made}` }, 'norm { id }');
    return { normId: norm.id, versionId: await publishedOf(norm.id, text) };
  }
  async function publishedOf(normId: string, text: object[] = TEXT): Promise<string> {
    const input = { normId, label: 'Draft', provisions: text };
    const { version } = await call<{ version: { id: string } }>('createNormVersion', input, VERSION);
    await call('publishNormVersion', { versionId: version.id }, VERSION);
    return version.id;
  }
  async function adopted(text: object[] = TEXT): Promise<{ normId: string; versionId: string }> {
    const ids = await published(text);
    await call('adoptNormVersion', { versionId: ids.versionId }, VERSION);
    return ids;
  }
  const normOf = async (id: string): Promise<Norm> =>
    (await organizer.get<{ norm: Norm }>(`query($id: ID!) { ${NORM.replace('norm {', 'norm(id: $id) {')} }`, { id })).norm;
  const statusOf = async (versionId: string): Promise<string> =>
    (await organizer.get<{ normVersion: { status: string } }>(`query($id: ID!) { normVersion(id: $id) { status } }`, { id: versionId }))
      .normVersion.status; // prettier-ignore
  const told = async (normId: string, action: string): Promise<Record<string, unknown>[]> =>
    (
      await platform.db.read<{ data: Record<string, unknown> }>(
        'select data from event where norm_id = $1 and action like $2 order by at, id',
        [normId, action],
      )
    ).map(({ data }) => data);
  const set = (normId: string, input: object): Promise<{ norm: Norm }> => call('setMilestone', { normId, ...input }, NORM);

  it('has dates that are set, changed, done and reopened, in order', async () => {
    const { normId } = await published();
    await set(normId, { kind: 'PHASE', title: ' Second phase ', dueOn: day(400) });
    const { norm } = await set(normId, { kind: 'PHASE', title: 'First phase', dueOn: day(100), eIds: ['art_1'] });
    expect(norm.milestones.map(({ title, dueOn }) => `${title} ${dueOn}`)).toEqual([
      `First phase ${day(100)}`,
      `Second phase ${day(400)}`,
    ]);
    const first = { milestoneId: norm.milestones[0]?.id, kind: 'PHASE', title: 'Phase one', dueOn: day(99) };
    const done = await set(normId, { ...first, done: true });
    expect(done.norm.milestones[0]).toMatchObject({ title: 'Phase one', dueOn: day(99), eIds: ['art_1'], fromText: false });
    expect(done.norm.milestones[0]?.doneAt).toMatch(/Z$/);
    expect((await set(normId, { ...first, done: false })).norm.milestones[0]?.doneAt).toBeNull();
    const actions = await platform.db.read<{ action: string }>(
      `select action from event where norm_id = $1 and action like 'milestone.%' order by id`,
      [normId],
    );
    expect(actions.map(({ action }) => action)).toEqual(['set', 'set', 'done', 'reopened'].map((verb) => `milestone.${verb}`));
    const other = await published();
    expect((await refused('setMilestone', { normId: other.normId, ...first }, NORM)).code).toBe('NOT_FOUND');
    const unknown = { normId, kind: 'PHASE', title: 'x', dueOn: day(1), eIds: ['art_9'] };
    expect((await refused('setMilestone', unknown, NORM)).fields?.[0]?.path).toBe('eIds');
  });

  it('has the dates that the adopted text names, and those of the next text once that is adopted', async () => {
    const dates = [{ reviewOn: day(365) }, { reviewOn: day(365) }, { sunsetOn: day(1000) }];
    const { normId, versionId } = await adopted(TEXT.map((provision, i) => ({ ...provision, ...dates[i] })));
    await set(normId, { kind: 'PHASE', title: 'By hand', dueOn: day(5) });
    const norm = await normOf(normId);
    expect(norm).toMatchObject({ status: 'ADOPTED', sunsetOn: day(1000) });
    expect(norm.milestones.map(({ kind, title, fromText }) => [kind, title, fromText])).toEqual([
      ['PHASE', 'By hand', false],
      ['REVIEW', 'Review: Article 1, Article 2', true],
      ['SUNSET', 'Sunset of the norm: Article 3', true],
    ]);
    const next = await publishedOf(normId, TEXT.map((provision, i) => ({ ...provision, ...dates[i === 1 ? 0 : 9] }))); // prettier-ignore
    expect([await statusOf(versionId), await statusOf(next)]).toEqual(['ADOPTED', 'PUBLISHED']);
    await call('adoptNormVersion', { versionId: next }, VERSION);
    expect([await statusOf(versionId), await statusOf(next)]).toEqual(['SUPERSEDED', 'ADOPTED']);
    const after = await normOf(normId);
    expect(after.sunsetOn).toBeNull();
    expect(after.milestones.map(({ title }) => title)).toEqual(['By hand', 'Review: Article 2']);
    expect(after.milestones[1]?.id).toBe(norm.milestones[1]?.id);
  });

  it('is told of its dates 30 and 7 days before and on the day, once each, by whatever worker', async () => {
    const { normId } = await adopted();
    await set(normId, { kind: 'REVIEW', title: 'Review', dueOn: day(60) });
    const days = async (): Promise<unknown[]> => (await told(normId, 'milestone.due')).map((data) => data['daysBefore']);
    for (const [at, time, expected] of [
      [29, '23:59:59', []],
      [30, '00:00:00', [30]],
      [31, '12:00:00', [30]],
      [52, '23:59:59', [30]],
      [53, '00:00:00', [30, 7]],
      [60, '00:00:00', [30, 7, 0]],
      [61, '00:00:00', [30, 7, 0]],
    ] as const) {
      moveTo(at, time);
      await Promise.all([platform.worker.passInstants(), platform.worker.passInstants()]);
      expect([at, await days()]).toEqual([at, expected]);
    }
    expect((await told(normId, 'milestone.due')).at(-1)).toMatchObject({ kind: 'REVIEW', title: 'Review', dueOn: day(60) });
    moveTo(0);
  });

  it('is told the latest alone where no worker ran for long, nothing that is done, and anew for another day', async () => {
    const { normId } = await adopted();
    const { norm } = await set(normId, { kind: 'REVIEW', title: 'Review', dueOn: day(50) });
    const days = async (): Promise<unknown[]> => (await told(normId, 'milestone.due')).map((data) => data['daysBefore']);
    moveTo(45);
    await platform.worker.passInstants();
    expect(await days()).toEqual([7]);
    const review = { milestoneId: norm.milestones[0]?.id, kind: 'REVIEW', title: 'Review', dueOn: day(60) };
    await set(normId, review); // 15 days ahead: the day for the first reminder was over when this was set
    await platform.worker.passInstants();
    expect(await days()).toEqual([7]);
    moveTo(54);
    await platform.worker.passInstants();
    expect(await days()).toEqual([7, 7]);
    await set(normId, { ...review, done: true });
    moveTo(60);
    await platform.worker.passInstants();
    expect(await days()).toEqual([7, 7]);
    moveTo(0);
  });

  it('ends past its sunset, with no worker; what is written down later says the same', async () => {
    const { normId, versionId } = await adopted();
    await set(normId, { kind: 'SUNSET', title: 'Sunset', dueOn: day(40) });
    moveTo(40, '23:59:58');
    expect((await normOf(normId)).status).toBe('ADOPTED');
    moveTo(41, '00:00:01');
    expect((await normOf(normId)).status).toBe('EXPIRED');
    const listed = `query($s: NormStatus) { norms(status: $s, first: 100) { nodes { id } } }`;
    const idsOf = async (s: string): Promise<string[]> =>
      (await organizer.get<{ norms: { nodes: { id: string }[] } }>(listed, { s })).norms.nodes.map(({ id }) => id);
    expect(await idsOf('EXPIRED')).toContain(normId);
    expect(await idsOf('ADOPTED')).not.toContain(normId);
    expect(await told(normId, 'norm.expired')).toEqual([]);
    expect(await refused('renewNorm', { normId, sunsetOn: day(400), reason: 'Too late.' }, NORM)).toMatchObject({
      code: 'CONFLICT',
      state: 'EXPIRED',
    });
    for (let i = 0; i < 2; i++) await platform.worker.passInstants();
    expect(await told(normId, 'norm.expired')).toEqual([{ sunsetOn: day(40) }]);
    const norm = await normOf(normId);
    expect(norm.status).toBe('EXPIRED');
    expect(norm.milestones[0]?.doneAt).not.toBeNull();
    expect(await statusOf(versionId)).toBe('ADOPTED');
    const late = { normId, kind: 'SUNSET', title: 'Sunset', dueOn: day(90) };
    expect((await refused('setMilestone', late, NORM)).state).toBe('EXPIRED');
    moveTo(0);
    expect((await normOf(normId)).status).toBe('EXPIRED');
  });

  it('goes on where it is renewed, by its own operation or by another day of its sunset', async () => {
    const { normId } = await adopted();
    expect((await refused('renewNorm', { normId, sunsetOn: day(9), reason: 'Why not.' }, NORM)).code).toBe('CONFLICT');
    const { norm } = await set(normId, { kind: 'SUNSET', title: 'Sunset', dueOn: day(40) });
    expect((await refused('renewNorm', { normId, sunsetOn: day(40), reason: 'x' }, NORM)).fields?.[0]?.path).toBe('sunsetOn');
    expect((await refused('renewNorm', { normId, sunsetOn: day(80), reason: ' ' }, NORM)).fields?.[0]?.path).toBe('reason');
    const renewed = await call<{ norm: Norm }>('renewNorm', { normId, sunsetOn: day(80), reason: 'It works.' }, NORM);
    expect(renewed.norm).toMatchObject({ status: 'ADOPTED', sunsetOn: day(80) });
    moveTo(41);
    expect((await normOf(normId)).status).toBe('ADOPTED');
    await set(normId, { milestoneId: norm.milestones[0]?.id, kind: 'SUNSET', title: 'Sunset', dueOn: day(90) });
    moveTo(81);
    expect((await normOf(normId)).status).toBe('ADOPTED');
    moveTo(91);
    expect((await normOf(normId)).status).toBe('EXPIRED');
    expect(await told(normId, 'norm.renewed')).toEqual([
      { from: day(40), to: day(80), reason: 'It works.' },
      { from: day(80), to: day(90) },
    ]);
    moveTo(0);
  });

  it('keeps a provision that ends from ending the norm', async () => {
    const { normId } = await adopted(TEXT.map((provision, i) => (i === 0 ? { ...provision, sunsetOn: day(20) } : provision)));
    moveTo(21);
    await platform.worker.passInstants();
    expect(await normOf(normId)).toMatchObject({ status: 'ADOPTED', sunsetOn: null });
    expect((await told(normId, 'milestone.due')).map(({ kind, eIds }) => [kind, eIds])).toEqual([['SUNSET', ['art_1']]]);
    moveTo(0);
  });

  it('enters its phases by the clock, and its provisions take effect with them', async () => {
    const { normId, versionId } = await adopted();
    await set(normId, { kind: 'PHASE', title: 'First phase', dueOn: day(10), eIds: ['art_1'] });
    await set(normId, { kind: 'PHASE', title: 'Second phase', dueOn: day(20), eIds: ['art_2', 'art_3'] });
    const phase = async (): Promise<string | null> =>
      (
        await platform.anyone.get<{ norm: { currentPhase: { title: string } | null } }>(
          'query($id: ID!) { norm(id: $id) { currentPhase { title } } }',
          { id: normId },
        )
      ).norm.currentPhase?.title ?? null;
    expect(await phase()).toBeNull();
    moveTo(10, '00:00:01');
    expect(await phase()).toBe('First phase');
    moveTo(25);
    expect(await phase()).toBe('Second phase');
    const { normVersion } = await platform.anyone.get<{ normVersion: { provisions: { takesEffectOn: string }[] } }>(
      'query($id: ID!) { normVersion(id: $id) { provisions { takesEffectOn } } }',
      { id: versionId },
    );
    expect(normVersion.provisions.map(({ takesEffectOn }) => takesEffectOn)).toEqual([day(10), day(20), day(20)]);
    moveTo(0);
  });

  it('is withdrawn from any state but once, with a reason', async () => {
    for (const make of [published, adopted]) {
      const { normId } = await make();
      expect((await refused('withdrawNorm', { normId, reason: '' }, NORM)).fields?.[0]?.path).toBe('reason');
      const { norm } = await call<{ norm: Norm }>('withdrawNorm', { normId, reason: 'Overtaken.' }, NORM);
      expect(norm.status).toBe('WITHDRAWN');
      expect(await refused('withdrawNorm', { normId, reason: 'Again.' }, NORM)).toMatchObject({
        code: 'CONFLICT',
        state: 'WITHDRAWN',
      });
      const version = { normId, label: 'More', provisions: TEXT };
      expect((await refused('createNormVersion', version, VERSION)).state).toBe('WITHDRAWN');
    }
  });
});

describe('an erratum', () => {
  let platform: TestPlatform;
  let organizer: Client;
  let normId: string;
  const versions: string[] = [];

  beforeAll(async () => {
    platform = await TestPlatform.start();
    organizer = await platform.person('Ora Ganizer', 'ORGANIZER');
    normId = (await organizer.call<{ norm: { id: string } }>('createNorm', { title: 'With a slip' }, 'norm { id }')).norm.id;
    const { version } = await organizer.call<{ version: { id: string } }>(
      'createNormVersion',
      { normId, label: 'Final', provisions: TEXT },
      VERSION,
    );
    const french = { versionId: version.id, locale: 'fr', provision: { eId: 'art_1', text: 'Nul ne commence.' } };
    await organizer.call('upsertProvision', french, VERSION);
    await organizer.call('publishNormVersion', { versionId: version.id }, VERSION);
    await organizer.call('adoptNormVersion', { versionId: version.id }, VERSION);
    versions.push(version.id);
  });
  afterAll(() => platform.stop());

  const shown = async (): Promise<{ number: number; status: string; label: string; erratum: object | null }[]> =>
    (
      await platform.anyone.get<{
        norm: { versions: { number: number; status: string; label: string; erratum: object | null }[] };
      }>('query($id: ID!) { norm(id: $id) { versions { number label status erratum { note of { number } } } } }', { id: normId })
    ).norm.versions;

  it('is a new version with the text, the translations and a note, and changes nothing before it is published', async () => {
    const input = { versionId: versions[0], label: 'Final, corrected', note: ' Article 1: “goes”, not “does”. ' };
    const { version } = await organizer.call<{ version: { id: string; provisions: object[]; locales: string[] } }>(
      'createErratum',
      input,
      'version { id locales provisions(locale: "fr") { eId text locale } }',
    );
    versions.push(version.id);
    expect(version.locales).toEqual(['en', 'fr']);
    expect(version.provisions).toEqual([
      { eId: 'art_1', text: 'Nul ne commence.', locale: 'fr' },
      ...TEXT.slice(1).map(({ eId, text }) => ({ eId, text, locale: 'en' })),
    ]);
    expect(await shown()).toEqual([{ number: 1, label: 'Final', status: 'ADOPTED', erratum: null }]);
    const blank = await organizer.refused('createErratum', { ...input, note: ' ' }, VERSION);
    expect(blank.extensions.fields?.[0]?.path).toBe('note');
    const working = await organizer.refused('createErratum', { ...input, versionId: version.id }, VERSION);
    expect(working.extensions).toMatchObject({ code: 'CONFLICT', state: 'WORKING' });
  });

  it('takes the place of what it corrects, and is in force where that was', async () => {
    await organizer.call('publishNormVersion', { versionId: versions[1] }, VERSION);
    const note = 'Article 1: “goes”, not “does”.';
    expect(await shown()).toEqual([
      { number: 2, label: 'Final, corrected', status: 'ADOPTED', erratum: { note, of: { number: 1 } } },
      { number: 1, label: 'Final', status: 'SUPERSEDED', erratum: null },
    ]);
    const late = await organizer.refused('createErratum', { versionId: versions[0], label: 'x', note: 'x' }, VERSION);
    expect(late.extensions).toMatchObject({ code: 'CONFLICT', state: 'SUPERSEDED' });
  });

  it('is not published once a newer text has taken the place of what it corrects', async () => {
    const { version } = await organizer.call<{ version: { id: string } }>(
      'createErratum',
      { versionId: versions[1], label: 'Second correction', note: 'A comma.' },
      VERSION,
    );
    const next = await organizer.call<{ version: { id: string } }>(
      'createNormVersion',
      { normId, label: 'New text', provisions: TEXT },
      VERSION,
    );
    await organizer.call('publishNormVersion', { versionId: next.version.id }, VERSION);
    await organizer.call('adoptNormVersion', { versionId: next.version.id }, VERSION);
    const late = await organizer.refused('publishNormVersion', { versionId: version.id }, VERSION);
    expect(late.extensions).toMatchObject({ code: 'CONFLICT', state: 'SUPERSEDED' });
    expect((await shown())[0]).toMatchObject({ label: 'New text', status: 'ADOPTED' });
  });
});
